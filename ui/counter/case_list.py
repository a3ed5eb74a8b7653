"""Who is being served and who waits: the open visit first, then those that are held."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.cases import since
from kiosk.catalogue import Service
from kiosk.view import CaseLine, View
from ui.counter.case_row import CaseRow
from ui.counter.entry import title_of
from ui.counter.keys import cap
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column

AGAIN_MS = 20_000
"""So often the waiting times are told anew."""

UNDECIDED = (flow.Home, flow.ChoosingMunicipality)
"""States in which no service was chosen yet, or none any more."""
NOBODY = (flow.Attract, flow.OutOfService, flow.Wiping, flow.Closed)


def service_of(view: View) -> Service | None:
    """Return what the open visit is about; None before that was decided."""
    state = view.state.inside if isinstance(view.state, flow.Overlay) else view.state
    return None if isinstance(state, UNDECIDED) else view.service


def now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


class CaseList(QWidget):
    """Signals: `happened`: an event of the flow."""

    happened = Signal(object)

    def __init__(self, view: View, theme: Theme, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        self._theme, self._clock = theme, clock
        self._view = view
        self._rows: list[tuple[CaseLine, CaseRow]] = []
        self._content: QWidget | None = None
        self._whole = column(theme, within=self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell_times)
        self._timer.start(AGAIN_MS)
        self._show()

    def refresh(self, view: View) -> None:
        """Show a newer value."""
        before, self._view = self._view, view
        if (before.cases, before.service) != (view.cases, view.service):
            self._show()

    def _show(self) -> None:
        if self._content is not None:
            self._content.hide()
            self._whole.removeWidget(self._content)
            self._content.deleteLater()
        self._content = QWidget()
        layout = column(self._theme, units=0.5, within=self._content)
        if not isinstance(self._view.state, NOBODY):
            layout.addWidget(self._open())
        self._rows = [(line, self._held(line)) for line in self._view.cases]
        for _, row in self._rows:
            layout.addWidget(row)
        if layout.count() == 0:
            nothing, muted = self._view.texts("counter-cases-none"), self._theme.colours.muted
            layout.addWidget(Label(nothing, self._theme, Role.SMALL, colour=muted))
        self._whole.addWidget(self._content)

    def _open(self) -> CaseRow:
        view, texts = self._view, self._view.texts
        service = service_of(view)
        title = service.title.to(texts.language) if service else texts("counter-case-untitled")
        detail = " · ".join(filter(None, (texts("counter-case-open"), view.staff.name)))
        return CaseRow("", title, detail, "", self._theme)

    def _held(self, line: CaseLine) -> CaseRow:
        title, key = title_of(line, self._view), cap(f"Alt+{line.number}")
        row = CaseRow(str(line.number), title, self._detail(line), key, self._theme)
        row.clicked.connect(lambda: self.happened.emit(flow.CaseWanted(line.number)))
        return row

    def _detail(self, line: CaseLine) -> str:
        waits = self._view.texts("counter-case-waits", minutes=max(0, since(line, self._clock())))
        return " · ".join(filter(None, (waits, line.owner)))

    def _tell_times(self) -> None:
        for line, row in self._rows:
            row.tell(self._detail(line))
