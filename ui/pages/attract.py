"""The invitation: whose counter this is, what can be done here, and a touch to begin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Listing, Municipality
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from ui.languages import in_order, own_name, texts_in
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.grid import grid
from ui.widgets.header import Plate, crest_of
from ui.widgets.label import Label
from ui.widgets.lock_button import lock_button
from ui.widgets.scenery import Scenery
from ui.widgets.stack import column, row
from ui.widgets.tools import looks

MOST_SERVICES = {TextSize.NORMAL: 5, TextSize.LARGE: 4, TextSize.LARGEST: 2}
CREST_MM, UPRIGHT_CREST_MM, SMALL_CREST_MM = 34.0, 48.0, 20.0


class AttractPage(Page):
    """A language is one touch; a touch anywhere else begins in the language of the office.

    What a touch wakes is decided on release, so that nothing beneath is triggered.
    """

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        direction = QBoxLayout.Direction
        lies = direction.TopToBottom if theme.portrait else direction.LeftToRight
        layout = QBoxLayout(lies, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._scenery = Scenery(theme)
        side = theme.space(8)
        self._place = column(theme, within=self._scenery)
        self._place.setContentsMargins(side, side, side, side)
        self._shown: tuple[Municipality | None, list[str]] | None = None
        self._words: QWidget | None = None
        layout.addWidget(self._scenery, 11)
        layout.addWidget(self._beginning(), 10)
        self._show_counter()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("attract-title")

    def refresh(self, view: View) -> None:
        """Show the municipality and its services once they were fetched."""
        self.view = view
        self._show_counter()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.happened.emit(flow.Touched())

    # --- The upper or left part ----------------------------------------------------------------

    @property
    def _ink(self) -> str:
        """Return the colour of text on the scenery."""
        high = self.theme.contrast is Contrast.HIGH
        return self.theme.colours.ink if high else self.theme.colours.accent_ink

    @property
    def _crest_mm(self) -> float:
        if self.theme.text_size is TextSize.LARGEST:
            return SMALL_CREST_MM
        return UPRIGHT_CREST_MM if self.theme.portrait else CREST_MM

    def _show_counter(self) -> None:
        """Say whose counter this is and what it is for; the start may come before that is known."""
        titles = [listing.title.to(self.view.texts.language) for listing in self._most_used()]
        if self._shown == (self.view.municipality, titles):
            return
        self._shown = self.view.municipality, titles
        if self._words is not None:
            self._words.setParent(None)
            self._words.deleteLater()
        self._words = self._counter(titles)
        self._place.addWidget(self._words)

    def _counter(self, titles: list[str]) -> QWidget:
        theme, words = self.theme, QWidget()
        layout = column(theme, units=2, within=words)
        if (crest := crest_of(self.view, theme, self._crest_mm)) is not None:
            layout.addWidget(Plate(crest, theme), 0, Qt.AlignmentFlag.AlignLeft)
            layout.addSpacing(theme.space(1))
        name = self.view.municipality.name if self.view.municipality else ""
        layout.addWidget(self._said(self.view.texts("frame-eyebrow"), Role.TITLE))
        layout.addWidget(self._said(name, Role.DISPLAY))
        layout.addSpacing(theme.space(3))
        if titles:
            about = self._said(self.view.texts("attract-services"), Role.SMALL)
            services = [self._said(title, Role.TITLE) for title in titles]
            layout.addLayout(column(theme, about, *services, units=0.75))
        layout.addStretch()
        return words

    def _said(self, words: str, role: Role) -> Label:
        return Label(words, self.theme, role, colour=self._ink, limit=3)

    def _most_used(self) -> list[Listing]:
        catalogue, audience = self.view.catalogue, self.view.policy.audience
        found = [one for one in catalogue.listings if audience in one.audience] if catalogue else []
        return sorted(found, key=lambda listing: -listing.popularity)[
            : MOST_SERVICES[self.theme.text_size]
        ]

    # --- The lower or right part ---------------------------------------------------------------

    def _beginning(self) -> QWidget:
        theme, part = self.theme, QWidget()
        layout = column(theme, units=2, within=part)
        side = theme.space(8)
        layout.setContentsMargins(side, theme.space(5), side, theme.space(5))
        layout.addStretch()
        layout.addWidget(Label(self._welcomes(), theme, Role.TITLE, colour=theme.colours.accent))
        layout.addWidget(Label(self._invites(), theme))
        layout.addSpacing(theme.space(1))
        buttons = [self._language(language) for language in in_order(self.view.languages)]
        roomy = theme.portrait or theme.text_size is TextSize.NORMAL
        layout.addLayout(grid(buttons, theme, 1 if roomy else 2))
        layout.addStretch()
        if not (self.view.policy.staff_signs_in or self._paper_left):
            seconds = self.view.policy.idle_seconds
            session = self.view.texts("attract-session", count=seconds)
            layout.addWidget(Label(session, theme, Role.SMALL, colour=theme.colours.muted))
        if self.view.staff.name:
            lock = lock_button(self.view, theme)
            lock.clicked.connect(lambda: self.happened.emit(flow.LockWanted()))
            layout.addWidget(lock, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._looks())
        return part

    @property
    def _paper_left(self) -> bool:
        return isinstance(self.view.state, flow.Attract) and self.view.state.paper_left

    def _invites(self) -> str:
        """Say how to begin; first of all what to do with paper that is somebody else's."""
        return self.view.texts("attract-paper-left" if self._paper_left else "attract-touch")

    def _welcomes(self) -> str:
        spoken = (language for language in in_order(self.view.languages) if "-" not in language)
        return " · ".join(texts_in(language)("attract-title") for language in spoken)

    def _language(self, language: str) -> Button:
        button = Button(own_name(language), self.theme, Look.PRIMARY, fills=True)
        button.clicked.connect(lambda: self.happened.emit(flow.LanguageChosen(language)))
        return button

    def _looks(self) -> QHBoxLayout:
        layout = row(self.theme, units=1)
        for icon_name, label, event in looks(self.view):
            button = Button(label, self.theme, Look.QUIET, icon_name=icon_name, role=Role.SMALL)
            button.clicked.connect(lambda _=False, event=event: self.happened.emit(event))
            layout.addWidget(button)
        if self.view.policy.shows_readiness:
            layout.addWidget(self._readiness())
        layout.addStretch()
        return layout

    def _readiness(self) -> Button:
        """Return the way to the report, for staff before the counter opens."""
        words, name = self.view.texts("readiness-title"), "shield-check"
        button = Button(words, self.theme, Look.QUIET, icon_name=name, role=Role.SMALL)
        button.clicked.connect(lambda: self.happened.emit(flow.ReadinessWanted()))
        return button
