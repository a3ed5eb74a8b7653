"""The left pane: services to search, visits to go on with, the outbox, and who is here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Listing
from kiosk.session import Contrast
from kiosk.view import OutboxLine, View
from ui.counter.caps import Cap
from ui.counter.case_list import CaseList
from ui.counter.entry import Entry, services
from ui.counter.finder import Finder
from ui.counter.keys import BY_NAME
from ui.theme import Role, Theme
from ui.widgets.header import Plate, crest_of
from ui.widgets.label import Label
from ui.widgets.link import Link
from ui.widgets.lock_button import lock_button
from ui.widgets.separator import separator
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

CREST_MM = 9.0
MOST_USED = 8
MINUTE, HOUR = 60, 3_600


class DeskPane(QWidget):
    """What stays the same from page to page.

    Args:
        open_service: is told which service was chosen in the search; None beside a page that has
            its own.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(
        self, view: View, theme: Theme, open_service: Callable[[flow.Event], None] | None
    ) -> None:
        super().__init__()
        self._view, self._theme = view, theme
        self._open_service = open_service or self.happened.emit
        self.finder = self._finder() if open_service else None
        self._cases = CaseList(view, theme)
        self._cases.happened.connect(self.happened)
        self._outbox = OutboxNote(view, theme)
        self._outbox.happened.connect(self.happened)
        whole = column(theme, units=3, within=self)
        whole.addLayout(self._whose())
        whole.addWidget(separator(theme))
        if self.finder is not None:
            whole.addWidget(self.finder, 1)
            whole.addWidget(separator(theme))
        whole.addLayout(self._held())
        if self.finder is None:
            whole.addStretch(1)
        if view.policy.keeps_outbox:
            whole.addWidget(separator(theme))
            whole.addWidget(self._outbox)
        if view.staff.name:
            whole.addWidget(separator(theme))
            whole.addLayout(self._lock())

    def refresh(self, view: View) -> None:
        """Show a newer value."""
        before, self._view = self._view, view
        self._cases.refresh(view)
        self._outbox.refresh(view)
        if self.finder is not None and before.catalogue != view.catalogue:
            self.finder.offer(self._services(), self._most_used())

    # --- Its parts -----------------------------------------------------------------------------

    def _whose(self) -> QHBoxLayout:
        view, theme = self._view, self._theme
        name = view.municipality.name if view.municipality else ""
        place = view.terminal.counter or view.terminal.place or view.terminal.id
        muted = theme.colours.muted
        words = column(theme, Label(name, theme, Role.TITLE, limit=2), units=0)
        words.addWidget(Label(place, theme, Role.SMALL, colour=muted, limit=2))
        line = row(theme, units=3)
        if (crest := crest_of(view, theme, CREST_MM)) is not None:
            line.addWidget(Plate(crest, theme) if theme.contrast is Contrast.HIGH else crest)
        line.addLayout(words, 1)
        return line

    def _finder(self) -> Finder:
        hint = self._view.texts("counter-search")
        finder = Finder(
            self._services(), hint, self._view.texts, self._theme, usual=self._most_used()
        )
        finder.chosen.connect(lambda entry: entry.act())
        return finder

    def _listings(self) -> tuple[Listing, ...]:
        return self._view.catalogue.listings if self._view.catalogue else ()

    def _services(self) -> list[Entry]:
        return services(self._view, self._listings(), self._open_service)

    def _most_used(self) -> list[Entry]:
        usual = sorted(self._listings(), key=lambda listing: -listing.popularity)
        return services(self._view, tuple(usual[:MOST_USED]), self._open_service)

    def _held(self) -> QVBoxLayout:
        texts, theme = self._view.texts, self._theme
        title = Label(texts("counter-cases"), theme, Role.SMALL, colour=theme.colours.accent)
        head = row(theme, title, units=2)
        head.addStretch()
        if self._view.policy.most_cases:
            head.addWidget(Cap(BY_NAME["case"].shown, theme))
        whole = column(theme, units=1.5)
        whole.addLayout(head)
        whole.addWidget(self._cases)
        return whole

    def _lock(self) -> QHBoxLayout:
        lock = lock_button(self._view, self._theme)
        lock.clicked.connect(lambda: self.happened.emit(flow.LockWanted()))
        line = row(self._theme, lock)
        line.addStretch()
        return line


class OutboxNote(QWidget):
    """How the outbox stands: how many wait and how long, and what somebody has to see to.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line = row(theme, units=2, within=self)
        self._content: QWidget | None = None
        self._shown: OutboxLine | None = None
        self.refresh(view)

    def refresh(self, view: View) -> None:
        """Show a newer value."""
        if view.outbox == self._shown:
            return
        self._shown = view.outbox
        if self._content is not None:
            self._content.setParent(None)
            self._content.deleteLater()
        self._content = self._made(view)
        self._line.addWidget(self._content, 1)

    def _made(self, view: View) -> QWidget:
        theme, texts, outbox = self._theme, view.texts, view.outbox
        worry = outbox.expiring or outbox.expired or outbox.refused
        colour = theme.colours.error if worry else theme.colours.accent
        muted = theme.colours.muted
        words = column(theme, Label(texts("counter-outbox"), theme, Role.SMALL, colour=colour))
        words.setSpacing(theme.space(0.5))
        for sentence in sentences(view):
            words.addWidget(Label(sentence, theme, Role.SMALL, colour=muted))
        if outbox.expired:
            known = Link(texts("outbox-known"), theme, theme.colours.accent)
            known.clicked.connect(lambda: self.happened.emit(flow.ExpiredKnown()))
            words.addWidget(known)
        whole = QWidget()
        icon = "triangle-alert" if worry else "layers"
        line = row(theme, units=2, within=whole)
        sign = picture(icon, theme, colour, Role.SMALL)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return whole


def sentences(view: View) -> list[str]:
    """Return what is to be said of the outbox."""
    texts, outbox = view.texts, view.outbox
    if not (outbox.waiting or outbox.expired):
        return [texts("counter-outbox-empty")]
    said = []
    if outbox.waiting:
        waits = texts("counter-outbox-waiting", count=outbox.waiting)
        said.append(f"{waits} {_age(view)}")
    if outbox.expiring:
        said.append(texts("counter-outbox-expiring", count=outbox.expiring))
    if outbox.refused:
        codes = ", ".join(dict.fromkeys(outbox.refused))
        said.append(texts("outbox-refused", count=len(outbox.refused), codes=codes))
    if outbox.expired:
        said.append(texts("counter-outbox-expired", count=outbox.expired))
    return said


def _age(view: View) -> str:
    seconds = view.outbox.oldest
    if seconds < HOUR:
        return view.texts("counter-outbox-minutes", count=int(seconds // MINUTE))
    return view.texts("counter-outbox-hours", count=int(seconds // HOUR))
