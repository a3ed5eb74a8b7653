"""A line to type in with a list below it: what is found stands there at every letter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.search import Search
from kiosk.texts import Texts
from ui.counter.entry import Entry
from ui.counter.rows import Rows
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.stack import column

MOST_FOUND = 12


class Finder(QWidget):
    """Type-ahead over `entries`: the focus stays in the line, the arrows move in the list.

    Args:
        hint: stands in the line while it is empty.
        usual: what is listed while nothing is typed; `entries` where None.

    Signals:
        chosen: the entry that was chosen.
        dismissed: Esc was pressed in the empty line.
    """

    chosen = Signal(object)
    dismissed = Signal()

    def __init__(
        self,
        entries: Sequence[Entry],
        hint: str,
        texts: Texts,
        theme: Theme,
        *,
        usual: Sequence[Entry] | None = None,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._entries = tuple(entries)
        self._usual = self._entries if usual is None else tuple(usual)
        self._found: Search[Entry] | None = None
        self.line = SearchField(hint, hint, theme)
        self.rows = Rows(hint, texts.language, theme)
        self._none = Label(texts("counter-none"), theme, Role.SMALL, colour=theme.colours.muted)
        self._none.hide()
        layout = column(theme, self.line, self._none, units=1, within=self)
        layout.addWidget(self.rows, 1)
        self.rows.show_entries(self._usual)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.rows.led_by = self.line
        self.rows.chosen.connect(self.chosen)
        self.rows.typed.connect(self._type)

    def offer(self, entries: Sequence[Entry], usual: Sequence[Entry] | None = None) -> None:
        """Search in other entries from now on."""
        self._entries = tuple(entries)
        self._usual = self._entries if usual is None else tuple(usual)
        self._found = None
        self._find(self.line.text())

    def begin(self) -> None:
        """Put the focus into the line; what stands there is replaced by the next letter."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose from it while the focus stays in the line."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.rows.viewport().update()
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.rows.step(1 if event.key() == Qt.Key.Key_Down else -1)
                self._tell(self.rows.entry)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.rows.choose()
            case _:
                return False
        return True

    def escape(self) -> bool:
        """Empty the line; False where it was empty."""
        typed = bool(self.line.text())
        self.line.clear()
        return typed

    def _type(self, letter: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(letter)

    def _find(self, text: str) -> None:
        wanted = text.strip()
        found = self._search().find(wanted, MOST_FOUND) if len(wanted) > 1 else self._begin(wanted)
        self.rows.show_entries(found)
        self._none.setVisible(bool(wanted) and not found)
        if wanted:
            self._tell(self.rows.entry)

    def _begin(self, letter: str) -> tuple[Entry, ...]:
        """Return what begins with one letter; a search wants two."""
        if not letter:
            return self._usual
        language, first = self._texts.language, letter.casefold()
        chosen = (one for one in self._entries if one.act is not None)
        return tuple(one for one in chosen if one.title.to(language).casefold().startswith(first))

    def _search(self) -> Search[Entry]:
        if self._found is None:
            entries = tuple(one for one in self._entries if one.act is not None)
            self._found = Search(entries, self._texts.language)
        return self._found

    def _tell(self, entry: Entry | None) -> None:
        """Have a screen reader say which one Enter would choose: the focus is elsewhere."""
        said = self._texts("counter-none")
        if entry is not None:
            parts = (entry.title.to(self._texts.language), entry.detail, entry.note)
            said = ", ".join(part for part in parts if part)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))
