"""Something to agree to: the sentence itself is the button."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from kiosk.forms.kinds.yes_no import YES
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.editor import Editor
from ui.editors.option import TickOption
from ui.theme import Theme
from ui.widgets.stack import column


class ConfirmEditor(Editor):
    """One large tick; never set beforehand."""

    says_label: ClassVar[bool] = True

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self.tick = TickOption(self.label, theme)
        self.tick.setChecked(self.entry == YES)
        self.tick.clicked.connect(lambda: self.tell(YES if self.tick.isChecked() else ""))
        self.describe(self.tick)
        column(theme, self.tick, within=self)
        self.setFocusProxy(self.tick)

    def focus_target(self) -> QWidget:
        """Return the tick."""
        return self.tick
