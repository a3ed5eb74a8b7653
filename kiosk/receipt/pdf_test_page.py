"""The page of `kiosk print-test`: every language, hard names, a code, rulers and steps of grey.

In German and another language (A5: only German), on one sheet, tagged like every paper.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk import __version__
from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.pdf_look import LOOKS
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.pdf_panel import Glance, set_panel
from kiosk.receipt.pdf_rulers import Ruler
from kiosk.receipt.pdf_sheet import MM, Box, Letters, Style
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.sayings import Saying, Sayings, plainly
from kiosk.receipt.shape import Shape
from kiosk.texts import Texts, languages
from kiosk.words import OFFICE_LANGUAGE

NAMES = (
    "Łukasz Šimůnek",
    "Ğülşen Öztürk-İnan",
    "Nguyễn Thị Ánh",
    "Ελένη Παπαδοπούλου",
    "Йосиф Қазақов",
    "O'Neil d’Arc",
    "Zoë Weiß",
    "STRAẞE",
)
"""Letters of people at the counter that a wrong font, driver or encoding loses first."""
SIGNS = "0123456789 · CHF 1’234.50 · CH93 0076 2011 6238 5295 7 · « » – … € § ½ ≥ → ✓ ✗"

_EDGE = 6 * MM
"""Where the rulers lie, from the edge: few printers leave more of a sheet blank."""
_RULER_ROOM = 6 * MM
"""Room for a ruler and its numbers."""
_STEPS = range(0, 101, 10)
"""Per cent of black."""
_GREY = 9 * MM


@dataclass(frozen=True)
class Specimen:
    """What a test page says about where it was made.

    Attributes:
        terminal: its id.
        printer: the setting that names the printer.
        status: what the printer said before this page.
        made_at: aware.
        language: stands below the German where there is room, on A4 and on a roll.
    """

    terminal: str
    printer: str
    status: PrinterStatus
    made_at: datetime
    language: str = OFFICE_LANGUAGE


def render(specimen: Specimen, shape: Shape = Shape.A4) -> bytes:
    """Return the test page as PDF. The same arguments give the same bytes.

    Raises:
        Unprintable: a character of the terminal's or printer's name has no glyph.
    """
    page = _Page(specimen, shape)
    page.edges()
    page.head()
    page.letters()
    page.measures()
    return page.pdf()


class _Page:
    """One test page being written, from top to bottom."""

    def __init__(self, specimen: Specimen, shape: Shape) -> None:
        self._it = specimen
        self._dense = shape is Shape.A5  # only German, in small letters, fits one page
        beside = () if self._dense else (specimen.language,)
        self._say = Sayings((OFFICE_LANGUAGE, *beside))
        self._look = LOOKS[shape]
        self._blocks = Blocks(self._look, (f"Schalter {__version__} · {specimen.terminal}",))
        self._tiny = Style(5.5, 7, colour=self._look.colours.ink)

    def edges(self) -> None:
        """Set rulers that begin where the paper begins: across, and down where there is room."""
        sheets, page = self._blocks.sheets, self._blocks.sheets.here
        wide, high = round(page.width / MM), round(page.height / MM)
        if self._look.stacked:
            self._mark(Ruler(0, page.top, wide, self._tiny))
            sheets.down(_RULER_ROOM + 2 * MM)
            return
        self._mark(Ruler(0, _EDGE, wide, self._tiny))
        self._mark(Ruler(_EDGE, 0, high, self._tiny, down=True))

    def _mark(self, ruler: Ruler) -> None:
        for ink in ruler.inks():
            self._blocks.sheets.draw(ink)

    def head(self) -> None:
        """Say what this is, where and when it was made, and how the printer is."""
        blocks, say, made = self._blocks, self._say, self._it.made_at
        blocks.title(say("print-test-title"))
        blocks.paragraph(say("print-test-lead"))
        text = f"Schalter {__version__}, test page, {self._it.terminal}, {made:%Y-%m-%d %H:%M %z}"
        moment = say("receipt-moment", date=f"{made:%d.%m.%Y}", time=f"{made:%H:%M}")
        glance = Glance(
            label=say("print-test-terminal"),
            case=self._it.terminal,
            rows=(
                Row(say("print-test-made"), (moment,)),
                Row(say("print-test-printer"), (plainly(self._it.printer),)),
                Row(say("print-test-status"), (self._status(),)),
            ),
            address=text,
            alt=say("print-test-code", content=text)[0][1],
            caption=say("print-test-scan"),
        )
        set_panel(blocks, glance)

    def _status(self) -> Saying:
        words = (*self._it.status.troubles, *self._it.status.warnings)
        return plainly(", ".join(words)) if words else self._say("print-test-ready")

    def letters(self) -> None:
        """Set a sentence of every language with all its letters, then names and signs."""
        self._blocks.heading(self._say("print-test-letters"))
        for language in languages():
            self._line(((language, _sentence(Texts(language))),))
        for words in ("\N{NO-BREAK SPACE}· ".join(NAMES), SIGNS):
            self._line(plainly(words))

    def _line(self, saying: Saying) -> None:
        self._blocks.paragraph(saying, small=self._dense)

    def measures(self) -> None:
        """Say how to read the rulers, and set steps of grey."""
        self._blocks.sheets.space(self._look.air * 4 * MM)
        self._line(self._say("print-test-rulers"))
        self._line(self._say("print-test-grey"))
        sheets = self._blocks.sheets
        alt = self._say("print-test-grey-fields")[0][1]
        figure = self._blocks.root.add("Figure", alt=alt)
        sheets.rule(self._look.colours.line)  # white has no edge of its own
        wide = sheets.here.inner / len(_STEPS)
        for number, black in enumerate(_STEPS):
            x, y = sheets.here.left + number * wide, sheets.cursor.y
            sheets.draw(Box(x, y, wide, _GREY, _grey(black)), figure)
            base = y + _GREY + 1.3 * self._tiny.size
            sheets.draw(Letters(x, base, f"{black}", self._tiny), figure)
        sheets.down(_GREY + 2 * self._tiny.size)

    def pdf(self) -> bytes:
        """Return what was written."""
        self._blocks.foot(lambda *_: "")  # it is one page
        about = About(
            title=f"{self._say('print-test-title')[0][1]} {self._it.terminal}".strip(),
            author="Schalter",
            language="de-CH",
            made=self._it.made_at,
            source=f"print-test:{self._it.terminal}:{self._it.made_at.isoformat()}",
        )
        return painted(self._blocks.sheets, self._blocks.root, about)


def _sentence(texts: Texts) -> str:
    return f"{texts('frame-language')}: {texts('print-test-specimen')}"


def _grey(black: int) -> str:
    """Return the colour of so many per cent of black."""
    level = round(255 * (100 - black) / 100)
    return f"#{level:02x}{level:02x}{level:02x}"
