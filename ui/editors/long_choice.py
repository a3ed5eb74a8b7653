"""One of many options, such as a country: search, then touch; what was chosen stands alone."""

from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.forms.form import Option
from kiosk.forms.kinds import kind_of
from kiosk.forms.option_search import OptionSearch
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.capped import CappedLine
from ui.editors.editor import Editor
from ui.editors.options import options_of
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.lines import Lines
from ui.widgets.stack import column, row

ROWS = 5
"""So many options are seen at once."""

BAR_MM = 10.0
"""Width of the list's bar."""

LONGEST_SEARCH = 60
"""Characters."""

Index: TypeAlias = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class LongChoiceEditor(Editor):
    """A line to search with and a list of what it finds; nothing is a wildcard."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self._options = options_of(placed.field)
        self._index: OptionSearch | None = None
        self._model = _Found(self._options, texts.language, self)
        self.search = _Search(LONGEST_SEARCH, kind_of(placed.field.kind).layer)
        self.found = _List(self._model, theme)
        self._count = Label("", theme, Role.SMALL, colour=theme.colours.muted)
        self.chosen = Label("", theme, Role.TITLE)
        self.change = Button(texts("editors-choose-other"), theme, icon_name="pen-line")
        self._listed, self._alone = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self._show(tuple(range(len(self._options))))
        self._show_chosen()

    def _lay_out(self) -> None:
        title = Label(self.texts("editors-search"), self.theme, Role.SMALL)
        self.search.setFont(self.theme.font())
        self.describe(self.search)
        self.describe(self.found)
        column(self.theme, title, self.search, self._count, self.found, within=self._listed)
        alone = row(self.theme, within=self._alone)
        alone.addWidget(self.chosen, 1, Qt.AlignmentFlag.AlignVCenter)
        alone.addWidget(self.change)
        column(self.theme, self._alone, self._listed, within=self)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._look)
        self.search.went_down.connect(self._enter_list)
        self.search.entered.connect(self._choose_first)
        self.found.went_up.connect(self.search.setFocus)
        self.found.clicked.connect(self._choose)
        self.found.activated.connect(self._choose)
        self.change.clicked.connect(self._choose_again)

    def focus_target(self) -> QWidget:
        """Return the line, or the button beside what was chosen."""
        return self.search if self._chosen() is None else self.change

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line and the button."""
        return self.search, self.change

    def _chosen(self) -> Option | None:
        return next((one for one in self._options if one.value == self.entry), None)

    def _show_chosen(self) -> None:
        option = self._chosen()
        self._listed.setVisible(option is None)
        self._alone.setVisible(option is not None)
        if option is not None:
            label = option.label.to(self.texts.language)
            self.chosen.setText(label)
            name = self.texts("editors-chosen", choice=label)
            self.describe(self.change, f"{self.label} {name}. {self.change.label}")
        self.setFocusProxy(self.focus_target())

    def _look(self, typed: str) -> None:
        """List what `typed` may mean, and say to a screen reader how much it is."""
        if self._index is None:
            language = self.texts.language
            self._index = OptionSearch([one.label.to(language) for one in self._options])
        self._show(self._index.find(typed))
        heard = QAccessibleAnnouncementEvent(self.search, self._count.text())
        QAccessible.updateAccessibility(heard)

    def _show(self, numbers: tuple[int, ...]) -> None:
        self._model.show(numbers)
        self.found.scrollToTop()
        count = len(numbers)
        text = self.texts("editors-found", count=count) if count else ""
        self._count.setText(text or self.texts("editors-none-found"))

    def _choose(self, index: QModelIndex) -> None:
        self._take(self._model.option(index.row()))

    def _take(self, option: Option) -> None:
        self.tell(option.value)
        self._show_chosen()
        self.change.setFocus()

    def _choose_first(self) -> None:
        if self._model.rowCount():
            self._take(self._model.option(0))

    def _choose_again(self) -> None:
        self.tell("")
        self.search.clear()
        self._show(tuple(range(len(self._options))))
        self._show_chosen()
        self.search.setFocus()

    def _enter_list(self) -> None:
        self.found.setCurrentIndex(self._model.index(0, 0))
        self.found.setFocus()


class _Search(CappedLine):
    """A line above a list.

    Signals:
        went_down: the arrow that leads into the list was pressed.
        entered: *Enter* was pressed with something typed.
    """

    went_down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the two keys that mean the list."""
        match event.key():
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.text().strip():
                self.entered.emit()
            case _:
                super().keyPressEvent(event)


class _Found(QAbstractListModel):
    """The options that are listed; only what is seen is asked for, so many cost nothing."""

    def __init__(self, options: tuple[Option, ...], language: str, owner: QWidget) -> None:
        super().__init__(owner)
        self._options, self._language = options, language
        self._numbers: tuple[int, ...] = ()

    def show(self, numbers: tuple[int, ...]) -> None:
        """List the options with these `numbers`."""
        self.beginResetModel()
        self._numbers = numbers
        self.endResetModel()

    def option(self, row: int) -> Option:
        """Return the option in `row`."""
        return self._options[self._numbers[row]]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many are listed."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the option is called."""
        read = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return self.option(index.row()).label.to(self._language) if read else None


class _Row(QStyledItemDelegate):
    """A row as high as a finger, with its text painted as it is."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, self._theme.smallest_target)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours = self._theme, self._theme.colours
        place: QRect = option.rect
        current = option.state & QStyle.StateFlag.State_HasFocus
        painter.fillRect(place, QColor(colours.accent if current else colours.paper))
        painter.setPen(QColor(colours.accent_ink if current else colours.ink))
        room = place.adjusted(theme.space(1.5), 0, -theme.space(1.5), 0)
        lines = Lines(str(index.data()), theme.font(), room.width(), 1)
        lines.draw(painter, room.toRectF().translated(0, (room.height() - lines.height) / 2))
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(place.bottomLeft(), place.bottomRight())


class _List(QListView):
    """Rows to touch or to walk through.

    Signals:
        went_up: the arrow that leads out of the list, above its first row, was pressed.
    """

    went_up = Signal()

    def __init__(self, model: _Found, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Row(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(ROWS * theme.smallest_target + 2 * theme.stroke)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(_style(theme))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead back to the search from the first row."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.went_up.emit()
            return
        super().keyPressEvent(event)


def _style(theme: Theme) -> str:
    """Return the look of the list: the border of a line, and a bar that a thumb can hold."""
    colours, bar = theme.colours, theme.px(4 if theme.staff else BAR_MM)
    return f"""
    QListView {{
        background: {colours.paper}; border: {theme.stroke}px solid {colours.line};
        border-radius: {theme.radius}px;
    }}
    QListView:focus {{ border-color: {colours.focus}; }}
    QScrollBar:vertical {{ width: {bar}px; background: {colours.surface}; border: none; }}
    QScrollBar::handle:vertical {{
        background: {colours.line}; border-radius: {theme.radius}px;
        margin: {theme.stroke * 2}px; min-height: {2 * bar}px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    """
