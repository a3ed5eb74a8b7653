"""The strip of trust below every page: who receives what is typed, and that nothing stays here."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kiosk import flow
from kiosk.catalogue import Sender
from kiosk.view import View
from ui.icons import icon
from ui.theme import Role, Theme
from ui.widgets.header import Band
from ui.widgets.label import Label


def trust_strip(view: View, theme: Theme) -> Band:
    """Return the strip for `view`: upright in two rows, so that it is as high on every page."""
    band = Band(theme, line_on_top=True)
    column = QVBoxLayout(band)
    side, height = theme.space(6), theme.space(1)
    column.setContentsMargins(side, height, side, height)
    column.setSpacing(theme.space(0.5))
    receiver, assurances = _receiver(view), _assurances(view)
    rows = ([receiver], assurances) if theme.portrait else ([receiver, *assurances],)
    for assured in rows:
        column.addLayout(_row(assured, theme))
    return band


def _row(assured: list[tuple[str, str]], theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.space(3))
    for icon_name, words in assured:
        one = QHBoxLayout()
        one.setSpacing(theme.space(1))
        one.addWidget(picture(icon_name, theme, theme.colours.muted, Role.SMALL))
        one.addWidget(Label(words, theme, Role.SMALL, colour=theme.colours.muted), 1)
        row.addLayout(one, len(words))
    return row


def _receiver(view: View) -> tuple[str, str]:
    if view.service is not None and in_service(view.state):
        sender = name_of(view.service.sender, view.texts.language)
        return "landmark", view.texts("frame-receiver", sender=sender)
    return "landmark", view.texts("frame-nothing-sent")


def _assurances(view: View) -> list[tuple[str, str]]:
    found = [("shield-check", view.texts("frame-nothing-stored"))]
    if view.terminal.encrypted:
        found.append(("lock-keyhole", view.texts("frame-encrypted")))
    return found


def in_service(state: flow.State) -> bool:
    """Whether the visit is about one service, whose sender then is known."""
    match state:
        case flow.Introducing() | flow.Filling() | flow.Reviewing() | flow.Submitting():
            return True
        case flow.Done() | flow.Previewing() | flow.TakingPaper():
            return True
        case (
            flow.ChoosingLanguage(inside)
            | flow.ChoosingDocument(inside)
            | flow.Helping(inside)
            | flow.Leaving(inside)
            | flow.Warned(inside)
            | flow.Failed(inside=inside)
        ):
            return in_service(inside)
        case _:
            return False


def name_of(sender: Sender, language: str) -> str:
    """Return how `sender` is called: its unit, then whose unit it is."""
    unit = sender.unit.to(language)
    return ", ".join(dict.fromkeys(part for part in (unit, sender.legal_entity) if part))


def picture(icon_name: str, theme: Theme, colour: str, role: Role = Role.BODY) -> QLabel:
    """Return an icon as large as a text of `role`; it says nothing that the text does not."""
    size = round(1.3 * theme.font(role).pixelSize())
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(icon(icon_name, colour, size)))
    label.setFixedSize(QSize(size, size))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
