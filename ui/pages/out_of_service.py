"""Out of service for now: where people are who help, in the language that the visitor reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Municipality
from kiosk.presence import UPDATE_PENDING
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from ui.languages import in_order, own_name
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.facts import Fact
from ui.widgets.grid import grid
from ui.widgets.header import Plate, crest_of
from ui.widgets.label import Label, heading
from ui.widgets.scenery import Scenery
from ui.widgets.stack import column, row
from ui.widgets.tools import looks

CREST_MM, SMALL_CREST_MM = 34.0, 20.0
PLACE, WORDS = 8, 13
"""How the counter's name and what is said share the screen."""


class OutOfServicePage(Page):
    """Nothing on it leads to a form: a language or a look is all there is to choose."""

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        direction = QBoxLayout.Direction
        layout = QBoxLayout(
            direction.TopToBottom if theme.portrait else direction.LeftToRight, self
        )
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        scenery = Scenery(theme)
        side = theme.space(8)
        self._place = column(theme, within=scenery)
        self._place.setContentsMargins(side, side, side, side)
        self._whose: QWidget | None = None
        self._municipality: Municipality | None = None
        layout.addWidget(scenery, PLACE)
        layout.addWidget(self._said(), WORDS)
        self._show_whose()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("out-of-service-title")

    def refresh(self, view: View) -> None:
        """Show the municipality once it was fetched."""
        self.view = view
        if view.municipality != self._municipality:
            self._show_whose()

    # --- Whose counter it is -------------------------------------------------------------------

    def _show_whose(self) -> None:
        if self._whose is not None:
            self._whose.setParent(None)
            self._whose.deleteLater()
        self._municipality = self.view.municipality
        self._whose = self._counter()
        self._place.addWidget(self._whose)

    def _counter(self) -> QWidget:
        theme, colours = self.theme, self.theme.colours
        ink = colours.ink if theme.contrast is Contrast.HIGH else colours.accent_ink
        words = QWidget()
        layout = column(theme, units=2, within=words)
        crest_mm = SMALL_CREST_MM if theme.text_size is TextSize.LARGEST else CREST_MM
        if (crest := crest_of(self.view, theme, crest_mm)) is not None:
            layout.addWidget(Plate(crest, theme), 0, Qt.AlignmentFlag.AlignLeft)
            layout.addSpacing(theme.space(1))
        name = self._municipality.name if self._municipality else ""
        eyebrow = self.view.texts("frame-eyebrow")
        layout.addWidget(Label(eyebrow, theme, Role.TITLE, colour=ink, limit=3))
        layout.addWidget(Label(name, theme, Role.DISPLAY, colour=ink, limit=3))
        layout.addStretch()
        return words

    # --- What is said --------------------------------------------------------------------------

    def _said(self) -> QWidget:
        theme, texts, part = self.theme, self.view.texts, QWidget()
        layout = column(theme, units=2, within=part)
        side = theme.space(8)
        layout.setContentsMargins(side, theme.space(5), side, theme.space(5))
        layout.addStretch()
        layout.addWidget(heading(self.title(), theme))
        layout.addWidget(Label(texts(self._why()), theme))
        layout.addSpacing(theme.space(1))
        layout.addWidget(self._where())
        layout.addSpacing(theme.space(3))
        buttons = [self._language(language) for language in in_order(self.view.languages)]
        layout.addLayout(grid(buttons, theme, 2))
        layout.addLayout(self._looks())
        layout.addStretch()
        layout.addWidget(self._small_print())
        return part

    def _where(self) -> Fact:
        texts, terminal = self.view.texts, self.view.terminal
        phone = texts("frame-help-phone", phone=terminal.phone) if terminal.phone else ""
        lines = (terminal.counter, phone)
        return Fact("concierge-bell", texts("out-of-service-help"), lines, self.theme)

    def _language(self, language: str) -> Button:
        present = language == self.view.session.language
        look, icon_name = (Look.PRIMARY, "check") if present else (Look.SECONDARY, "")
        button = Button(own_name(language), self.theme, look, icon_name=icon_name, fills=True)
        button.clicked.connect(lambda: self.happened.emit(flow.LanguageChosen(language)))
        return button

    def _looks(self) -> QHBoxLayout:
        layout = row(self.theme, units=1)
        for icon_name, label, event in looks(self.view):
            button = Button(label, self.theme, Look.QUIET, icon_name=icon_name, role=Role.SMALL)
            button.clicked.connect(lambda _=False, event=event: self.happened.emit(event))
            layout.addWidget(button)
        layout.addStretch()
        return layout

    @property
    def _code(self) -> str:
        state = self.view.state
        return state.code if isinstance(state, flow.OutOfService) else ""

    def _why(self) -> str:
        """Return the text that says as much as helps: whether it is soon over."""
        return "out-of-service-update" if self._code == UPDATE_PENDING else "out-of-service-text"

    def _small_print(self) -> Label:
        """Return the code for IT, and which device it is, for whoever calls about it."""
        terminal, code = self.view.terminal, self._code
        device = ", ".join(part for part in (terminal.place, terminal.id) if part)
        words = self.view.texts("out-of-service-code", code=code, device=device)
        return Label(words, self.theme, Role.SMALL, colour=self.theme.colours.muted, limit=2)
