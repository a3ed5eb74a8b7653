"""The page of `kiosk print-test`: every language, hard names, a code, rulers and steps of grey.

In German and another language, on one sheet of any shape, tagged like every paper of the kiosk.
"""

from collections.abc import Iterator
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
from kiosk.receipt.refill import instruction
from kiosk.receipt.sayings import Saying, Sayings, once, plainly
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
DIGITS = "0123456789 · CHF 1’234.50 · CH93 0076 2011 6238 5295 7 · « » – … € § ½ ≥ → ✓ ✗"

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
        language: stands below the German.
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
        self._say = Sayings((OFFICE_LANGUAGE, specimen.language))
        self._look = LOOKS[shape]
        self._blocks = Blocks(self._look, (f"Schalter {__version__} · {specimen.terminal}",))
        self._small = Style(5.5, 7, colour=self._look.colours.ink)

    def edges(self) -> None:
        """Set rulers that begin where the paper begins: across, and down where there is room."""
        sheets, page = self._blocks.sheets, self._blocks.sheets.here
        wide, high = round(page.width / MM), round(page.height / MM)
        if self._look.stacked:
            self._mark(Ruler(0, page.top, wide, self._small, edge=True))
            sheets.down(_RULER_ROOM + 2 * MM)
            return
        self._mark(Ruler(0, _EDGE, wide, self._small, edge=True))
        self._mark(Ruler(_EDGE, 0, high, self._small, down=True, edge=True))

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
                Row(say("print-test-status"), tuple(self._status())),
            ),
            address=text,
            alt=say("print-test-code", content=text)[0][1],
            caption=say("print-test-scan"),
        )
        set_panel(blocks, glance)

    def _status(self) -> Iterator[Saying]:
        """Yield each word of the printer's with what to do about it."""
        status = self._it.status
        if status.ready:
            yield self._say("print-test-ready")
        for word in (*status.troubles, *status.warnings):
            yield plainly(word)
            yield once(
                (language, instruction(word, Texts(language)))
                for language in (OFFICE_LANGUAGE, self._it.language)
            )

    def letters(self) -> None:
        """Set a sentence of every language with all its letters, then names and digits."""
        spoken = [(language, Texts(language)) for language in languages()]
        rows = [
            Row(((tag, texts("frame-language")),), (((tag, texts("print-test-specimen")),),))
            for tag, texts in spoken
        ]
        names = Row(self._say("print-test-names"), (plainly(" · ".join(NAMES)),))
        digits = Row(self._say("print-test-digits"), (plainly(DIGITS),))
        self._blocks.section(self._say("print-test-letters"), [*rows, names, digits])

    def measures(self) -> None:
        """Set a ruler to measure, and steps of grey."""
        blocks, say = self._blocks, self._say
        length = int(blocks.sheets.here.inner / MM) // 10 * 10 if self._look.stacked else 100
        blocks.heading(say("print-test-measure"), 40 * MM)
        blocks.paragraph(say("print-test-length", length=str(length)), small=True)
        alt = say("print-test-ruler-alt", length=str(length))[0][1]
        figure = blocks.root.add("Figure", alt=alt)
        sheets = blocks.sheets
        for ink in Ruler(sheets.here.left, sheets.cursor.y, length, self._small).inks():
            sheets.draw(ink, figure)
        sheets.down(_RULER_ROOM)
        blocks.paragraph(say("print-test-edges"), small=True)
        blocks.paragraph(say("print-test-grey"), small=True)
        self._grey()

    def _grey(self) -> None:
        sheets = self._blocks.sheets
        figure = self._blocks.root.add("Figure", alt=self._say("print-test-grey-alt")[0][1])
        wide = sheets.here.inner / len(_STEPS)
        for number, black in enumerate(_STEPS):
            x, y = sheets.here.left + number * wide, sheets.cursor.y
            sheets.draw(Box(x, y, wide, _GREY, _grey(black)), figure)
            base = y + _GREY + self._small.size
            sheets.draw(Letters(x, base, str(black), self._small), figure)
        sheets.rule(self._look.colours.line)  # white has no edge of its own
        sheets.down(_GREY + self._small.leading + 1 * MM)

    def pdf(self) -> bytes:
        """Return what was written."""
        self._blocks.foot(lambda number, total: f"{number}/{total}")
        about = About(
            title=f"{self._say('print-test-title')[0][1]} {self._it.terminal}".strip(),
            author="Schalter",
            language="de-CH",
            made=self._it.made_at,
            source=f"print-test:{self._it.terminal}:{self._it.made_at.isoformat()}",
        )
        return painted(self._blocks.sheets, self._blocks.root, about)


def _grey(black: int) -> str:
    """Return the colour of so many per cent of black."""
    level = round(255 * (100 - black) / 100)
    return f"#{level:02x}{level:02x}{level:02x}"
