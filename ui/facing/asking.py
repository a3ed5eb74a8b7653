"""The question whether all may be sent, on the one screen there is: staff turn it around."""

from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut

from kiosk import flow
from kiosk.facing import facing_of
from kiosk.flow.states import Agreement
from kiosk.view import View
from ui.facing.face import Face
from ui.languages import texts_in
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.stack import column

BACK = ("Esc", "F9")
"""Staff's keys that give the screen back; no other key of theirs does anything here."""


def turns_around(view: View) -> bool:
    """Whether the visitor is asked on staff's own screen."""
    asked = isinstance(view.state, flow.Reviewing) and view.state.agreement is Agreement.ASKED
    return asked and not view.faces_visitor


class AskingPage(Page):
    """What the visitor's screen would show; nothing of staff's frame stands around it."""

    bare: ClassVar[bool] = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        self.face = Face(theme.px_per_mm, back=True)
        self.face.happened.connect(self.happened)
        column(theme, self.face, units=0, within=self)
        for key in BACK:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self._back)
        self.refresh(view)

    def title(self) -> str:
        """Return what the page is called, in the visitor's language."""
        return texts_in(self.view.session.language)("facing-asked-title")

    def refresh(self, view: View) -> None:
        """Ask in the language the visitor has now."""
        super().refresh(view)
        self.face.show_facing(facing_of(view))

    def _back(self) -> None:
        self.happened.emit(flow.Back())
