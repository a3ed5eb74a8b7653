"""A longer text: a few lines, *Enter* begins a new one."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.kinds import kind_of
from kiosk.forms.pasting import pasted_lines
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.editors.capped import SLIP
from ui.editors.text_area import CappedArea
from ui.theme import Theme

LINES = 3
USUAL = 60
"""Characters side by side."""


class PastingArea(CappedArea):
    """A capped area that cleans what is pasted.

    Signals:
        went: the focus left it.
    """

    went = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left."""
        super().focusOutEvent(event)
        self.went.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what fits of a pasted text, without what nobody sees."""
        self.textCursor().insertText(self._fitting(pasted_lines(source.text())))


class AreaBox(Dense):
    """Text with line breaks."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        kind = kind_of(placed.field.kind)
        self.limit = placed.field.limits.max_length or kind.length
        self.area = PastingArea(self.limit + SLIP, self.text)
        self.area.setParent(self)
        self.area.setFont(theme.font())
        self.describe(self.area)
        self.area.textChanged.connect(self._changed)
        self.area.overflowed.connect(
            lambda: self.noticed.emit(texts("editors-full", count=self.limit))
        )
        self.area.went.connect(self._tidy)
        self.setFocusProxy(self.area)

    def focus_target(self) -> QWidget:
        """Return the area."""
        return self.area

    def wanted_width(self) -> int:
        """See `Dense`."""
        return self.characters(USUAL)

    def height_at(self, width: int) -> int:  # noqa: ARG002 - see `Dense`
        """Return the height of its lines."""
        return round(self.theme.font().pixelSize() * 1.4) * LINES + 3 * self.theme.space(1)

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        with QSignalBlocker(self.area):
            self.area.setPlainText(self.text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Let the area fill it."""
        self.area.setGeometry(self.rect())

    def _tidy(self) -> None:
        """Say no more that something did not fit; blanks alone are nothing."""
        self.noticed.emit("")
        if self.text and not self.text.strip():
            self.hold("")
            self.tell("")

    def _changed(self) -> None:
        if not self.area.overflowing:
            self.noticed.emit("")
        self.tell(self.area.toPlainText())
