"""The palette: everything that can be done, in one list that is searched by typing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.texts import Texts
from ui.counter.entry import Entry
from ui.counter.finder import Finder
from ui.counter.overlay import Overlay
from ui.theme import Role, Theme
from ui.widgets.label import Label

WIDTH_MM = 170.0


class Palette(Overlay):
    """A choice among `entries`; it goes away before what was chosen is done.

    Args:
        title: what is chosen.

    Signals:
        chosen: the entry.
    """

    chosen = Signal(object)

    def __init__(
        self, below: QWidget, title: str, entries: Sequence[Entry], texts: Texts, theme: Theme
    ) -> None:
        super().__init__(below, title, theme, WIDTH_MM)
        self.finder = Finder(entries, texts("counter-palette-hint"), texts, theme)
        self.content.addWidget(Label(title, theme, Role.TITLE))
        self.content.addWidget(self.finder, 1)
        self.finder.chosen.connect(self._choose)
        self.open()
        self.finder.begin()

    def prepare(self) -> None:
        """Let all rows be seen where there is room: how high they are depends on the width."""
        rows, sides = self.finder.rows, self.content.contentsMargins()
        rows.resize(self.panel_width() - sides.left() - sides.right(), rows.height())
        most = self._below.height() - 2 * self._theme.space(16) - self._theme.space(40)
        rows.setMinimumHeight(max(self._theme.target, min(rows.whole_height(), most)))

    def _choose(self, entry: Entry) -> None:
        if entry.idle:
            return
        self.close_it()
        self.chosen.emit(entry)
