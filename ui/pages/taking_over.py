"""Somebody types the code of a case that was begun at another screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.handover.code import LENGTH, read
from kiosk.handover.refusal import Refusal
from kiosk.view import View
from ui.editors.capped import CappedLine
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.code_pad import CodePad
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.pin_pad import type_into
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

LONGEST = 3 * LENGTH
"""Characters that the line takes: the code, and what people put in between."""
WIDTH_MM, STAFF_WIDTH_MM = 92.0, 70.0
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TakingOverPage(Page):
    """One large line, and where fingers type the characters of a code; it forgets with its page."""

    wide = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.TakingOver)
        self.state = view.state
        self.line: CappedLine | None = None
        self._layout = column(theme, heading(self.title(), theme), units=3, within=self)
        if self.state.fetching:
            self._layout.addWidget(Label(view.texts("taking-over-fetching"), theme))
            return
        self.refusal, self._reason = self._trouble()
        self._layout.addWidget(self.refusal)
        self._intro = Label(view.texts("taking-over-intro"), theme)
        self._layout.addWidget(self._intro)
        self.line = self._line()
        self._ask(self.line)
        self._refuse(self.state.refusal)

    def title(self) -> str:
        """Return the question."""
        return self.view.texts("taking-over-title")

    def news(self) -> str:
        """Return that the code is being looked up, or why the last one gave nothing."""
        texts, refusal = self.view.texts, self.state.refusal
        if self.state.fetching:
            return texts("taking-over-fetching")
        return texts(f"taking-over-{refusal}") if refusal else ""

    def offers(self) -> Actions:
        """Offer the way back; what leads on stands beside the line."""
        return Actions(Action(self.view.texts("frame-back"), flow.Back()))

    def first_focus(self) -> QWidget | None:
        """Begin in the line."""
        return self.line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let *Enter* go on: a scanner that reads the code ends with it."""
        if event.key() in ENTER and not event.isAutoRepeat():
            self._go_on()
        else:
            super().keyPressEvent(event)

    # --- The line ------------------------------------------------------------------------------

    def _ask(self, line: CappedLine) -> None:
        theme = self.theme
        go = Button(self.view.texts("taking-over-go"), theme, Look.PRIMARY)
        go.clicked.connect(self._go_on)
        beside = row(theme, line, units=2)
        self._layout.addLayout(beside)
        if theme.touch:
            line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            pad = CodePad(self.view.texts, theme)
            pad.typed.connect(lambda types: type_into(line, types))
            beside.addWidget(pad.backspace())
            self._layout.addWidget(pad)
        beside.addWidget(go)
        beside.addStretch(1)
        self._layout.addStretch(1)

    def _line(self) -> CappedLine:
        theme = self.theme
        size = theme.font(Role.DISPLAY if theme.touch else Role.HEADING).pixelSize()
        line = CappedLine(LONGEST, "letters")
        line.setStyleSheet(f"font-size: {size}px; font-weight: bold;")
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        line.setFixedWidth(theme.px(STAFF_WIDTH_MM if theme.staff else WIDTH_MM))
        line.setAccessibleName(self.view.texts("taking-over-field"))
        line.textChanged.connect(lambda text: _capitals(line, text))
        return line

    def _go_on(self) -> None:
        """Ask for what the code stands for; what cannot be one stays, to be corrected."""
        if self.line is None:
            return
        if read(self.line.text()):
            self.happened.emit(flow.CodeEntered(self.line.text()))
        else:
            self._refuse(Refusal.MALFORMED.value)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            heard = QAccessibleAnnouncementEvent(self.line, self._reason.text())
            QAccessible.updateAccessibility(heard)  # the focus may have been here all along

    # --- What was wrong ------------------------------------------------------------------------

    def _trouble(self) -> tuple[Panel, Label]:
        theme = self.theme
        panel = Panel(theme, fill=theme.colours.accent_soft)
        reason = Label("", theme, Role.BUTTON)
        line = row(theme, units=1.5)
        sign = picture("info", theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(reason, 1)
        panel.column.addLayout(line)
        if self.state.code:
            it = self.view.texts("handing-over-it", code=self.state.code)
            panel.column.addWidget(Label(it, theme, Role.SMALL, colour=theme.colours.muted))
        return panel, reason

    def _refuse(self, refusal: str) -> None:
        """Say calmly why the last code gave nothing; '' says nothing."""
        self.refusal.setVisible(bool(refusal))
        self._intro.setVisible(not refusal)
        if refusal and self.line is not None:
            words = self.view.texts(f"taking-over-{refusal}")
            self._reason.setText(words)
            self.line.setAccessibleDescription(words)


def _capitals(line: CappedLine, text: str) -> None:
    """Show `text` in capitals, as the code is written; the place in it stays."""
    if text != text.upper():
        place = line.cursorPosition()
        line.setText(text.upper())
        line.setCursorPosition(place)
