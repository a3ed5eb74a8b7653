"""How the confirmation looks on each shape of paper: its page, its grid, its type, its colours."""

from dataclasses import dataclass, replace

from kiosk.receipt.pdf_fonts import Weight
from kiosk.receipt.pdf_sheet import MM, Colour, Page, Style
from kiosk.receipt.shape import Shape


@dataclass(frozen=True)
class Colours:
    """What is printed in which colour; `line` and `wash` lie below and around words."""

    ink: Colour = "#17202b"
    quiet: Colour = "#4d5966"
    accent: Colour = "#1f4e79"
    line: Colour = "#c8d0d9"
    wash: Colour = "#f1f4f7"


@dataclass(frozen=True)
class Type:
    """The styles of one shape of paper."""

    body: Style
    other: Style
    """The visitor's language below the German."""
    strong: Style
    label: Style
    label_other: Style
    small: Style
    title: Style
    subtitle: Style
    heading: Style
    name: Style
    case: Style
    foot: Style


@dataclass(frozen=True)
class Look:
    """The look of one shape of paper. Measures in points.

    Attributes:
        values: where values begin, from the left; labels stand before them.
        gutter: between a label and its value.
        page: its printed area reaches to the end of the foot, until `Blocks` knows the foot.
        aside: where the right column of the letterhead begins.
        crest: how high the coat of arms is.
        padding: around what stands in the panel.
        code: how wide the code is, with the white around it.
        glance: how wide the labels in the panel are.
        stacked: whether everything stands below each other, as on a narrow roll.
        air: how much of the room between blocks there is.
        counted: how wide the number of the page may be, at the foot.
    """

    page: Page
    colours: Colours
    type: Type
    values: float
    gutter: float
    aside: float
    crest: float
    padding: float
    code: float
    glance: float
    stacked: bool = False
    air: float = 1.0
    counted: float = 44 * MM


def _type(colours: Colours, body: float, title: float, case: float, other: float) -> Type:
    """Return styles around the size `body` of what is read; `other` is the second language's."""
    ink, quiet = colours.ink, colours.quiet
    plain = Style(body, round(body * 1.37, 1), Weight.REGULAR, ink)
    return Type(
        body=plain,
        other=Style(other, round(other * 1.35, 1), Weight.REGULAR, quiet),
        strong=replace(plain, weight=Weight.SEMIBOLD),
        label=Style(body - 0.5, plain.leading, Weight.REGULAR, quiet),
        label_other=Style(other - 0.5, round(other * 1.24, 1), Weight.REGULAR, quiet),
        small=Style(other - 0.5, round(other * 1.29, 1), Weight.REGULAR, quiet),
        title=Style(title, round(title * 1.26), Weight.BOLD, ink),
        subtitle=Style(round(title * 0.52), round(title * 0.7), Weight.REGULAR, quiet),
        heading=Style(body + 3.5, body + 7.5, Weight.SEMIBOLD, colours.accent),
        name=Style(body + 3.5, body + 7.5, Weight.SEMIBOLD, ink),
        case=Style(case, round(case * 1.29), Weight.BOLD, ink),
        foot=Style(7.5, 10, Weight.REGULAR, quiet),
    )


_COLOURS = Colours()
_BLACK = Colours("#000000", "#000000", "#000000", "#000000", "#ffffff")
"""A receipt printer has no grey; it would make dots of it."""

_ROLL_TYPE = _type(_BLACK, body=9, title=17, case=17, other=8.5)
_ROLL_TYPE = replace(_ROLL_TYPE, label=replace(_ROLL_TYPE.label, weight=Weight.SEMIBOLD))
"""Labels stand above their values there, so they must look different."""

_A4 = Look(
    page=Page(210 * MM, 297 * MM, 22 * MM, 18 * MM, 287 * MM),
    colours=_COLOURS,
    type=_type(_COLOURS, body=9.5, title=23, case=21, other=8.5),
    values=58 * MM,
    gutter=6 * MM,
    aside=110 * MM,
    crest=14 * MM,
    padding=6 * MM,
    code=32 * MM,
    glance=30 * MM,
)
_A5 = Look(
    page=Page(148 * MM, 210 * MM, 14 * MM, 12 * MM, 202 * MM),
    colours=_COLOURS,
    type=_type(_COLOURS, body=9, title=19, case=17, other=8),
    values=42 * MM,
    gutter=4 * MM,
    aside=72 * MM,
    crest=12 * MM,
    padding=5 * MM,
    code=30 * MM,
    glance=22 * MM,
    air=0.8,
)
_ROLL = Look(
    page=Page(80 * MM, 2_500 * MM, 4 * MM, 4 * MM, 2_480 * MM),
    colours=_BLACK,
    type=_ROLL_TYPE,
    values=0,
    gutter=0,
    aside=0,
    crest=12 * MM,
    padding=0,
    code=46 * MM,
    glance=0,
    stacked=True,
    air=0.7,
)
"""Cut where the text ends; longer ones go on over the next, as printers and screens have limits."""

LOOKS = {Shape.A4: _A4, Shape.A5: _A5, Shape.ROLL_80: _ROLL}
