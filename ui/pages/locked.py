"""The counter is locked: nothing of what lies below, a line for the PIN, and the way out."""

import math

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.view import View
from ui.pages.desk import DeskPage
from ui.theme import Role, Theme
from ui.widgets.button import Look
from ui.widgets.label import Label
from ui.widgets.pin_pad import PinLine, PinPad, type_into

IN_MINUTES = 120
"""Seconds; what is longer is told in minutes."""


class LockedPage(DeskPage):
    """Takes a PIN when it may be tried, and counts the seconds until then.

    The clock that counts is the desk's; this one only shows.
    """

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Locked)
        self.state, texts = view.state, view.texts
        self.left = math.ceil(view.staff.wait)
        self.say(Label(texts("locked-who", name=view.staff.name), theme))
        if sentences := self._trouble():
            self.say(self.trouble(*sentences))
        self._now = Label(self._how(), theme)
        self.say(self._now)
        self.line = PinLine(texts("locked-pin"), theme)
        self.line.returnPressed.connect(self._unlock)
        self.put(Label(texts("locked-pin"), theme, Role.BUTTON))
        self.put(self.line)
        self._pad = PinPad(texts, theme)
        self._pad.typed.connect(lambda types: type_into(self.line, types))
        self._unlocks = self.button_for("locked-unlock", self._unlock, Look.PRIMARY)
        self.put(self._pad)
        self.put(self._unlocks)
        if self.state.may_be_left:
            self.put(self.button("desk-sign-out", flow.SignOutWanted()))
        if self.state.hides_a_visit:
            self.put(self.quiet(texts("desk-sign-out-deletes")))
        self._show_whether_it_takes()
        self._second = QTimer(self)
        self._second.timeout.connect(self.count_down)
        if self.left:
            self._second.start(1000)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("locked-title")

    def first_focus(self) -> QWidget | None:
        """Begin in the line, where a PIN may be typed."""
        return self.line if self._takes() else None

    def count_down(self) -> None:
        """Show that a second has passed."""
        self.left = max(0, self.left - 1)
        self._now.setText(self._how())
        if not self.left:
            self._second.stop()
            self._show_whether_it_takes()
            self.line.setFocus()

    def _takes(self) -> bool:
        return not self.state.checking and not self.left

    def _show_whether_it_takes(self) -> None:
        for part in (self.line, self._pad, self._unlocks):
            part.setEnabled(self._takes())

    def _unlock(self) -> None:
        pin = self.line.text()
        self.line.clear()
        if pin:
            self.happened.emit(flow.PinEntered(pin))

    def _trouble(self) -> tuple[str, ...]:
        texts, state = self.view.texts, self.state
        if state.code:
            return texts("locked-unchecked"), texts("desk-it", code=state.code)
        if state.refused:
            return texts("locked-wrong"), texts("locked-left", count=state.left)
        return ()

    def _how(self) -> str:
        texts = self.view.texts
        if self.state.checking:
            return texts("locked-checking")
        if self.left > IN_MINUTES:
            return texts("locked-minutes", count=math.ceil(self.left / 60))
        return texts("locked-seconds", count=self.left) if self.left else texts("locked-how")
