"""Whether the visitor agreed to what is about to be sent, in words, and what to do about it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from kiosk import flow
from kiosk.flow.states import Agreement
from kiosk.session import TextSize
from kiosk.view import View
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

ICONS: Mapping[Agreement, str] = {
    Agreement.UNASKED: "user-round",
    Agreement.ASKED: "clock",
    Agreement.ON_SCREEN: "circle-check",
    Agreement.IN_WORDS: "circle-check",
    Agreement.REFUSED: "triangle-alert",
}


class AgreementNote(Panel):
    """Says how it stands. *Agreed in words* stands here until it is the one thing to do next.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, agreement: Agreement, view: View, theme: Theme) -> None:
        colours = theme.colours
        border = colours.error if agreement is Agreement.REFUSED else colours.hairline
        super().__init__(theme, fill=colours.surface, border=border)
        texts, word = view.texts, agreement.value
        colour = colours.ok if agreement.given else colours.ink
        words = column(
            theme,
            Label(texts(f"counter-agreement-{word}"), theme, Role.BUTTON, colour=colour),
            Label(texts(f"counter-agreement-{word}-do"), theme, Role.SMALL, colour=colours.muted),
            units=0.5,
        )
        line = row(theme, units=3)
        sign = picture(ICONS[agreement], theme, colours.accent, Role.TITLE)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        self.column.addLayout(line)
        if agreement in {Agreement.UNASKED, Agreement.REFUSED}:
            place = self.column if theme.text_size is TextSize.LARGEST else line
            place.addWidget(self._in_words(view, theme), 0, Qt.AlignmentFlag.AlignVCenter)

    def _in_words(self, view: View, theme: Theme) -> Button:
        button = Button(view.texts("counter-do-agreed-in-words"), theme, icon_name="check")
        button.clicked.connect(lambda: self.happened.emit(flow.AgreementGiven(in_words=True)))
        return button
