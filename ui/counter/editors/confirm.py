"""Something to agree to: the sentence itself is ticked, with a blank."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.kinds.yes_no import YES
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.editors.option import TickOption
from ui.theme import Theme


class ConfirmBox(Dense):
    """Shows the label itself; never ticked beforehand."""

    says_label = True

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self.tick = TickOption(self.label, theme)
        self.tick.setParent(self)
        self.tick.setChecked(self.entry == YES)
        self.tick.clicked.connect(lambda: self.tell(YES if self.tick.isChecked() else ""))
        self.describe(self.tick)
        self.setFocusProxy(self.tick)

    def focus_target(self) -> QWidget:
        """Return the tick."""
        return self.tick

    def wanted_width(self) -> int:
        """Return the width of the sentence on one line."""
        return self.tick.sizeHint().width()

    def height_at(self, width: int) -> int:
        """Return the height of the sentence at `width`."""
        return self.tick.heightForWidth(width)

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        self.tick.setChecked(entry == YES)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Let the sentence fill it."""
        self.tick.setGeometry(self.rect())
