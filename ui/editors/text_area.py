"""A longer text, capped before it is laid out: a 100,000-character word would freeze it."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.capped import NOTHING_LEARNED, SLIP
from ui.editors.counter import Counter
from ui.editors.editor import Editor
from ui.theme import Role, Theme
from ui.widgets.stack import column

LINES = 5
"""So many lines are seen at once."""


class CappedArea(QPlainTextEdit):
    """Takes at most `longest` characters, keeps no undo history, shows no menu.

    Signals:
        overflowed: something was typed or pasted that does not fit; what fits was taken.
    """

    overflowed = Signal()

    def __init__(self, longest: int, text: str) -> None:
        super().__init__()
        self.longest = longest
        self.overflowing = False
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(NOTHING_LEARNED | Qt.InputMethodHint.ImhMultiLine)
        self.setPlainText(text[:longest])

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text and nothing else."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what fits of a pasted text."""
        self.textCursor().insertText(self._fitting(source.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, unless it is full."""
        typed = event.text()
        if typed and (typed.isprintable() or typed in "\r\n") and not self._fitting(typed):
            event.accept()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what fits of a composed text."""
        event.setCommitString(self._fitting(event.commitString()))
        super().inputMethodEvent(event)

    def _fitting(self, text: str) -> str:
        selected = len(self.textCursor().selectedText())
        room = self.longest - (self.document().characterCount() - 1) + selected
        self.overflowing = len(text) > room
        if self.overflowing:
            self.overflowed.emit()
        return text[: max(0, room)]


class TextAreaEditor(Editor):
    """Several lines; *Enter* begins a new one."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        field = placed.field
        kind = kind_of(field.kind)
        limit = field.limits.max_length or kind.length
        self.area = CappedArea(limit + SLIP, self.text)
        font = theme.font(Role.BODY)
        self.area.setFont(font)
        self.area.setFixedHeight(round(font.pixelSize() * 1.4) * LINES + 2 * theme.space(1))
        self.describe(self.area)
        self.counter = Counter(limit, limit, texts, theme)
        self.area.textChanged.connect(self._changed)
        self.area.overflowed.connect(self.counter.overflow)
        self.setFocusProxy(self.area)
        column(theme, self.area, self.counter, units=0.5, within=self)
        self.counter.count(self.area.toPlainText())

    def focus_target(self) -> QWidget:
        """Return the area."""
        return self.area

    def _changed(self) -> None:
        text = self.area.toPlainText()
        if not self.area.overflowing:
            self.counter.count(text)
        self.tell(text)
