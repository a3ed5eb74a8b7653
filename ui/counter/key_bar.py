"""The line below everything: the keys that do something now, or why one did nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.texts import Texts
from ui.counter.caps import KeyHint, bar_height
from ui.counter.keys import Command, cap
from ui.theme import Role, Theme
from ui.widgets.header import Band
from ui.widgets.label import Label
from ui.widgets.stack import row
from ui.widgets.trust import picture

TOLD_MS = 8_000
"""So long a message stands, unless another key is pressed before."""

AT_THE_END = ("palette", "keys")
"""They lead to all others, so they stand at the right end on every page."""


class KeyBar(Band):
    """Signals: `wanted`: the command whose hint was clicked."""

    wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, line_on_top=True)
        self._texts = texts
        self._hints: list[KeyHint] = []
        self._ends: list[KeyHint] = []
        self._offered: tuple[Command, ...] = ()
        self._told = QWidget(self)
        self._words = Label("", theme, Role.SMALL, limit=1)
        line = row(theme, picture("info", theme, theme.colours.accent), units=1, within=self._told)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._told.hide()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.hush)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, commands: Sequence[Command]) -> None:
        """Name `commands`, as many as there is room for."""
        if tuple(commands) == self._offered:
            return
        self._offered = tuple(commands)
        for old in (*self._hints, *self._ends):
            old.setParent(None)
            old.deleteLater()
        self._hints = [self._hint(one) for one in commands if one.name not in AT_THE_END]
        self._ends = [self._hint(one) for one in commands if one.name in AT_THE_END]
        self._place()

    def tell(self, message: str) -> None:
        """Say `message` here and to a screen reader."""
        self._words.setText(message)
        self._told.show()
        self._again.start(TOLD_MS)
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def hush(self) -> None:
        """Name the keys again."""
        self._again.stop()
        self._told.hide()
        self._place()

    @property
    def message(self) -> str:
        """What is said now; '' where the keys are named."""
        return "" if self._told.isHidden() else self._words.text()

    def _hint(self, command: Command) -> KeyHint:
        words = self._texts(f"counter-do-{command.name}")
        hint = KeyHint(cap(command.keys[0]), words, self._theme)
        hint.setParent(self)
        hint.clicked.connect(lambda: self.wanted.emit(command))
        return hint

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        theme = self._theme
        return QSize(theme.px(200), bar_height(theme) + 2 * theme.space(0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Place what there is room for."""
        self._place()

    def _place(self) -> None:
        theme, gap = self._theme, self._theme.space(4)
        side, top = theme.space(4), theme.space(0.5)
        end = self.width() - side
        for hint in reversed(self._ends):
            size = hint.sizeHint()
            end -= size.width()
            hint.setGeometry(end, top, size.width(), size.height())
            hint.show()
            end -= gap
        self._told.setGeometry(side, top, max(0, end - side), bar_height(theme))
        left, hidden = side, not self._told.isHidden()
        for hint in self._hints:
            size = hint.sizeHint()
            hidden = hidden or left + size.width() > end
            hint.setGeometry(left, top, size.width(), size.height())
            hint.setVisible(not hidden)
            left += size.width() + gap
