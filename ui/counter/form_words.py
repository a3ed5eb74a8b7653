"""What is said in a form and not asked: headings, and notes in their tone."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.amount import PLACEHOLDER
from kiosk.forms.placed import Placed, PlacedNote
from kiosk.words import Words
from ui.counter.form_asking import Asking
from ui.counter.form_piece import Piece
from ui.fees import francs
from ui.icons import icon
from ui.theme import Role
from ui.widgets.lines import Lines
from ui.widgets.note import ICONS
from ui.widgets.surface import draw_surface

BAR_MM = 0.8

QUIET = "info"
"""The tone of a note that stands on no ground of its own."""


class Heading(Piece):
    """The name of a section, above its fields."""

    def __init__(self, words: Words, asking: Asking) -> None:
        super().__init__()
        self._theme = asking.theme
        self._said = words.to(asking.texts.language)
        self.beside = asking.beside(words)
        self.setAccessibleName(self._said)

    def bands(self, width: int, room: int) -> tuple[int, int, int]:  # noqa: ARG002 - as `Piece`
        """See `Piece`."""
        lines = (self._lines(width), self._beside_lines(width))
        return 0, round(sum(one.height for one in lines if one) + 0.5), 0

    def _lines(self, width: int) -> Lines:
        return Lines(self._said, self._theme.font(Role.BUTTON), width)

    def _beside_lines(self, width: int) -> Lines | None:
        return Lines(self.beside, self._theme.font(Role.SMALL), width) if self.beside else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint both."""
        painter, colours = QPainter(self), self._theme.colours
        painter.setPen(QColor(colours.accent))
        lines, beside = self._lines(self.width()), self._beside_lines(self.width())
        lines.draw(painter, QRectF(self.rect()))
        if beside:
            painter.setPen(QColor(colours.muted))
            beside.draw(painter, QRectF(0, lines.height, self.width(), beside.height))


class NoteStrip(Piece):
    """A note on one ground with its sign; one of tone `stop` can be reached as a problem."""

    def __init__(self, placed: PlacedNote, asking: Asking) -> None:
        super().__init__()
        self._asking, self._theme = asking, asking.theme
        self._tone = placed.note.tone
        self._said = self.beside = ""
        self.take(placed)
        if self.stops_here:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def stops_here(self) -> bool:
        """Whether the form ends here."""
        return self._tone == "stop"

    def take(self, item: Placed) -> bool:
        """Say the amount that the answers make now."""
        assert isinstance(item, PlacedNote)
        language, words = self._asking.texts.language, item.note.text
        said = _with_amount(words.to(language), item)
        if said != self._said:
            self._said = said
            self.beside = _with_amount(self._asking.beside(words), item)
            self.setAccessibleName(said)
            self.update()
        return False

    def stops(self) -> Iterator[QWidget]:
        """Yield itself where the form ends here, so that a jump can lead to it."""
        return iter((self,) if self.stops_here else ())

    def _edges(self) -> tuple[int, int, int]:
        """Return the margin at the sides, above and below, and the width of the sign."""
        theme = self._theme
        if self._tone == QUIET:
            return 0, 0, round(1.2 * theme.font(Role.SMALL).pixelSize())
        return theme.space(3), theme.space(1.5), round(1.3 * theme.font().pixelSize())

    def _all_lines(self, width: int) -> list[tuple[Lines, str]]:
        side, _, sign = self._edges()
        room = width - 2 * side - sign - self._theme.space(2)
        colours = self._theme.colours
        role = Role.BUTTON if self.stops_here else Role.SMALL
        said = [(Lines(self._said, self._theme.font(role), room), colours.ink)]
        if self.beside:
            small = self._theme.font(Role.SMALL)
            said.append((Lines(self.beside, small, room), colours.muted))
        return said

    def bands(self, width: int, room: int) -> tuple[int, int, int]:  # noqa: ARG002 - as `Piece`
        """See `Piece`."""
        text = sum(lines.height for lines, _ in self._all_lines(width))
        return 0, round(text + 0.5) + 2 * self._edges()[1], 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, sign and words; a bar at the left says that it is more than a hint."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tone != QUIET:
            focused = self.hasFocus()
            draw_surface(
                painter, self.rect(), theme, colours.surface, colours.line, focused=focused
            )
            bar = self.rect()
            bar.setWidth(theme.px(BAR_MM))
            painter.fillRect(bar, QColor(colours.error if self.stops_here else colours.accent))
        side, edge, size = self._edges()
        sign = icon(ICONS.get(self._tone, QUIET), colours.accent, size)
        first = self._all_lines(self.width())[0][0]
        middle = edge + (first.height / first.count - size) / 2
        painter.drawImage(side, round(middle), sign)
        y, x = float(edge), side + size + theme.space(2)
        for lines, colour in self._all_lines(self.width()):
            painter.setPen(QColor(colour))
            lines.draw(painter, QRectF(x, y, self.width() - x - side, lines.height))
            y += lines.height


def _with_amount(said: str, placed: PlacedNote) -> str:
    if placed.amount is None:
        return said
    return said.replace(PLACEHOLDER, f"CHF {francs(placed.amount)}")
