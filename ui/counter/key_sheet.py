"""All keys on one sheet: what each does, by what it is about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from kiosk.texts import Texts
from ui.counter.caps import Cap
from ui.counter.keys import COMMANDS, Command, Group
from ui.counter.overlay import Overlay
from ui.counter.scroll import Scroll
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.stack import column, row

WIDTH_MM, COLUMN_MM = 300.0, 90.0
"""Of the sheet, and the least of a column at the normal size of text."""
AROUND = 36
"""Units of the grid for title, button and margins."""


class KeySheet(Overlay):
    """A column a group; commands without a key are the palette's alone."""

    def __init__(self, below: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(below, texts("counter-keys-title"), theme, WIDTH_MM)
        self._texts = texts
        self.content.addWidget(Label(texts("counter-keys-title"), theme, Role.HEADING))
        self._columns = QWidget()
        roomy = self.panel_width() >= theme.px(len(Group) * COLUMN_MM) * theme.text_size.value / 5.0
        layout = row(theme, units=8) if roomy else column(theme, units=4)
        for group in Group:
            layout.addLayout(self._column(group), 1)
        self._columns.setLayout(layout)
        self._scroll = Scroll(self._columns, theme, side=0, edge=0)
        self.content.addWidget(self._scroll)
        close = Button(texts("counter-keys-close"), theme, icon_name="x")
        close.clicked.connect(self.close_it)
        last = row(theme, close)
        last.insertStretch(0)
        self.content.addLayout(last)
        self.open()
        close.setFocus()

    def prepare(self) -> None:
        """Let the columns move where they are taller than the window."""
        room = self.panel_width() - 2 * self._theme.space(4)
        needed = self._columns.heightForWidth(room) + self._theme.space(1)
        self._scroll.setFixedHeight(min(needed, self.tallest() - self._theme.space(AROUND)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows and by page."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self._scroll.page_by(1)
            case Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self._scroll.page_by(-1)
            case Qt.Key.Key_F1:
                self.close_it()
            case _:
                super().keyPressEvent(event)

    def _column(self, group: Group) -> QLayout:
        theme = self._theme
        accent = theme.colours.accent
        whole = column(theme, units=2)
        title = self._texts(f"counter-keys-{group.value}")
        whole.addWidget(Label(title, theme, Role.TITLE, colour=accent))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(1.5))
        grid.setColumnStretch(1, 1)
        shown = [command for command in COMMANDS if command.group is group and command.keys]
        for number, command in enumerate(shown):
            caps = row(theme, *(Cap(name, theme) for name in command.caps), units=1)
            caps.addStretch()
            grid.addLayout(caps, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self.words(command), theme), number, 1)
        whole.addLayout(grid)
        whole.addStretch()
        return whole

    def words(self, command: Command) -> str:
        """Return what `command` is called."""
        return self._texts(f"counter-do-{command.name}")
