"""Several of some options: one control, its arrows move, a blank or a first letter ticks."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.editors.option import TICK
from ui.editors.options import options_of
from ui.theme import Theme
from ui.widgets.surface import draw_surface

MARK = 0.5
"""Size of a box, in heights of a row."""


class TicksBox(Dense):
    """The entry is the chosen values, in the order of the form."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self.options = options_of(placed.field)
        self._labels = [option.label.to(texts.language) for option in self.options]
        self._current, self._letter = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font())
        self._say()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are ticked."""
        entry = self.entry if isinstance(self.entry, tuple) else ()
        return tuple(option.value for option in self.options if option.value in entry)

    def focus_target(self) -> QWidget:
        """Return the control itself."""
        return self

    def wanted_width(self) -> int:
        """Return the width in which all stand side by side."""
        return sum(self._widths())

    def height_at(self, width: int) -> int:
        """Return the height of the rows that they take."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else self.theme.target

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        self._say()
        self.update()

    def _widths(self) -> list[int]:
        metrics, theme = QFontMetrics(self.theme.font()), self.theme
        around = round(MARK * theme.target) + 3 * theme.space(2)
        return [metrics.horizontalAdvance(label) + around for label in self._labels]

    def _places(self, width: int) -> list[QRect]:
        """Return where each stands: side by side, as far as there is room."""
        x = y = 0
        places = []
        for wanted in self._widths():
            if x and x + wanted > width:
                x, y = 0, y + self.theme.target
            places.append(QRect(x, y, min(wanted, width), self.theme.target))
            x += wanted
        return places

    # --- Keys and clicks -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take letters that begin an option before a shortcut of the frame does."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._beginning(event.text()) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or tick."""
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._go(self._current + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._go(self._current - 1)
            case Qt.Key.Key_Space:
                self._turn(self._current)
            case _ if (at := self._beginning(event.text())) is not None:
                self._letter = event.text().casefold()
                self._turn(at)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for at, place in enumerate(self._places(self.width())):
            if place.contains(event.position().toPoint()):
                self._turn(at)

    def _beginning(self, letter: str) -> int | None:
        """Return the option that begins with `letter`: the first; the next for the same again."""
        if not letter.strip() or not letter.isprintable():
            return None
        count, wanted = len(self._labels), letter.casefold()
        first = self._current + 1 if wanted == self._letter else 0
        turn = [(first + at) % count for at in range(count)]
        return next((at for at in turn if self._labels[at].casefold().startswith(wanted)), None)

    def _go(self, at: int) -> None:
        """Make option `at` the current one."""
        self._current = max(0, min(len(self.options) - 1, at))
        self._say()
        self.announce(self.accessibleName())
        self.update()

    def _turn(self, at: int) -> None:
        value, chosen = self.options[at].value, self.chosen
        kept = tuple(one for one in chosen if one != value)
        more = (*kept, value) if value not in chosen else kept
        self.tell(tuple(one.value for one in self.options if one.value in more))
        self._go(at)

    def _say(self) -> None:
        """Call it by its question, the current option, and whether that is ticked."""
        if not self.options:
            return
        ticked = self.options[self._current].value in self.chosen
        said = self._labels[self._current]
        state = self.texts("editors-chosen", choice=said) if ticked else said
        self.describe(self, f"{self.label}: {state}")

    # --- Its look ------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint each option, and the ring around the current one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, place in enumerate(self._places(self.width())):
            self._paint_option(painter, at, place)

    def _paint_option(self, painter: QPainter, at: int, place: QRect) -> None:
        theme, colours = self.theme, self.theme.colours
        if self.hasFocus() and at == self._current:
            draw_surface(painter, place, theme, colours.paper, "", focused=True)
        size = MARK * theme.target
        left = place.left() + theme.space(2)
        box = QRectF(left, place.top() + (place.height() - size) / 2, size, size)
        self._paint_box(painter, box, ticked=self.options[at].value in self.chosen)
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.muted))
        text = place.adjusted(round(size) + theme.space(4), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._labels[at])

    def _paint_box(self, painter: QPainter, box: QRectF, *, ticked: bool) -> None:
        theme, colours = self.theme, self.theme.colours
        border = colours.error if self.property("wrong") else colours.line
        painter.setPen(QPen(QColor(colours.accent if ticked else border), theme.stroke))
        painter.setBrush(QColor(colours.accent if ticked else colours.paper))
        painter.drawRoundedRect(box, theme.radius / 2, theme.radius / 2)
        if ticked:
            painter.setPen(QPen(QColor(colours.accent_ink), 2 * theme.stroke))
            across, down = box.width(), box.height()
            corner = box.topLeft()
            painter.drawPolyline(
                [QPointF(corner.x() + across * x, corner.y() + down * y) for x, y in TICK]
            )
