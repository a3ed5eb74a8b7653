"""A repeating group: a card for each person or thing, and buttons to add, take away and order."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Added, Moved, Removed, RepeatChange
from kiosk.forms.placed import PlacedRepeat
from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard, Inner
from ui.widgets.field_row import FieldRow, problem_line
from ui.widgets.label import Label
from ui.widgets.stack import column


class Entries(QWidget):
    """The cards are built anew when their number or order changes, and only then.

    Args:
        inner: makes the questions of one card.
        problem: what is wrong with the group as a whole, '' for nothing.

    Signals:
        answered: the pointer of a field in a card, and its entry.
        changed: the pointer of the group, and what shall change about it.
    """

    answered = Signal(str, object)
    changed = Signal(str, object)

    def __init__(
        self,
        placed: PlacedRepeat,
        texts: Texts,
        theme: Theme,
        inner: Callable[[], Inner],
        problem: str = "",
    ) -> None:
        super().__init__()
        self.pointer = placed.pointer
        self.problem = problem
        self._placed, self._texts, self._theme, self._inner = placed, texts, theme, inner
        self._change: RepeatChange | None = None
        self.cards: list[EntryCard] = []
        self._name = placed.repeat.entry_label.to(texts.language)
        self.add = Button(texts("filling-add", entry=self._name), theme, icon_name="plus")
        self.add.clicked.connect(lambda: self._wish(Added()))
        self._full = Label("", theme, colour=theme.colours.muted)
        self._full.setText(texts("filling-entries-full", count=placed.repeat.max_items))
        self._empty = Label(texts("filling-no-entries"), theme, colour=theme.colours.muted)
        self._lay_out()
        self._build()

    def _lay_out(self) -> None:
        repeat, language, theme = self._placed.repeat, self._texts.language, self._theme
        layout = column(theme, units=1.5, within=self)
        layout.addWidget(Label(repeat.label.to(language), theme, Role.TITLE))
        if hint := repeat.hint.to(language):
            layout.addWidget(Label(hint, theme, colour=theme.colours.muted))
        if self.problem:
            layout.addWidget(problem_line(self.problem, theme))
        self._shelf = column(theme, units=2)
        layout.addWidget(self._empty)
        layout.addLayout(self._shelf)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._full)

    def take(self, placed: PlacedRepeat) -> bool:
        """Take what is asked now; return whether something came or went."""
        rebuilt = len(placed.entries) != len(self.cards) or self._change is not None
        self._placed = placed
        if rebuilt:
            self._build()
            self._go_on()
            return True
        shown = [card.take(items) for card, items in zip(self.cards, placed.entries, strict=True)]
        return any(shown)

    def rows(self) -> Iterator[FieldRow]:
        """Yield the questions of all cards, in order."""
        for card in self.cards:
            yield from card.inner.rows()

    def focus(self) -> None:
        """Bring the visitor here."""
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wish(self, change: RepeatChange) -> None:
        self._change = change
        self.changed.emit(self.pointer, change)

    def _build(self) -> None:
        for card in self.cards:
            self._shelf.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(number) for number in range(len(self._placed.entries))]
        for card in self.cards:
            self._shelf.addWidget(card)
            card.show()
        full = len(self.cards) >= self._placed.repeat.max_items
        self.add.setVisible(not full)
        self._full.setVisible(full)
        self._empty.setVisible(not self.cards)

    def _card(self, number: int) -> EntryCard:
        items, repeat = self._placed.entries[number], self._placed.repeat
        card = EntryCard(items, self._name, number, self._texts, self._theme, self._inner())
        card.inner.answered.connect(self.answered)
        count = len(self._placed.entries)
        last = number == count - 1
        card.fold(unless=last or any(row.problem for row in card.inner.rows()))
        offered = {
            card.up: number > 0,
            card.down: not last,
            card.remove: count > repeat.min_items,
        }
        card.offer(*(button for button, may in offered.items() if may))
        card.remove.clicked.connect(lambda: self._wish(Removed(number)))
        card.up.clicked.connect(lambda: self._wish(Moved(number, number - 1)))
        card.down.clicked.connect(lambda: self._wish(Moved(number, number + 1)))
        return card

    def _go_on(self) -> None:
        """Put the focus where the visitor goes on after a change."""
        change, self._change = self._change, None
        match change:
            case Added() if self.cards:
                self.cards[-1].focus()
            case Moved(index, to) if to < len(self.cards):
                card = self.cards[to]
                again, back = (card.up, card.down) if to < index else (card.down, card.up)
                (back if again.isHidden() else again).setFocus()
            case _:
                self.add.setFocus()
