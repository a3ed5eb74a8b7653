"""The bar of actions: *Back* on the left, *Continue* on the right, on every page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions
from ui.theme import Theme
from ui.widgets.button import Button, Look, Place
from ui.widgets.header import Band
from ui.widgets.tools import finish_button


class ActionBar(Band):
    """What leads on from a page and back.

    Args:
        finish: whether *Finish and delete* stands here, beside *Back* and far from *Continue*.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, theme: Theme, view: View, *, finish: bool) -> None:
        super().__init__(theme, line_on_top=True, ground=theme.colours.paper)
        self._shown: Actions | None = None
        self._row = QHBoxLayout(self)
        side, height = theme.space(6), theme.space(1.5)
        self._row.setContentsMargins(side, height, side, height)
        self._row.setSpacing(theme.space(2))
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._row.addLayout(self._left)
        if finish:
            leave = finish_button(view, theme, Place.LEFT)
            leave.clicked.connect(lambda: self.happened.emit(flow.LeaveWanted()))
            self._row.addWidget(leave)
        self._row.addStretch(1)
        self._row.addLayout(self._right)
        self.setMinimumHeight(theme.target + 2 * height)

    def show_actions(self, actions: Actions) -> None:
        """Offer `actions`; nothing moves where they are the same as before."""
        if actions == self._shown:
            return
        self._shown = actions
        self._put(self._left, actions.back, Place.LEFT, "arrow-left")
        self._put(self._right, actions.forward, Place.RIGHT, "arrow-right")

    def _put(self, spot: QHBoxLayout, action: Action | None, place: Place, usual: str) -> None:
        while (item := spot.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        if action is not None:
            spot.addWidget(self._made(action, place, usual))

    def _made(self, action: Action, place: Place, usual: str) -> Button:
        look = Look.PRIMARY if action.primary else Look.SECONDARY
        icon_name = action.icon or usual
        button = Button(action.label, self._theme, look, icon_name=icon_name, place=place)
        button.setMinimumWidth(self._theme.px(60 if not self._theme.staff else 30))
        button.clicked.connect(lambda: self.happened.emit(action.event))
        return button
