"""What stands above a field: its label and marks, and quietly below the visitor's words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kiosk.forms.form import Field
from kiosk.words import Words
from ui.counter.form_asking import Asking
from ui.icons import icon
from ui.theme import Role
from ui.widgets.lines import Lines

WIDEST = 22
"""Width of a label that stands on one line, in heights of its letters; a longer one is broken."""

FAR = 1_000_000
"""Pixels in which no text is broken."""


class Caption:
    """Painted, not a widget: the editor below carries the name for a screen reader.

    `says_optional`: whether it is marked where it may stay empty.
    """

    def __init__(
        self, words: Words, asking: Asking, field: Field, *, says_optional: bool = True
    ) -> None:
        self._asking, self._theme = asking, asking.theme
        texts = asking.texts
        self.label = words.to(texts.language)
        self.beside = asking.beside(words)
        if field.unit:
            self.label = f"{self.label} ({field.unit})"
        optional = says_optional and not field.required
        self._mark = texts("filling-optional") if optional else ""
        self.office = texts("counter-filling-office") if field.assisted_only else ""
        self._helped = bool(field.hint or field.why)
        self.aside = ""
        """Said quietly at the right end: the municipality of a town."""
        self._bold, self._plain = bold_small(asking), asking.theme.font(Role.SMALL)
        self._metrics = QFontMetricsF(self._plain)
        self._broken: dict[tuple[str, float], Lines] = {}

    # --- Its size ------------------------------------------------------------------------------

    def wanted_width(self) -> int:
        """Return the width in which it is seen on one line, or on a few where it is long."""
        widest = WIDEST * self._plain.pixelSize()
        label = min(QFontMetricsF(self._bold).horizontalAdvance(self.label), widest)
        beside = min(self._metrics.horizontalAdvance(self.beside), widest)
        return round(max(label + self._marks_width() + self._before(), beside) + 1.5)

    def height_at(self, width: int) -> int:
        """Return its height at `width`, in pixels."""
        height = self._label_lines(width).height
        if self.beside:
            height += self._lines(self.beside, self._plain, width).height
        return round(height + 0.5) + self._theme.space(0.5)

    def _before(self) -> float:
        """Return the width of the mark of the office."""
        if not self.office:
            return 0.0
        return self._metrics.horizontalAdvance(self.office) + 3 * self._theme.space(1)

    def _marks_width(self) -> float:
        gap = self._theme.space(1.5)
        mark = self._metrics.horizontalAdvance(self._mark) + gap if self._mark else 0.0
        return mark + (self._sign_size() + gap if self._helped else 0.0)

    def _sign_size(self) -> int:
        return round(1.05 * self._plain.pixelSize())

    def _label_lines(self, width: float) -> Lines:
        marks = self._marks_width()
        room = width - self._before()
        one = self._lines(self.label, self._bold, FAR)
        if one.width + marks <= room:
            return one
        return self._lines(self.label, self._bold, max(1.0, room - marks))

    def _lines(self, text: str, font: QFont, width: float) -> Lines:
        key = f"{font.weight()}{text}", width
        if key not in self._broken:
            self._broken[key] = Lines(text, font, width)
        return self._broken[key]

    # --- Its look ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, width: int, *, enabled: bool = True) -> None:
        """Paint it from the top: the labels of a row stand on one line."""
        colours, top = self._theme.colours, 0.0
        lines = self._label_lines(width)
        step, before = lines.height / lines.count, self._before()
        if self.office:
            self._paint_office(painter, QRectF(0, top, before - self._theme.space(1), step))
        painter.setPen(QColor(colours.ink if enabled else colours.muted))
        lines.draw(painter, QRectF(before, top, lines.width, lines.height))
        painter.setPen(QColor(colours.muted))
        self._paint_marks(painter, before + lines.width, top, step)
        if self.aside:
            place = QRectF(0, top, width, step)
            painter.setFont(self._plain)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(right), self.aside)
        if self.beside:
            below = self._lines(self.beside, self._plain, width)
            below.draw(painter, QRectF(0, top + lines.height, width, below.height))

    def _paint_marks(self, painter: QPainter, left: float, top: float, step: float) -> None:
        gap = self._theme.space(1.5)
        if self._mark:
            mark = self._lines(self._mark, self._plain, FAR)
            mark.draw(painter, QRectF(left + gap, top, mark.width, step))
            left += gap + mark.width
        if self._helped:
            size = self._sign_size()
            image = icon("info", self._theme.colours.muted, size)
            painter.drawImage(QPointF(round(left + gap), round(top + (step - size) / 2)), image)

    def _paint_office(self, painter: QPainter, place: QRectF) -> None:
        """Paint the sign of what only the office asks: words in a frame."""
        colours, edge = self._theme.colours, 0.08 * place.height()
        painter.setPen(QPen(QColor(colours.accent), max(1, self._theme.stroke / 2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = place.adjusted(0.5, edge, -0.5, -edge)
        painter.drawRoundedRect(frame, self._theme.radius, self._theme.radius)
        painter.setFont(self._plain)
        painter.setPen(QColor(colours.accent))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.office)


def bold_small(asking: Asking) -> QFont:
    """Return the font of labels."""
    font = asking.theme.font(Role.SMALL)
    font.setWeight(QFont.Weight.DemiBold)
    return font
