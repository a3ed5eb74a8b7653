"""The bar of actions: *Back* on the left, *Continue* on the right, on every page."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions
from ui.theme import Theme
from ui.widgets.button import Button, Look, Place
from ui.widgets.header import Band
from ui.widgets.tools import finish_button

NARROWEST_MM, STAFF_NARROWEST_MM = 60.0, 30.0
"""Width of *Back* and *Continue*, whatever they say."""


class ActionBar(Band):
    """What leads on from a page and back. Places its buttons itself: none moves another.

    Args:
        finish: whether *Finish and delete* stands here: in the middle, the same on every page.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, theme: Theme, view: View, *, finish: bool) -> None:
        super().__init__(theme, line_on_top=True, ground=theme.colours.paper)
        self._shown: Actions | None = None
        self._back: Button | None = None
        self._forward: Button | None = None
        self._finish = finish_button(view, theme, Place.LEFT) if finish else None
        if self._finish is not None:
            self._finish.setParent(self)
            self._finish.clicked.connect(lambda: self.happened.emit(flow.LeaveWanted()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_actions(self, actions: Actions) -> None:
        """Offer `actions`; nothing moves where they are the same as before."""
        if actions == self._shown:
            return
        self._shown = actions
        for old in (self._back, self._forward):
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        self._back = self._made(actions.back, Place.LEFT, "arrow-left")
        self._forward = self._made(actions.forward, Place.RIGHT, "arrow-right")
        self.updateGeometry()
        self._place()

    def _made(self, action: Action | None, place: Place, usual: str) -> Button | None:
        if action is None:
            return None
        look = Look.PRIMARY if action.primary else Look.SECONDARY
        icon_name = action.icon or usual
        button = Button(action.label, self._theme, look, icon_name=icon_name, place=place)
        button.clicked.connect(lambda: self.happened.emit(action.event))
        button.setParent(self)
        button.show()
        return button

    # --- Its shape -----------------------------------------------------------------------------

    def _margins(self) -> tuple[int, int]:
        return self._theme.space(6), self._theme.space(1.5)

    def _widths(self, width: int) -> dict[Button, int]:
        """Return how wide each button is: as its words are, as far as there is room."""
        side, _ = self._margins()
        room = width - 2 * side - self._theme.gap
        widths = {}
        if self._finish is not None:
            widths[self._finish] = min(self._finish.sizeHint().width(), 2 * room // 5)
            room = (room - widths[self._finish]) // 2 - self._theme.gap
        if self._back is not None:
            shared = self._finish is None and self._forward is not None
            share = room // 2 if shared else room
            widths[self._back] = min(self._wanted(self._back), share)
        if self._forward is not None:
            taken = widths.get(self._back, 0) if self._back and self._finish is None else 0
            widths[self._forward] = min(self._wanted(self._forward), room - taken)
        return widths

    def _wanted(self, button: Button) -> int:
        staff = self._theme.staff
        narrowest = self._theme.px(STAFF_NARROWEST_MM if staff else NARROWEST_MM)
        return max(narrowest, button.sizeHint().width())

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: a long label is broken."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the tallest button with the margins; the same without any."""
        tallest = [button.heightForWidth(room) for button, room in self._widths(width).items()]
        return max([self._theme.target, *tallest]) + 2 * self._margins()[1]

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        width = self._theme.px(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.px(60), self._theme.target)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Place the buttons anew."""
        self._place()

    def _place(self) -> None:
        side, above = self._margins()
        height = self.height() - 2 * above
        for button, width in self._widths(self.width()).items():
            left = side
            if button is self._finish:
                left = (self.width() - width) // 2
            elif button is self._forward:
                left = self.width() - side - width
            button.setGeometry(left, above, width, height)
