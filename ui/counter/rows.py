"""A dense list: a title, what belongs to it, and a note at the right end; painted, for speed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.counter.entry import Entry
from ui.counter.row_painter import ENTRY, Index, RowPainter
from ui.counter.scroll import thin
from ui.theme import Theme

LEAST_ROWS = 3


class _Lines(QAbstractListModel):
    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        super().__init__()
        self.entries, self._language = tuple(entries), language

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """See Qt."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return entry.title.to(self._language)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return ", ".join(part for part in (entry.detail, entry.note) if part)
            case _:
                return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        if self.entries[index.row()].act is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Rows(QListView):
    """Shows `Entry`s. The arrows move, Enter and a click choose, letters go to `typed`.

    Signals:
        chosen: the entry that was chosen.
        typed: a letter that was pressed here and is meant for the search.
    """

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, name: str, language: str, theme: Theme) -> None:
        super().__init__()
        self._language, self._theme = language, theme
        self.led_by: QWidget | None = None
        """Whoever has the focus while the arrows move here."""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(RowPainter(self, lambda: self.lit, theme))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setStyleSheet(thin(theme))
        self.clicked.connect(self._choose)

    @property
    def lit(self) -> bool:
        """Whether Enter would choose the current one, so that it is marked."""
        return self.hasFocus() or (self.led_by is not None and self.led_by.hasFocus())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries` instead of those before, the first one as the current."""
        before = self.model()
        self.setModel(_Lines(entries, self._language))
        if before is not None:
            before.deleteLater()
        self.step(1)

    @property
    def entry(self) -> Entry | None:
        """The current one."""
        found = self.currentIndex().data(ENTRY)
        return found if isinstance(found, Entry) else None

    def step(self, by: int) -> None:
        """Make the next entry (or the one before) the current one; headings are passed over."""
        lines = self.model()
        row, count = self.currentIndex().row() + by, lines.rowCount()
        while 0 <= row < count:
            index = lines.index(row, 0)
            if lines.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return
            row += by

    def choose(self) -> None:
        """Choose the current one."""
        if self.entry is not None:
            self.chosen.emit(self.entry)

    def sizeHint(self) -> QSize:
        """Return a small size: a list takes what is left, and moves inside it."""
        return QSize(self._theme.px(40), LEAST_ROWS * self._theme.target)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self.sizeHint()

    def whole_height(self) -> int:
        """Return the height in which every row is seen, in pixels."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))

    def _choose(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose, or pass a letter on to the search."""
        match event.key():
            case Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choose()
            case _ if event.text().isprintable() and event.text().strip():
                self.typed.emit(event.text())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        """Have the rows measured anew: in a narrow list they have more lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
