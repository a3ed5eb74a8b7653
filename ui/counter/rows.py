"""A dense list: a title, what belongs to it, and a note at the right end; painted, for speed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.session import Contrast
from ui.counter.entry import Entry
from ui.counter.scroll import thin
from ui.theme import Role, Theme

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole

WIDE_MM = 130.0
"""From this width on the detail stands beside the title, else below it."""
LEAST_ROWS = 3
TITLE_SHARE = 0.45
"""Of a wide row: so the details stand below each other, whatever the notes are."""


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
        self.setItemDelegate(_Painter(self, theme))
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
        """Have the rows measured anew: a narrow one has two lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    def __init__(self, rows: Rows, theme: Theme) -> None:
        super().__init__(rows)
        self._rows, self._theme = rows, theme
        self._bold = QFontMetrics(theme.font(Role.BUTTON))
        self._small = QFontMetrics(theme.font(Role.SMALL))

    # --- Its size ------------------------------------------------------------------------------

    @property
    def _wide(self) -> bool:
        return self._rows.viewport().width() >= self._theme.px(WIDE_MM)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's
        """Return the height of a row: one line or two, never below a target."""
        theme, entry = self._theme, index.data(ENTRY)
        if entry.act is None:
            above = theme.space(0.5 if index.row() == 0 else 3)
            return QSize(0, above + self._small.height() + theme.space(1.5))
        lines = self._bold.height()
        if entry.detail and not self._wide:
            lines += self._small.height()
        return QSize(0, max(theme.smallest_target, lines + 2 * theme.space(1)))

    # --- Its look ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of the current row, and the texts."""
        entry, place = index.data(ENTRY), QRect(option.rect)
        if entry.act is None:
            self._paint_heading(painter, place, str(index.data()))
            return
        if index == self._rows.currentIndex() and self._rows.lit:
            self._paint_current(painter, place)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(self._theme.colours.surface))
        side = self._theme.space(3)
        self._paint_texts(painter, place.adjusted(side, 0, -side, 0), entry, str(index.data()))

    def _paint_heading(self, painter: QPainter, place: QRect, title: str) -> None:
        theme, colours = self._theme, self._theme.colours
        stroke = max(1, theme.px(0.25))
        side = theme.space(3)
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(colours.accent))
        below = place.adjusted(side, 0, -side, -theme.space(1))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
        painter.fillRect(
            below.left(), place.bottom() - stroke + 1, below.width(), stroke,
            QColor(colours.hairline),
        )  # fmt: skip

    def _paint_current(self, painter: QPainter, place: QRect) -> None:
        """A ground, and a bar at the left end: nothing is said by colour alone."""
        theme, colours = self._theme, self._theme.colours
        painter.fillRect(place, QColor(colours.accent_soft))
        bar = colours.focus if self._rows.hasFocus() else colours.accent
        painter.fillRect(place.left(), place.top(), theme.px(1), place.height(), QColor(bar))
        if theme.contrast is Contrast.HIGH:
            painter.setPen(QColor(colours.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_texts(self, painter: QPainter, place: QRect, entry: Entry, title: str) -> None:
        theme, colours = self._theme, self._theme.colours
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        first, second = self._split(place, entry)
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(colours.muted))
        if second.top() == first.top():
            painter.drawText(place, right | middle, entry.note)
        detail = entry.detail if self._wide else _joined(entry)
        detail = self._small.elidedText(detail, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, left | middle, detail)
        painter.setFont(theme.font(Role.BUTTON if not entry.idle else Role.BODY))
        painter.setPen(QColor(colours.muted if entry.idle else colours.ink))
        shown = self._bold.elidedText(title, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, left | middle, shown)

    def _split(self, room: QRect, entry: Entry) -> tuple[QRect, QRect]:
        """Return where title and detail stand: beside each other with the note, or below."""
        gap = self._theme.space(3)
        noted = self._small.horizontalAdvance(entry.note) + gap if entry.note else 0
        if not entry.detail:
            return room.adjusted(0, 0, -noted, 0), QRect(room.topLeft(), QSize())
        if self._wide:
            at = round(TITLE_SHARE * room.width())
            return room.adjusted(0, 0, at - room.width() - gap, 0), room.adjusted(at, 0, -noted, 0)
        edge = (room.height() - self._bold.height() - self._small.height()) // 2
        first = QRect(room.left(), room.top() + edge, room.width(), self._bold.height())
        below = first.bottom() + 1
        return first, QRect(room.left(), below, room.width(), self._small.height())


def _joined(entry: Entry) -> str:
    """Return what stands below the title of a narrow row."""
    return " · ".join(part for part in (entry.note, entry.detail) if part)
