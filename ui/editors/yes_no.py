"""Yes or no: two large buttons side by side, none of them chosen at first."""

from PySide6.QtWidgets import QWidget

from kiosk.forms.kinds.yes_no import NO, YES
from ui.editors.choice import ChoiceEditor
from ui.widgets.stack import row


class YesNoEditor(ChoiceEditor):
    """A choice of two; no answer is neither."""

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return yes and no."""
        return (YES, self.texts("editors-yes")), (NO, self.texts("editors-no"))

    def lay_out(self, within: QWidget) -> None:
        """Put them side by side."""
        row(self.theme, *self.buttons, within=within)
