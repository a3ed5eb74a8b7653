"""The line below the form: what helps with the field that has the focus, in both languages."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.form import Field
from ui.counter.form_asking import Asking
from ui.theme import Role
from ui.widgets.lines import Lines


class HelpLine(QWidget):
    """As high as two lines, also where it says nothing: nothing moves from field to field."""

    def __init__(self, asking: Asking, side: int) -> None:
        super().__init__()
        self._theme, self._side = asking.theme, side
        self._metrics = QFontMetrics(asking.theme.font(Role.SMALL))
        self.lines: tuple[str, ...] = ()
        self.setFixedHeight(2 * self._metrics.height() + 2 * asking.theme.space(1.5))

    def explain(self, field: Field | None, asking: Asking) -> None:
        """Say hint and reason of `field`; with None nothing."""
        words = (field.hint, field.why) if field else ()
        own = " ".join(filter(None, (one.to(asking.texts.language) for one in words)))
        beside = " ".join(filter(None, map(asking.beside, words)))
        self.lines = tuple(filter(None, (own, beside)))
        self.setAccessibleName(own)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint both, the office's first; what is too long for its line is shortened."""
        theme, colours, metrics = self._theme, self._theme.colours, self._metrics
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.paper))
        hairline = max(1, theme.px(0.25))
        painter.fillRect(0, 0, self.width(), hairline, QColor(colours.hairline))
        if len(self.lines) == 1:
            self._paint_alone(painter, self.lines[0])
            return
        painter.setFont(theme.font(Role.SMALL))
        room = QRect(self._side, theme.space(1.5), self.width() - 2 * self._side, metrics.height())
        for text, colour in zip(self.lines, (colours.ink, colours.muted), strict=False):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            room.translate(0, metrics.height())

    def _paint_alone(self, painter: QPainter, words: str) -> None:
        """Paint `words` on both lines, where they need them."""
        theme = self._theme
        width = self.width() - 2 * self._side
        lines = Lines(words, theme.font(Role.SMALL), width, 2)
        painter.setPen(QColor(theme.colours.ink))
        lines.draw(painter, QRectF(self._side, theme.space(1.5), width, lines.height))
