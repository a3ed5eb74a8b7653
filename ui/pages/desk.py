"""What the pages of staff share: on one side what is said, on the other what is touched."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.session import Contrast
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.header import Band, Plate, crest_of
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.pin_pad import pad_width
from ui.widgets.stack import column, row
from ui.widgets.tools import looks
from ui.widgets.trust import picture

CREST_MM = 14.0


class DeskPage(Page):
    """Fills the window: nothing of a visit, and no tool that leads into one, stands on it."""

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        lies = QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom if theme.portrait else lies, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words, hand = Band(theme, line_on_top=False), QWidget()
        layout.addWidget(words, 1)
        layout.addWidget(hand, 1)
        whole = column(theme, units=2, within=words)
        edge = theme.space(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        self._shown = self._place()
        self._whose = column(theme, self._shown)
        whole.addLayout(self._whose)
        whole.addStretch(1)
        self._said: QVBoxLayout = column(theme, heading(self.title(), theme), units=2)
        self._said.addStretch()
        whole.addLayout(self._said, 2)
        whole.addLayout(self._looks())
        middle = column(theme, units=2, within=hand)
        middle.setContentsMargins(edge, edge, edge, edge)
        middle.addStretch(1)
        self._touched: QVBoxLayout = column(theme, units=2)
        middle.addLayout(self._touched)
        middle.addStretch(1)

    def say(self, widget: QWidget, place: int = -1) -> None:
        """Put `widget` below what is said, or at `place`: 1 is right below the title."""
        self._said.insertWidget(place % self._said.count(), widget)

    def put(self, widget: QWidget) -> None:
        """Put `widget` below what can be touched, in the middle."""
        self._touched.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def button(self, word: str, event: flow.Event, look: Look = Look.SECONDARY) -> Button:
        """Return a button that says the text `word` and tells `event`."""
        return self.button_for(word, lambda: self.happened.emit(event), look)

    def button_for(self, word: str, act: Callable[[], None], look: Look = Look.SECONDARY) -> Button:
        """Return a button that says the text `word` and does `act`."""
        made = Button(self.view.texts(word), self.theme, look)
        made.setMinimumWidth(pad_width(self.theme))
        made.clicked.connect(lambda _=False: act())
        return made

    def trouble(self, *sentences: str) -> Panel:
        """Return what went wrong, in a panel that a screen reader reads as a whole."""
        theme, error = self.theme, self.theme.colours.error
        panel = Panel(theme, fill=theme.colours.paper, border=error, focusable=True)
        panel.setAccessibleName(" ".join(sentences))
        first = row(theme, picture("triangle-alert", theme, error), units=1)
        first.addWidget(Label(sentences[0], theme, Role.BUTTON, colour=error), 1)
        panel.column.addLayout(first)
        for sentence in sentences[1:]:
            panel.column.addWidget(Label(sentence, theme))
        return panel

    def quiet(self, words: str) -> Label:
        """Return small print."""
        return Label(words, self.theme, Role.SMALL, colour=self.theme.colours.muted, limit=3)

    def refresh(self, view: View) -> None:
        """Show whose counter it is once that was fetched."""
        before, self.view = self.view, view
        if before.municipality != view.municipality:
            self._shown.setParent(None)
            self._shown.deleteLater()
            self._shown = self._place()
            self._whose.addWidget(self._shown)

    def _looks(self) -> QHBoxLayout:
        layout = row(self.theme, units=1)
        for icon_name, label, event in looks(self.view):
            button = Button(label, self.theme, Look.QUIET, icon_name=icon_name, role=Role.SMALL)
            button.clicked.connect(lambda _=False, event=event: self.happened.emit(event))
            layout.addWidget(button)
        layout.addStretch()
        return layout

    def _place(self) -> QWidget:
        theme, view, whole = self.theme, self.view, QWidget()
        line = row(theme, units=2, within=whole)
        if (crest := crest_of(view, theme, CREST_MM)) is not None:
            line.addWidget(Plate(crest, theme) if theme.contrast is Contrast.HIGH else crest)
        name = view.municipality.name if view.municipality else ""
        place = ", ".join(part for part in (view.terminal.place, view.terminal.id) if part)
        words = column(theme, Label(name, theme, Role.TITLE, limit=2), self.quiet(place), units=0)
        line.addLayout(words, 1)
        return whole
