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


_OF_TEXT = (Weight.REGULAR, Weight.SEMIBOLD, Weight.BOLD)


def literal(text: str) -> str:
    """Return `text` as it is printed: composed (NFC), without what steers or cannot be seen.

    Bidi controls, joiners, variation selectors and control characters go; line ends and soft
    hyphens stay. The letters are never replaced by others: a name is printed as it is written,
    or not at all.

    Raises:
        Unprintable: names the first code point that no font has; the text itself is not told.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS))
    kept = "".join(letter for letter in composed if not _is_unseen(letter))
    for letter in kept:
        if letter not in {"\n", SOFT_HYPHEN} and not _FONTS[Weight.REGULAR][letter]:
            raise Unprintable(f"no glyph for U+{ord(letter):04X}")
    return kept


def _is_unseen(letter: str) -> bool:
    if letter in {"\n", SOFT_HYPHEN}:
        return False
    return unicodedata.category(letter) in {"Cc", "Cf"} or "\ufe00" <= letter <= "\ufe0f"


def lacking(text: str) -> tuple[str, ...]:
    """Return the letters of `text` that cannot be printed in every weight, in their order.

    Raises:
        OSError: a font is missing or broken, that of bills too.
    """
    try:
        for weight in Weight:
            _glyphs(weight.value)
        return tuple(
            letter
            for letter in sorted(set(unicodedata.normalize("NFC", text)))
            if letter not in {"\n", SOFT_HYPHEN} and not _is_unseen(letter)
            if not all(_FONTS[weight][letter] for weight in _OF_TEXT)
        )
    except TTFError as error:
        raise OSError(str(error)) from error


def width(text: str, weight: Weight, size: float) -> float:
    """Return how wide a printable `text` is, in points, at `size` points."""
    return size * sum(map(_ADVANCES[weight].__getitem__, text))


def runs(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """Yield the fonts (by name) and the letters of `text` that each draws, in order."""
    for font, letters in groupby(text, _FONTS[weight].__getitem__):
        yield font or weight.value, "".join(letters)


class _Fonts(dict[str, str]):
    """The name of the first font with a glyph, or '', by letter; filled as letters come."""

    def __init__(self, weight: Weight) -> None:
        self._names = (weight.value, *_SIGNS)

    def __missing__(self, letter: str) -> str:
        found = next((name for name in self._names if ord(letter) in _glyphs(name)), "")
        self[letter] = found
        return found


class _Advances(dict[str, float]):
    """How wide a letter is at one point, by letter; filled as letters come."""

    def __init__(self, weight: Weight) -> None:
        self._weight = weight

    def __missing__(self, letter: str) -> float:
        font = _FONTS[self._weight][letter] or self._weight.value
        self[letter] = found = float(pdfmetrics.stringWidth(letter, font, 1))
        return found


_FONTS = {weight: _Fonts(weight) for weight in Weight}
_ADVANCES = {weight: _Advances(weight) for weight in Weight}


@cache
def _glyphs(name: str) -> dict[int, int]:
    """Register the font of this name, once, and return its table of glyphs by code point."""
    font: Any = TTFont(name, str(FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    glyphs: dict[int, int] = font.face.charToGlyph
    return glyphs
