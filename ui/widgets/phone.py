"""The way from the visitor's own phone: a code to read, how far it has come, and what to do."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from kiosk.documents.from_phone import Code
from kiosk.flow import Phone
from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.qr_code import QrCode
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

STEPS = ("phone-step-camera", "phone-step-open", "phone-step-send")
ICONS: Mapping[Phone, str] = {
    Phone.OPENING: "clock",
    Phone.WAITING: "clock",
    Phone.OPENED: "phone",
    Phone.RECEIVING: "file-check",
    Phone.CLOSED: "info",
    Phone.EXPIRED: "info",
    Phone.UNREACHABLE: "info",
}
READABLE = frozenset({Phone.WAITING, Phone.OPENED})
"""When a code is worth reading."""
SIDE_MM, STAFF_SIDE_MM = 70.0, 40.0


class PhonePanel(Panel):
    """Shows `code` where `phone` says that it is of use, and says how it stands."""

    def __init__(self, phone: Phone, code: Code | None, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, border=theme.colours.line)
        self._texts = texts
        self.minutes = Label("", theme, Role.SMALL, colour=theme.colours.muted)
        self._words = column(theme, units=1.5)
        self._words.addWidget(Label(texts("phone-title"), theme, Role.TITLE))
        self._words.addLayout(self._standing(phone))
        if phone in READABLE and code is not None:
            self.column.addLayout(self._beside_code(code))
        else:
            self.column.addLayout(self._words)
        self.show_code(code)

    def show_code(self, code: Code | None) -> None:
        """Say how long the code is good; the code itself stays as it is."""
        if code is not None:
            self.minutes.setText(self._texts("phone-minutes", count=code.minutes))

    def _beside_code(self, code: Code) -> QHBoxLayout:
        """Return what to do beside the code; that stands as high up as it can, to be seen whole."""
        texts, theme = self._texts, self.theme
        for number, step in enumerate(STEPS, 1):
            self._words.addWidget(Label(f"{number}. {texts(step)}", theme))
        host = texts("phone-address", host=urlsplit(code.url).hostname or "")
        self._words.addWidget(Label(host, theme, Role.SMALL, colour=theme.colours.muted))
        self._words.addWidget(self.minutes)
        self._words.addStretch(1)
        side = STAFF_SIDE_MM if theme.staff else SIDE_MM
        whole = row(theme, units=3)
        picture_of_it = QrCode(code.url, texts("phone-code"), theme, side)
        whole.addWidget(picture_of_it, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._words, 1)
        return whole

    def _standing(self, phone: Phone) -> QHBoxLayout:
        theme = self.theme
        line = row(theme, units=1.5)
        sign = picture(ICONS[phone], theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(self._texts(f"phone-{phone.value}"), theme, Role.BUTTON), 1)
        return line
