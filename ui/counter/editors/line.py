"""A line of text that cleans what is pasted, and is spelled as usual when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.kind import Layer
from kiosk.forms.kinds import kind_of
from kiosk.forms.pasting import LONGEST, pasted, spelled
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.editors.capped import SLIP, CappedLine
from ui.theme import Role, Theme

USUAL = {
    "date": 10,
    "postcode": 7,
    "phone": 16,
    "social_security_number": 16,
    "company_number": 16,
    "licence_plate": 10,
    "dog_chip": 18,
    "iban": 26,
    "email": 22,
    "money": 12,
    "number": 8,
    "integer": 8,
    "municipality": 16,
}
"""Characters that are usual in a field of a kind."""

USUAL_TEXT, SHORT_TEXT = 16, 8
SHORT, LONG = 16, 120
"""Characters: a text for fewer is drawn short, one for more takes half of a line."""

DISABLED = "QLineEdit { background: transparent; border-style: dotted; color: palette(mid); }"
"""A line that waits for another answer."""


class PastingLine(CappedLine):
    """A capped line.

    Signals:
        pasting: what the clipboard holds, at most `LONGEST` characters of it.
        went: the focus left it.
    """

    pasting = Signal(str)
    went = Signal()

    def __init__(self, longest: int, layer: Layer) -> None:
        super().__init__(longest, layer)
        self.undo_paste: Callable[[], None] | None = None
        """Takes back what was pasted last, until something else is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what is pasted instead of taking it as it is."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasting.emit(clipboard_text())
        elif self.undo_paste is not None and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_paste()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look as if nothing can be typed where nothing can."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.setStyleSheet("" if self.isEnabled() else DISABLED)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the next letter replace what stands here, however one came."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left; not while a window or an overlay is in between."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.went.emit()


def clipboard_text() -> str:
    """Return the text of the clipboard, '' where it holds none; never more than can be looked at.

    What is not offered as plain text (RTF, HTML, pictures) is not looked at.
    """
    found = QApplication.clipboard().mimeData()
    return found.text()[:LONGEST] if found.hasText() else ""


class LineBox(Dense):
    """Text as it was typed; a wrong one is kept."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self.shares: Callable[[str], bool] | None = None
        """Is offered what is pasted first, and returns whether it took it."""
        kind = kind_of(placed.field.kind)
        self.limit = placed.field.limits.max_length or kind.length
        self.line = self.made(self.limit + SLIP, kind.layer)
        self.line.setParent(self)
        self.line.setFont(theme.font(Role.DIGITS))
        self.line.setText(self.shown(self.entry))
        self.describe(self.line)
        if not placed.field.required:
            self.line.setPlaceholderText(f"({texts('filling-optional')})")
        self.line.textEdited.connect(self.typed)
        self.line.overflowed.connect(self._overflowed)
        self.line.pasting.connect(self.paste)
        self.line.went.connect(self.tidy)
        self.setFocusProxy(self.line)

    def made(self, longest: int, layer: Layer) -> PastingLine:
        """Return the line."""
        return PastingLine(longest, layer)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Let the line fill it."""
        self.line.setGeometry(self.rect())

    def focus_target(self) -> QWidget:
        """Return the line."""
        return self.line

    def wanted_width(self) -> int:
        """See `Dense`."""
        return self.characters(self._usual())

    def _usual(self) -> int:
        known = USUAL.get(self.placed.field.kind)
        if known is not None:
            return known
        if self.limit <= SHORT:
            return SHORT_TEXT
        return USUAL_TEXT if self.limit <= LONG else 36

    # --- What stands in it ---------------------------------------------------------------------

    def shown(self, entry: Entry) -> str:
        """Return what the line says for `entry`."""
        return entry if isinstance(entry, str) else ""

    def meant(self, text: str) -> Entry:
        """Return the entry that `text` stands for."""
        return text

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        self.line.setText(self.shown(entry))

    def fill(self, text: str) -> None:
        """Put `text` in as if it had been typed."""
        self.line.setText(text)
        self.typed(text)

    def typed(self, text: str) -> None:
        """Take what stands in the line now."""
        self.line.undo_paste = None
        if not self.line.overflowing:
            self.noticed.emit("")
        self.tell(self.meant(text))

    def paste(self, text: str) -> None:
        """Put in what was copied elsewhere, cleaned; *Undo* takes it out again."""
        if self.shares is not None and self.shares(text):
            return
        before = self.line.text()
        self.line.insert(pasted(text, self.placed.field))
        self.typed(self.line.text())
        self.line.undo_paste = lambda: self.fill(before)

    def tidy(self) -> None:
        """Spell it as is usual: in groups, without blanks around."""
        text = self.line.text()
        usual = spelled(text, self.placed.field) if text.strip() else ""
        if usual != text:
            self.line.setText(usual)
            self.tell(self.meant(usual))

    def _overflowed(self) -> None:
        self.noticed.emit(self.texts("editors-full", count=self.limit))
