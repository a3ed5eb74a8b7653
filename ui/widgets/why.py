"""*Why do we ask this?*: an answer that unfolds below the question."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.stack import column


class Why(QWidget):
    """A quiet button and what it unfolds."""

    def __init__(self, answer: str, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.button = Button(texts("filling-why"), theme, Look.QUIET, icon_name="chevron-right")
        self.answer = Label(answer, theme, colour=theme.colours.muted)
        self.answer.setVisible(False)
        self.button.setAccessibleDescription("")
        self.button.clicked.connect(self._turn)
        layout = column(theme, units=0.5, within=self)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.answer)

    def _turn(self) -> None:
        shown = not self.answer.isVisibleTo(self)
        self.answer.setVisible(shown)
        self.button.set_icon("chevron-down" if shown else "chevron-right")
        self.button.setAccessibleDescription(self.answer.text() if shown else "")
