"""All keys on one sheet: what each does, by what it is about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from kiosk.texts import Texts
from ui.counter.caps import Cap
from ui.counter.keys import COMMANDS, Command, Group
from ui.counter.overlay import Overlay
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.stack import column, row

WIDTH_MM = 300.0


class KeySheet(Overlay):
    """A column a group; commands without a key are the palette's alone."""

    def __init__(self, below: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(below, texts("counter-keys-title"), theme, WIDTH_MM)
        self._texts = texts
        self.content.addWidget(Label(texts("counter-keys-title"), theme, Role.HEADING))
        side_by_side = row(theme, units=8)
        for group in Group:
            side_by_side.addLayout(self._column(group), 1)
        self.content.addLayout(side_by_side)
        close = Button(texts("counter-keys-close"), theme, icon_name="x")
        close.clicked.connect(self.close_it)
        last = row(theme, close)
        last.insertStretch(0)
        self.content.addLayout(last)
        self.open()
        close.setFocus()

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
