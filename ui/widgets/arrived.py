"""What is said of a case that came from another screen, where not all of it could come along."""

from collections.abc import Iterator

from kiosk.view import View
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import column, row
from ui.widgets.trust import picture


def arrived_note(view: View, theme: Theme) -> Panel | None:
    """Return what has to be looked at again, None where everything came along."""
    sentences = list(_sentences(view))
    if not sentences:
        return None
    panel = Panel(theme, fill=theme.colours.accent_soft)
    line = row(theme, units=1.5)
    line.addWidget(picture("info", theme, theme.colours.accent))
    words = column(theme, *(Label(said, theme, Role.BUTTON) for said in sentences))
    line.addLayout(words, 1)
    panel.column.addLayout(line)
    return panel


def _sentences(view: View) -> Iterator[str]:
    arrived, service, texts = view.session.arrived, view.service, view.texts
    if arrived is None or service is None:
        return
    if arrived.form != service.form.digest:
        yield texts("arrived-form-changed")
    if arrived.left_out:
        yield texts("arrived-left-out", names=", ".join(arrived.left_out))
