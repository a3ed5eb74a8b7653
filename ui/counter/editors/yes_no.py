"""Yes or no by one letter: two halves of one control, none of them chosen at first."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.kinds.yes_no import NO, YES
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.theme import Role, Theme
from ui.widgets.surface import draw_surface

MARK = 0.42
"""Size of the mark, in heights of the control."""

NARROWEST_MM = 18.0


class YesNoBox(Dense):
    """The first letters of *Yes* and *No* in the office's language answer; a blank turns it."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self.words = {YES: texts("editors-yes"), NO: texts("editors-no")}
        self._letters = {word[0].casefold(): value for value, word in self.words.items()}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font())
        self._say()

    def focus_target(self) -> QWidget:
        """Return the control itself."""
        return self

    def wanted_width(self) -> int:
        """See `Dense`."""
        return 2 * self._half

    @property
    def _half(self) -> int:
        """Return the width of one half, in pixels."""
        theme = self.theme
        text = max(self.fontMetrics().horizontalAdvance(word) for word in self.words.values())
        mark = round(MARK * theme.target)
        return max(theme.px(NARROWEST_MM), text + mark + 4 * theme.space(2.5))

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        self._say()
        self.update()

    # --- Keys and clicks -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take our letters before a shortcut of the frame does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            ours = event.text().casefold() in self._letters and not _with_control(event)
            if ours:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer."""
        if _with_control(event):
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space:
                self._answer(NO if self.entry == YES else YES)
            case Qt.Key.Key_Left:
                self._answer(YES)
            case Qt.Key.Key_Right:
                self._answer(NO)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._answer("")
            case _ if (value := self._letters.get(event.text().casefold())) is not None:
                self._answer(value)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer with the half that was clicked."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for value in self.words:
            if self._place_of(value).contains(event.position().toPoint()):
                self._answer(value)

    def _answer(self, value: str) -> None:
        if value != self.entry:
            self.tell(value)
            self._say()
            self.announce(self.words.get(value, ""))
            self.update()

    def _say(self) -> None:
        """Call it by its question and its answer."""
        answer = self.words.get(str(self.entry), "")
        self.describe(self, f"{self.label}: {answer}" if answer else self.label)

    # --- Its look ------------------------------------------------------------------------------

    def _place_of(self, value: str) -> QRect:
        half = min(self._half, self.width() // 2)
        return QRect(0 if value == YES else half, 0, half, self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint both halves, the ring around them, and the marks."""
        theme, colours = self.theme, self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self._place_of(YES).united(self._place_of(NO))
        border = colours.error if self.property("wrong") else colours.line
        border = "" if self.hasFocus() else border
        draw_surface(painter, whole, theme, colours.paper, border, focused=self.hasFocus())
        for value, word in self.words.items():
            self._paint_half(painter, self._place_of(value), word, chosen=value == self.entry)

    def _paint_half(self, painter: QPainter, place: QRect, word: str, *, chosen: bool) -> None:
        theme, colours = self.theme, self.theme.colours
        inset = 2 * theme.focus_stroke
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            inner = place.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(inner, theme.radius, theme.radius)
        size = MARK * self.height()
        left = place.left() + theme.space(2.5)
        mark = QRectF(left, (self.height() - size) / 2, size, size)
        _paint_mark(painter, mark, theme, chosen=chosen)
        painter.setFont(theme.font(Role.BUTTON if chosen else Role.BODY))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.muted))
        text = place.adjusted(round(size) + 2 * theme.space(2.5), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, word)


def _paint_mark(painter: QPainter, box: QRectF, theme: Theme, *, chosen: bool) -> None:
    colours = theme.colours
    painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), theme.stroke * 0.75))
    painter.setBrush(QColor(colours.paper))
    painter.drawEllipse(box)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        radius = 0.25 * box.width()
        painter.drawEllipse(QPointF(box.center()), radius, radius)


def _with_control(event: QKeyEvent) -> bool:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & modifiers)
