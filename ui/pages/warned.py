"""Is somebody still here? What was on the screen is hidden behind a question and a countdown."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.ring import Ring
from ui.widgets.stack import column, row


class WarnedPage(Page):
    """Fills the window, so that nothing of the answers shows; says the seconds in words too.

    The clock that counts is the controller's; this one only shows.
    """

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        self.left = view.policy.warning_seconds
        self._ring = Ring(theme, self.left)
        self._words = Label(self._sentence(), theme, centred=True)
        layout = column(theme, units=3, within=self)
        side = theme.space(8)
        layout.setContentsMargins(side, theme.space(6), side, theme.space(6))
        layout.addStretch(2)
        layout.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(Label(self.title(), theme, Role.HEADING, centred=True))
        layout.addWidget(self._words)
        hidden = view.texts("warned-hidden")
        layout.addWidget(Label(hidden, theme, colour=theme.colours.muted, centred=True))
        layout.addStretch(1)
        self.stay = self._button("warned-stay", Look.PRIMARY, flow.Stayed())
        leave = self._button("warned-leave", Look.SECONDARY, flow.Left())
        layout.addLayout(self._amid(column(theme, self.stay, leave, units=2)))
        layout.addStretch(1)
        self._second = QTimer(self)
        self._second.timeout.connect(self.count_down)
        self._second.start(1000)
        QApplication.beep()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("warned-title")

    def first_focus(self) -> Button:
        """Begin at the button that keeps everything."""
        return self.stay

    def count_down(self) -> None:
        """Show that a second has passed."""
        self.left = max(0, self.left - 1)
        self._ring.show_left(self.left)
        self._words.setText(self._sentence())

    def _sentence(self) -> str:
        return self.view.texts("warned-text", count=self.left)

    def _amid(self, buttons: QVBoxLayout) -> QHBoxLayout:
        """Return `buttons` in the middle, no wider than a hand reaches."""
        layout, side = row(self.theme), 0 if self.theme.portrait else 1
        layout.addStretch(side)
        layout.addLayout(buttons, 2)
        layout.addStretch(side)
        return layout

    def _button(self, word: str, look: Look, event: flow.Event) -> Button:
        button = Button(self.view.texts(word), self.theme, look, fills=True)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button
