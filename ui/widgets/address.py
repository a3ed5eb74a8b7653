"""What helps to write an address: the towns of a postcode, and the municipality of both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.catalogue import Municipality
from kiosk.forms.placed import Placed, PlacedField
from kiosk.municipalities import MUNICIPALITY, POSTCODE, TOWN
from kiosk.texts import Texts
from ui.editors.line import LineEditor
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.stack import column
from ui.widgets.towns import Towns
from ui.widgets.which_municipality import WhichMunicipality


@dataclass(frozen=True)
class Places:
    """What is known of places: the towns of a postcode, the municipalities of postcode and town."""

    towns: Callable[[str], tuple[str, ...]]
    municipalities: Callable[[str, str], tuple[Municipality, ...]]


class AddressHelp(QWidget):
    """Stands below the lines of an address: fills in the only town, says or asks the municipality.

    Which one is kept is not decided here (`kiosk.municipalities.located`).

    Args:
        rows: yields the lines of the address.
        municipality: where its number is kept; None where the form has no place for it.

    Signals:
        answered: the pointer of the municipality and the number (BFS) that was touched.
    """

    answered = Signal(str, object)

    def __init__(
        self,
        rows: Callable[[], Iterator[FieldRow]],
        municipality: PlacedField | None,
        places: Places,
        texts: Texts,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._rows, self._places = rows, places
        self._pointer = municipality.pointer if municipality else ""
        self.keep(municipality)
        self._towns = Towns(texts, theme)
        self.which = WhichMunicipality(texts, theme)
        self._fresh = False
        column(theme, self._towns, self.which, units=2, within=self)
        self._towns.chosen.connect(self._fill_town)
        self.which.chosen.connect(lambda number: self.answered.emit(self._pointer, number))
        self._say()

    @property
    def pointer(self) -> str:
        """Where the municipality is kept, '' for nowhere."""
        return self._pointer

    def focus(self) -> None:
        """Bring the visitor to what is asked here."""
        self.which.focus()

    def arranged(self) -> bool:
        """Return whether something came or went since this was asked last."""
        fresh, self._fresh = self._fresh, False
        return fresh

    def keep(self, municipality: PlacedField | None) -> None:
        """Take the municipality as it is kept now."""
        self._number = str(municipality.entry) if municipality else ""

    def take(self, pointer: str, entry: object) -> None:
        """Take what was answered at `pointer`."""
        step = last(pointer)
        if step == POSTCODE and isinstance(entry, str):
            self._offer_towns(entry.strip())
        if step in {POSTCODE, TOWN}:
            self._say()

    def _offer_towns(self, postcode: str) -> None:
        before = self._towns.names
        self._towns.offer(self._places.towns(postcode))
        names, town = self._towns.names, self._row(TOWN)
        self._fresh |= names != before
        if len(names) == 1 and town is not None and town.editor.entry in {"", *before}:
            self._fill_town(names[0])

    def _fill_town(self, name: str) -> None:
        town = self._row(TOWN)
        if town is not None and isinstance(town.editor, LineEditor):
            town.editor.fill(name)

    def _say(self) -> None:
        if self._pointer:
            postcode, town = self._text(POSTCODE), self._text(TOWN)
            known, place = self._places.municipalities(postcode, town), f"{postcode} {town}"
            self._fresh |= self.which.say(place, known, self._number)

    def _text(self, step: str) -> str:
        row = self._row(step)
        return row.editor.text.strip() if row else ""

    def _row(self, step: str) -> FieldRow | None:
        return next((row for row in self._rows() if last(row.pointer) == step), None)


def municipality_among(items: tuple[Placed, ...]) -> PlacedField | None:
    """Return the field of an address that holds its municipality."""
    fields = (item for item in items if isinstance(item, PlacedField))
    return next((field for field in fields if last(field.pointer) == MUNICIPALITY), None)


def last(pointer: object) -> str:
    """Return the last step of a pointer, '' of anything else."""
    return pointer.rpartition("/")[2] if isinstance(pointer, str) else ""
