"""One key of the keyboard on the screen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from kiosk.texts import Texts
from ui.icons import icon
from ui.theme import Role, Theme
from ui.widgets.layouts import Act, Cap
from ui.widgets.surface import draw_surface

ICONS = {Act.SHIFT: "arrow-big-up", Act.BACKSPACE: "delete"}

REPEAT_AFTER_MS, REPEAT_EVERY_MS = 600, 120
"""Only the backspace repeats, and late: a slow finger is no wish (EN 301 549 5.7)."""


class Key(QAbstractButton):
    """Takes no focus, so that what is typed reaches the field; its name is what it types."""

    def __init__(self, cap: Cap, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.cap, self._texts, self._theme = cap, texts, theme
        self._face, self._name = cap.text, cap.text
        self._on = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if cap.act is Act.BACKSPACE:
            self.setAutoRepeat(True)
            self.setAutoRepeatDelay(REPEAT_AFTER_MS)
            self.setAutoRepeatInterval(REPEAT_EVERY_MS)
        if cap.act is not Act.TYPE:
            self.set_word(cap.act.value)
        self.set_case(upper=False)

    def set_word(self, word: str) -> None:
        """Show the texts `keyboard-<word>`."""
        self._name = self._texts(f"keyboard-{word}")
        self._face = "" if self.cap.act in ICONS else self._texts(f"keyboard-{word}-face")
        self.setAccessibleName(self._name)
        self.update()

    def set_case(self, *, upper: bool) -> None:
        """Show and type capitals or small letters."""
        if self.cap.act is Act.TYPE:
            self._face = capital(self.cap.text) if upper else self.cap.text
            self._name = self._face
        self._on = upper and self.cap.act is Act.SHIFT
        self.setAccessibleName(self._name)
        self.update()

    @property
    def types(self) -> str:
        """The characters that a touch types; '' where it does something else."""
        match self.cap.act:
            case Act.TYPE:
                return self._face
            case Act.SPACE:
                return " "
            case _:
                return ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the key."""
        colours = self._theme.colours
        main = self.cap.act is Act.NEXT or self._on
        fill = colours.accent if main else colours.paper
        ink = colours.accent_ink if main else colours.ink
        if self.isDown():
            fill, ink = colours.ink, colours.paper
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_surface(painter, self.rect(), self._theme, fill, colours.line, focused=False)
        painter.setPen(QColor(ink))
        self._paint_face(painter, ink)

    def _paint_face(self, painter: QPainter, ink: str) -> None:
        if self.cap.act in ICONS:
            size = min(self._theme.px(9), self.height() // 2)
            left, top = (self.width() - size) // 2, (self.height() - size) // 2
            painter.drawImage(left, top, icon(ICONS[self.cap.act], ink, size))
            return
        font = self._theme.font(Role.BUTTON)
        font.setPixelSize(min(font.pixelSize(), self.height() // 2))
        wide = QFontMetrics(font).horizontalAdvance(self._face)
        room = self.width() * 17 // 20
        if wide > room:
            font.setPixelSize(font.pixelSize() * room // wide)
        painter.setFont(font)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._face)


def capital(text: str) -> str:
    """Return the capital of a letter; what has none of one letter (ß) stays."""
    upper = text.upper()
    return upper if len(text) == len(upper) == 1 else text
