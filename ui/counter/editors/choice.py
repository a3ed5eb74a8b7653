"""One of some options, or of thousands: letters select, the list shows what they may mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from kiosk.forms.answers import Entry
from kiosk.forms.form import Option
from kiosk.forms.kind import Layer
from kiosk.forms.option_search import OptionSearch
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.line import USUAL_TEXT, LineBox, PastingLine
from ui.counter.editors.matches import NONE, Match, Matches
from ui.editors.options import options_of
from ui.theme import Theme

AT_A_GLANCE = 9
"""Up to so many options are listed as soon as one comes here."""

LONGEST_TYPED = 80
NARROW, WIDE = 8, 28
"""Characters; the width of a list is that of its longest option, within these."""

MANY = 40
"""From so many options on, the width is that of a usual text."""


@dataclass(frozen=True)
class Listing:
    """Where lists are shown, and the visitor's language beside the office's, '' for none."""

    matches: Matches
    tongue: str = ""


class ChoiceLine(PastingLine):
    """A line with a list below it.

    Signals:
        stepped: an arrow was pressed: 1 down, -1 up.
        came: the focus came here by key.
        closed: *Esc* was pressed while the list was open.
        pressed: it was clicked.
    """

    stepped = Signal(int)
    came = Signal()
    closed = Signal()
    pressed = Signal()

    def __init__(self, longest: int, layer: Layer, matches: Matches, theme: Theme) -> None:
        super().__init__(longest, layer)
        self._matches, self._theme = matches, theme
        self.listing = True
        """Whether there is anything to list."""
        self.setTextMargins(0, 0, theme.space(5), 0)

    def event(self, event: QEvent) -> bool:
        """Take *Esc* before the frame does, while there is a list to close."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() is QEvent.Type.ShortcutOverride and self._matches.serves(self):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, or close it."""
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Escape if self._matches.serves(self):
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell who comes by key."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.came.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell a click."""
        super().mousePressEvent(event)
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and the sign of a list at its end."""
        super().paintEvent(event)
        if not self.listing:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.colours.muted), theme.stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        half, x = theme.px(1.1), self.width() - theme.space(3.5)
        y = self.height() / 2 - half / 2
        painter.drawPolyline([QPointF(x - half, y), QPointF(x, y + half), QPointF(x + half, y)])


class ChoiceBox(LineBox):
    """The entry is the value of the option that the letters mean; else what was typed.

    An exact value (`CH`) goes first, then what begins so, then what holds it, nearly does, or has
    a value that begins so: the word of the office, where the label is a sentence for visitors.
    """

    line: ChoiceLine

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme, listing: Listing) -> None:
        self._listing = listing
        self.options: tuple[Option, ...] = options_of(placed.field)
        self._labels = tuple(one.label.to(texts.language) for one in self.options)
        self._values = tuple(one.value.casefold() for one in self.options)
        self._index: OptionSearch | None = None
        self._listed: tuple[int, ...] = ()
        super().__init__(placed, texts, theme)
        self.line.setMaxLength(LONGEST_TYPED)
        self.line.stepped.connect(self._step)
        self.line.came.connect(self._come)
        self.line.pressed.connect(self._turn)
        self.line.closed.connect(lambda: self._matches.withdraw(self.line))

    @property
    def _matches(self) -> Matches:
        return self._listing.matches

    def made(self, longest: int, layer: Layer) -> PastingLine:
        """Return the line."""
        return ChoiceLine(longest, layer, self._matches, self.theme)

    def wanted_width(self) -> int:
        """Return the width of the longest option, as far as that is usual."""
        longest = max((len(label) for label in self._labels[:MANY]), default=0)
        usual = min(max(longest, NARROW), WIDE) if len(self._labels) <= MANY else USUAL_TEXT
        return self.characters(usual) + self.theme.space(4)

    # --- What stands in it ---------------------------------------------------------------------

    def shown(self, entry: Entry) -> str:
        """Return what the chosen option is called."""
        numbers = range(len(self.options))
        chosen = (self._labels[at] for at in numbers if self.options[at].value == entry)
        return next(chosen, entry if isinstance(entry, str) else "")

    def meant(self, text: str) -> Entry:
        """Return the value of the best of what is listed."""
        if not text.strip():
            return ""
        found = self.meanings(text)
        return self.options[found[0]].value if found else text

    def meanings(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the options that `text` may mean, best first."""
        if self._index is None:
            self._index = OptionSearch(self._labels)
        found = self._index.find(text)
        typed, values = text.strip().casefold(), self._values
        exact = [at for at, value in enumerate(values) if value == typed]
        begun = () if found else [at for at, value in enumerate(values) if value.startswith(typed)]
        return tuple(dict.fromkeys((*exact, *found, *begun)))

    def typed(self, text: str) -> None:
        """Select, and list what else may be meant."""
        super().typed(text)
        listed = self.meanings(text) if text.strip() else tuple(range(len(self.options)))
        self._show(listed, 0 if text.strip() and listed else NONE)
        none = bool(text.strip()) and not listed
        self.noticed.emit(self.texts("editors-none-found") if none else "")

    def tidy(self) -> None:
        """Say the option in full."""
        self._matches.withdraw(self.line)
        self.noticed.emit("")
        usual = self.shown(self.entry)
        if usual != self.line.text():
            self.line.setText(usual)

    def paste(self, text: str) -> None:
        """Look for what was copied elsewhere."""
        self.line.clear()
        super().paste(text)

    # --- The list ------------------------------------------------------------------------------

    def _come(self) -> None:
        if len(self.options) <= AT_A_GLANCE and not self.entry:
            self._show(tuple(range(len(self.options))), NONE)

    def _turn(self) -> None:
        if self._matches.serves(self.line) and self._matches.rows and self.entry:
            self._matches.withdraw(self.line)
        else:
            self._show_all()

    def _show_all(self) -> None:
        """List every option; the chosen one is the current."""
        self._show(tuple(range(len(self.options))), self._chosen())

    def _chosen(self) -> int:
        values = [option.value for option in self.options]
        return values.index(str(self.entry)) if self.entry in values else NONE

    def _show(self, numbers: Sequence[int], current: int) -> None:
        self._listed = tuple(numbers)
        rows = _Rows(self._listed, self._match)
        self._matches.offer(self.line, rows, current, self._click)

    def _match(self, number: int) -> Match:
        return Match(self._labels[number], self._beside(number, self._listing.tongue))

    def _beside(self, number: int, language: str) -> str:
        words = self.options[number].label
        said = words.to(language) if language else ""
        return said if said != self._labels[number] else ""

    def _step(self, by: int) -> None:
        if not self._matches.serves(self.line) or len(self._listed) == 1:
            self._show_all()
        self._matches.step(by)
        self._take(self._matches.current)

    def _take(self, row: int) -> None:
        """Choose what stands in `row` of the list."""
        if 0 <= row < len(self._listed):
            option = self.options[self._listed[row]]
            self.line.setText(option.label.to(self.texts.language))
            self.line.selectAll()
            self.noticed.emit("")
            self.tell(option.value)

    def _click(self, row: int) -> None:
        self._take(row)
        self._matches.withdraw(self.line)


class _Rows(Sequence[Match]):
    """Rows that are made when they are looked at: of thousands a few are seen."""

    def __init__(self, numbers: Sequence[int], match: Callable[[int], Match]) -> None:
        self._numbers, self._match = numbers, match

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Match: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Match]: ...

    def __getitem__(self, at: int | slice) -> Match | Sequence[Match]:
        if isinstance(at, slice):
            return _Rows(self._numbers[at], self._match)
        return self._match(self._numbers[at])
