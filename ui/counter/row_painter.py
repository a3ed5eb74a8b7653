"""How a row of a dense list is painted: no word is cut off, it takes as many lines as it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.session import Contrast
from ui.counter.entry import Entry
from ui.counter.scroll import BAR_MM
from ui.theme import Role, Theme
from ui.widgets.lines import LOOSE, Lines

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole

WIDE_MM = 130.0
"""From this width on a note stands at the right end, else among what stands below the title."""
TITLE_SHARE = 0.45
"""Of a wide row: so the details stand below each other, whatever the notes are."""


@dataclass(frozen=True)
class _Laid:
    """A row broken into lines; `beside` where the detail stands beside the title, not below."""

    title: Lines
    detail: Lines | None
    note: str
    beside: bool

    @property
    def first_line(self) -> float:
        return self.title.height / self.title.count

    @property
    def height(self) -> float:
        below = self.detail.height if self.detail and not self.beside else 0.0
        return self.title.height + below


class RowPainter(QStyledItemDelegate):
    """Paints the rows of `rows`. Where one of them needs it, all have their details below.

    Args:
        lit: whether the current row is marked.
    """

    def __init__(self, rows: QListView, lit: Callable[[], bool], theme: Theme) -> None:
        super().__init__(rows)
        self._rows, self._lit, self._theme = rows, lit, theme
        self._font, self._small_font = theme.font(Role.BUTTON), theme.font(Role.SMALL)
        self._bold, self._small = QFontMetrics(self._font), QFontMetrics(self._small_font)
        self._laid: dict[int, _Laid] = {}
        self._sizes: dict[int, QSize] = {}
        self._laid_for: tuple[QAbstractItemModel | None, int] = (None, 0)
        self._beside = self._wide = False
        self._side = self._room = 0

    # --- Its size ------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's
        """Return the height of a row, never below a target."""
        self._look_around()
        row = index.row()
        if row not in self._sizes:
            self._sizes[row] = QSize(0, self._row_height(index))
        return self._sizes[row]

    def _row_height(self, index: Index) -> int:
        theme = self._theme
        if index.data(ENTRY).act is None:
            above = theme.space(0.5 if index.row() == 0 else 3)
            return above + self._small.height() + theme.space(1.5)
        height = round(self._height(index) + 0.5) + 2 * theme.space(1)
        return max(theme.smallest_target, height)

    def _height(self, index: Index) -> float:
        """Return the height of all lines; a text that fits on one is not broken to learn that."""
        entry, room = index.data(ENTRY), self._room
        title, small = LOOSE * self._font.pixelSize(), LOOSE * self._small_font.pixelSize()
        told = entry.detail if self._wide else _joined(entry)
        beside = self._noted(entry) if self._wide or not entry.detail else 0
        short = self._bold.horizontalAdvance(str(index.data())) <= room - beside
        if self._beside or (short and not entry.detail):
            return title
        if short and self._small.horizontalAdvance(told) <= room:
            return title + small
        return self._lines(index).height

    # --- Where its words stand -------------------------------------------------------------------

    def _look_around(self) -> None:
        """Decide for all rows anew, where there are others or another width."""
        model, width = self._rows.model(), self._rows.width()
        if self._laid_for != (model, width):
            self._laid, self._sizes, self._laid_for = {}, {}, (model, width)
            self._fit()
            self._beside = self._wide and all(map(self._fits, self._entries(model)))

    def _fit(self) -> None:
        """Leave the place of the bar free: nothing is measured anew or moves when that comes."""
        theme = self._theme
        width = self._rows.maximumViewportSize().width() - theme.px(BAR_MM)
        self._wide = width >= theme.px(WIDE_MM)
        self._side = theme.space(3 if self._wide else 1)
        self._room = width - 2 * self._side

    def _lines(self, index: Index) -> _Laid:
        self._look_around()
        row = index.row()
        if row not in self._laid:
            self._laid[row] = self._broken(index.data(ENTRY), str(index.data()))
        return self._laid[row]

    @staticmethod
    def _entries(model: QAbstractItemModel) -> list[tuple[str, Entry]]:
        found = (model.index(row, 0) for row in range(model.rowCount()))
        return [(str(one.data()), one.data(ENTRY)) for one in found]

    def _fits(self, row: tuple[str, Entry]) -> bool:
        """Whether a title and its detail have room beside each other, on one line."""
        title, entry = row
        if not entry.detail:
            return True
        at, room = round(TITLE_SHARE * self._room), self._room
        wide = self._bold.horizontalAdvance(title) <= at - self._gap
        told = self._small.horizontalAdvance(entry.detail)
        return wide and told <= room - at - self._noted(entry)

    @property
    def _gap(self) -> int:
        return self._theme.space(3)

    def _noted(self, entry: Entry) -> int:
        return self._small.horizontalAdvance(entry.note) + self._gap if entry.note else 0

    def _broken(self, entry: Entry, title: str) -> _Laid:
        theme, room, note = self._theme, self._room, entry.note
        font, small = theme.font(_role(entry)), theme.font(Role.SMALL)
        if not entry.detail:
            return _Laid(Lines(title, font, room - self._noted(entry)), None, note, beside=False)
        if self._beside:
            at = round(TITLE_SHARE * room)
            told = Lines(entry.detail, small, room - at - self._noted(entry))
            return _Laid(Lines(title, font, at - self._gap), told, note, beside=True)
        if self._wide:
            told = Lines(entry.detail, small, room)
            return _Laid(Lines(title, font, room - self._noted(entry)), told, note, beside=False)
        told = Lines(_joined(entry), small, room)
        return _Laid(Lines(title, font, room), told, "", beside=False)

    # --- Its look ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of the current row, and the words."""
        entry, place = index.data(ENTRY), QRect(option.rect)
        if entry.act is None:
            self._paint_heading(painter, place, str(index.data()))
            return
        if index == self._rows.currentIndex() and self._lit():
            self._paint_current(painter, place)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(self._theme.colours.surface))
        within = QRect(place.left() + self._side, place.top(), self._room, place.height())
        self._paint_words(painter, within, self._lines(index), idle=entry.idle)

    def _paint_heading(self, painter: QPainter, place: QRect, title: str) -> None:
        theme, colours = self._theme, self._theme.colours
        stroke = max(1, theme.px(0.25))
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(colours.accent))
        height = place.height() - theme.space(1)
        below = QRect(place.left() + self._side, place.top(), self._room, height)
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

    def _paint_words(self, painter: QPainter, place: QRect, laid: _Laid, *, idle: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        top = place.top() + (place.height() - laid.height) / 2
        first = QRectF(place.left(), top, place.width(), laid.first_line)
        painter.setPen(QColor(colours.muted))
        painter.setFont(theme.font(Role.SMALL))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, right, laid.note)
        if laid.detail is not None:
            told = QRectF(first)
            if laid.beside:
                told.setLeft(place.left() + round(TITLE_SHARE * place.width()))
                told.translate(0, (laid.first_line - laid.detail.height) / 2)
            else:
                told.translate(0, laid.title.height)
            laid.detail.draw(painter, told)
        painter.setPen(QColor(colours.muted if idle else colours.ink))
        laid.title.draw(painter, first)


def _joined(entry: Entry) -> str:
    """Return what stands below the title of a narrow row."""
    return " · ".join(filter(None, (entry.note, entry.detail)))


def _role(entry: Entry) -> Role:
    return Role.BODY if entry.idle else Role.BUTTON
