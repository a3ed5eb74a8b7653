"""Whoever signed in here for the first time chooses the PIN that unlocks the counter."""

from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.staff.pin import LONGEST, SHORTEST, refusal
from kiosk.view import View
from ui.pages.desk import DeskPage
from ui.theme import Role, Theme
from ui.widgets.button import Look
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.pin_pad import PinLine, PinPad, type_into

SAID = ("short", "easy", "different")
"""Why a PIN is not taken, in words; other reasons are for IT."""


class ChoosingPinPage(DeskPage):
    """Two lines, so that a slip is no PIN; the page tells it once both hold the same."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.ChoosingPin)
        self.state, texts = view.state, view.texts
        self._refusal: Panel | None = None
        self.say(Label(texts("choosing-pin-text", name=view.staff.name), theme))
        rule = texts("choosing-pin-rule", least=SHORTEST, most=LONGEST)
        self.say(Label(rule, theme))
        self.first, self.second = self._line("choosing-pin-new"), self._line("choosing-pin-again")
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._choose)
        pad = PinPad(texts, theme)
        pad.typed.connect(self._type)
        self.put(pad)
        keep = self.button_for("choosing-pin-keep", self._choose, Look.PRIMARY)
        leave = self.button("desk-sign-out", flow.SignOutWanted())
        for part in (pad, keep, self.first, self.second):
            part.setEnabled(not self.state.keeping)
        self.put(keep)
        self.put(leave)
        if self.state.code:
            self._refuse(self.state.code)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("choosing-pin-title")

    def first_focus(self) -> QWidget:
        """Begin in the first line."""
        return self.first

    def _line(self, word: str) -> PinLine:
        name = self.view.texts(word)
        line = PinLine(name, self.theme)
        self.put(Label(name, self.theme, Role.BUTTON))
        self.put(line)
        return line

    def _type(self, types: str) -> None:
        type_into(self.second if self.second.hasFocus() else self.first, types)

    def _choose(self) -> None:
        pin, again = self.first.text(), self.second.text()
        why = refusal(pin) or ("" if pin == again else "different")
        if why:
            self._refuse(why)
        else:
            self.happened.emit(flow.PinChosen(pin))

    def _refuse(self, why: str) -> None:
        """Say why it was not taken, and begin anew."""
        texts = self.view.texts
        if self._refusal is not None:
            self._refusal.deleteLater()
        if why in SAID:
            self._refusal = self.trouble(texts(f"choosing-pin-{why}"))
        else:
            self._refusal = self.trouble(texts("choosing-pin-failed"), texts("desk-it", code=why))
        self.say(self._refusal, 1)
        for line in (self.second, self.first):
            line.clear()
            line.setFocus()
