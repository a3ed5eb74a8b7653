"""Something did not work, for staff: where only time helps, what was typed may be sealed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk import flow
from kiosk.view import View
from ui.counter.acting import storable
from ui.pages.failed import FailedPage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.facts import Fact


class CounterFailedPage(FailedPage):
    """Adds the outbox to what can be done."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        if storable(view):
            said = [view.texts("counter-store-what")]
            if self.state.unstored:
                said = [view.texts("counter-store-failed", code=self.state.unstored)]
            layout.insertWidget(2, Fact("layers", view.texts("counter-store-title"), said, theme))
            layout.insertWidget(3, self._store(), 0, Qt.AlignmentFlag.AlignLeft)

    def _store(self) -> Button:
        button = Button(self.view.texts("counter-do-store"), self.theme, icon_name="layers")
        button.clicked.connect(lambda: self.happened.emit(flow.StoreWanted()))
        return button
