"""The paper's fonts: what may be printed at all, with which font, and how wide it is.

A glyph that no font has would print nothing, silently. So it is looked up first, and its lack is
an error.
"""

import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kiosk.errors import Unprintable

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_SIGNS = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
"""Asked, in this order, for what the text font lacks: arrows, minus, ticks."""

_LINE_ENDS = str.maketrans(
    {"\r": "\n", "\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n", "\t": " "}
)


class Weight(Enum):
    """The fonts that text is set in, by the name of the file."""

    REGULAR = "NotoSans-Regular"
    SEMIBOLD = "NotoSans-SemiBold"
    BOLD = "NotoSans-Bold"
    BILL = "LiberationSans-Regular"
    """On the slip of a bill: one of the four typefaces that the guidelines allow there."""
    BILL_BOLD = "LiberationSans-Bold"


def literal(text: str) -> str:
    """Return `text` as it is printed: composed (NFC), without what steers or cannot be seen.

    Bidi controls, joiners, variation selectors and control characters go; line ends and soft
    hyphens stay. The letters are never replaced by others: a name is printed as it is written,
    or not at all.

    Raises:
        Unprintable: names the first code point that no font has; the text itself is not told.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS))
    kept = "".join(letter for letter in composed if not _is_unseen(letter))
    for letter in kept:
        if letter not in {"\n", SOFT_HYPHEN} and not _font_of(letter, Weight.REGULAR):
            raise Unprintable(f"no glyph for U+{ord(letter):04X}")
    return kept


def _is_unseen(letter: str) -> bool:
    if letter in {"\n", SOFT_HYPHEN}:
        return False
    return unicodedata.category(letter) in {"Cc", "Cf"} or "\ufe00" <= letter <= "\ufe0f"


def lacking(text: str) -> tuple[str, ...]:
    """Return the letters of `text` that cannot be printed in every weight, in their order.

    Raises:
        OSError: a font is missing or broken.
    """
    try:
        return tuple(
            letter
            for letter in sorted(set(unicodedata.normalize("NFC", text)))
            if letter not in {"\n", SOFT_HYPHEN} and not _is_unseen(letter)
            if not all(_font_of(letter, weight) for weight in Weight)
        )
    except TTFError as error:
        raise OSError(str(error)) from error


def width(text: str, weight: Weight, size: float) -> float:
    """Return how wide a printable `text` is, in points, at `size` points."""
    return sum(
        float(pdfmetrics.stringWidth(letters, font, size)) for font, letters in runs(text, weight)
    )


def runs(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """Yield the fonts (by name) and the letters of `text` that each draws, in order."""
    for font, letters in groupby(text, lambda letter: _font_of(letter, weight)):
        yield font or weight.value, "".join(letters)


@cache
def _font_of(letter: str, weight: Weight) -> str:
    """Return the name of the first font with a glyph for `letter`, or ''."""
    for name in (weight.value, *_SIGNS):
        if ord(letter) in _glyphs(name):
            return name
    return ""


@cache
def _glyphs(name: str) -> dict[int, int]:
    """Register the font of this name, once, and return its table of glyphs by code point."""
    font: Any = TTFont(name, str(FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    glyphs: dict[int, int] = font.face.charToGlyph
    return glyphs
