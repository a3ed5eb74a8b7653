"""The coat of arms in the letterhead: what a portal sent, if it is simple; else an initial."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from kiosk.receipt.pdf_fonts import Weight, literal, width
from kiosk.receipt.pdf_path import UnknownPathError, outline, placed
from kiosk.receipt.pdf_sheet import Fill, Ink, Letters, Style

_LONGEST = 20_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SVG = "{http://www.w3.org/2000/svg}"
_PATH_SAYS = {"d", "fill"}
_TEXT_SAYS = {"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill"}

_SHIELD = outline("M4 3h40v28c0 12-9 19-20 23C13 50 4 43 4 31z")
_SHIELD_WIDTH, _SHIELD_HEIGHT = 48.0, 56.0


def drawn_crest(
    svg: str, initial: str, colour: str, place: tuple[float, float], size: float
) -> list[Ink]:
    """Return the ink of the crest `svg`, `size` high with its upper left corner at `place`.

    Only filled paths and single letters are drawn. Of anything else, such as a picture, a pattern
    or a style, nothing is: then a neutral shield of this `colour` carries the `initial`.
    """
    try:
        return _flush(list(_drawn(svg, place, size)), place[0])
    except (ET.ParseError, UnknownPathError, ValueError, KeyError):
        return _flush(_neutral(initial, colour, place, size), place[0])


def _flush(crest: list[Ink], x: float) -> list[Ink]:
    """Return `crest` moved so that its outline, not its canvas, begins at the margin `x`."""
    outlines = [ink for ink in crest if isinstance(ink, Fill)]
    edges = [it for ink in outlines for _, points in ink.steps for it in points[::2]]
    by = x - min(edges, default=x)
    return [
        replace(ink, steps=placed(ink.steps, by, 0, 1))
        if isinstance(ink, Fill)
        else replace(ink, x=ink.x + by)
        for ink in crest
    ]


def _drawn(svg: str, place: tuple[float, float], size: float) -> Iterator[Ink]:
    if len(svg) > _LONGEST or "<!" in svg or "<?" in svg:  # no entities, no style sheets
        raise ValueError
    root = ET.fromstring(svg)  # noqa: S314 - without a DTD there is nothing to expand
    left, top, wide, high = (float(number) for number in root.attrib["viewBox"].split())
    if root.tag != f"{_SVG}svg" or not wide > 0 or not high > 0 or wide > 2 * high:
        raise ValueError
    scale = size / high
    x, y = place[0] - scale * left, place[1] - scale * top
    for shape in root:
        yield _shape(shape, x, y, scale)


def _shape(shape: ET.Element, x: float, y: float, scale: float) -> Ink:
    says, colour = shape.attrib, shape.attrib["fill"]
    if len(shape) or not _COLOUR.fullmatch(colour):
        raise ValueError
    match shape.tag:
        case str(tag) if tag == f"{_SVG}path" and says.keys() == _PATH_SAYS:
            return Fill(placed(outline(says["d"]), x, y, scale), colour)
        case str(tag) if tag == f"{_SVG}text" and says.keys() == _TEXT_SAYS:
            if says["text-anchor"] != "middle":
                raise ValueError
            middle, base = x + scale * float(says["x"]), y + scale * float(says["y"])
            letter = (shape.text or "").strip()
            return _letter(letter, middle, base, scale * float(says["font-size"]), colour)
        case _:
            raise ValueError


def _neutral(initial: str, colour: str, place: tuple[float, float], size: float) -> list[Ink]:
    scale = size / _SHIELD_HEIGHT
    x, y = place
    return [
        Fill(placed(_SHIELD, x, y, scale), colour),
        _letter(initial, x + scale * _SHIELD_WIDTH / 2, y + scale * 36, scale * 26, "#ffffff"),
    ]


def _letter(text: str, middle: float, base: float, size: float, colour: str) -> Letters:
    letter = literal(text[:1])
    style = Style(size, size, Weight.BOLD, colour)
    return Letters(middle - width(letter, style.weight, size) / 2, base, letter, style)
