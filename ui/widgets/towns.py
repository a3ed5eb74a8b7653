"""The places of a postcode, offered to touch instead of to type."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.texts import Texts
from ui.editors.options import grid
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.stack import column

MOST = 6
"""More than that would be searched, not seen."""


class Towns(QWidget):
    """Hidden while there is nothing to choose from.

    Signals:
        chosen: the name that was touched.
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons = QWidget()
        self._column = column(theme, Label(texts("filling-towns"), theme, Role.SMALL), within=self)
        self._column.addWidget(self._buttons)
        self.names: tuple[str, ...] = ()
        self.setVisible(False)

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer `names` where there are several."""
        self.names = names[:MOST]
        buttons = [Button(name, self._theme) for name in self.names]
        for button in buttons:
            button.clicked.connect(lambda _=False, name=button.label: self._choose(name))
        fresh = QWidget()
        grid(self._theme, buttons, fresh)
        self._column.replaceWidget(self._buttons, fresh)
        self._buttons.deleteLater()
        self._buttons = fresh
        self.setVisible(len(self.names) > 1)

    def _choose(self, name: str) -> None:
        self.setVisible(False)
        self.chosen.emit(name)
