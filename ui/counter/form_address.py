"""What helps to write an address: towns of the postcode, the municipality, a whole block pasted."""

from collections.abc import Callable
from functools import partial

from kiosk.forms.pasting import Address, address_in, street_in
from kiosk.municipalities import POSTCODE, TOWN
from ui.counter.editors.line import LineBox
from ui.counter.editors.town import TownBox
from ui.counter.form_asking import Asking
from ui.counter.form_cell import Cell
from ui.widgets.address import last
from ui.widgets.questions import NUMBER, STREET

Find = Callable[[str], Cell | None]


class Addresses:
    """Looks after all addresses of a form.

    Args:
        find: returns the cell at a pointer.
    """

    def __init__(self, find: Find, asking: Asking) -> None:
        self._find, self._asking = find, asking
        self._filled: dict[str, str] = {}
        """The town that was put in for a postcode, by its pointer."""
        self._known: set[int] = set()

    def meet(self, cell: Cell) -> None:
        """Help with `cell`, where it is part of an address and new."""
        step, editor = last(cell.pointer), cell.editor
        if id(cell) in self._known or not isinstance(editor, LineBox):
            return
        self._known.add(id(cell))
        if step in {STREET, POSTCODE}:
            editor.shares = partial(self._share, cell.pointer)
        if step == TOWN:
            self._offer(cell.pointer)

    def answered(self, pointer: str, entry: object) -> None:
        """Take what was answered: a postcode brings its towns."""
        step = last(pointer)
        if step == POSTCODE and isinstance(entry, str):
            self._offer(_beside(pointer, TOWN))
        if step in {POSTCODE, TOWN}:
            self._say_municipality(pointer)

    # --- Towns ---------------------------------------------------------------------------------

    def _offer(self, pointer: str) -> None:
        """Offer the towns of the postcode beside `pointer`; the only one is put in."""
        town = self._find(pointer)
        if town is None or not isinstance(town.editor, TownBox):
            return
        names = self._asking.places.towns(self._text(_beside(pointer, POSTCODE)))
        town.editor.offer(names)
        ours = town.editor.text in {"", self._filled.get(pointer, "")}
        if len(names) == 1 and ours and town.editor.text != names[0]:
            self._filled[pointer] = names[0]
            town.editor.fill(names[0])
        self._say_municipality(pointer)

    def _say_municipality(self, pointer: str) -> None:
        """Say the municipality of a town where it is called otherwise."""
        town = self._find(_beside(pointer, TOWN))
        if town is None:
            return
        name = self._text(town.pointer)
        known = self._asking.places.municipalities(self._text(_beside(pointer, POSTCODE)), name)
        other = len(known) == 1 and known[0].name != name
        texts = self._asking.texts
        town.say_aside(texts("filling-municipality", name=known[0].name) if other else "")

    # --- A block of lines ----------------------------------------------------------------------

    def _share(self, pointer: str, text: str) -> bool:
        """Put the parts of a pasted address into their lines; return whether it was one."""
        found = self._parts(pointer, text)
        if found is None:
            return False
        parts = (found.street, found.number, found.postcode, found.town)
        wanted = dict(zip(_STEPS, parts, strict=True))
        lines = self._lines(pointer)
        before = {step: box.line.text() for step, box in lines.items()}
        for step, box in lines.items():
            if wanted[step] and (step == last(pointer) or not before[step].strip()):
                box.fill(wanted[step])

        def undo() -> None:
            for step, box in lines.items():
                box.fill(before[step])

        lines[last(pointer)].line.undo_paste = undo
        return True

    def _lines(self, pointer: str) -> dict[str, LineBox]:
        """Return the lines of the address that `pointer` lies in, as far as there are any."""
        cells = {step: self._find(_beside(pointer, step)) for step in _STEPS}
        return {
            step: cell.editor
            for step, cell in cells.items()
            if cell is not None and isinstance(cell.editor, LineBox)
        }

    def _parts(self, pointer: str, text: str) -> Address | None:
        """Return what `text` says of an address, where the line at `pointer` may be replaced."""
        cell = self._find(pointer)
        if cell is None or not isinstance(cell.editor, LineBox):
            return None
        line = cell.editor.line
        if line.text().strip() and not line.hasSelectedText():
            return None
        if found := address_in(text):
            return found if last(pointer) != STREET or found.street else None
        street, number = street_in(text)
        alone = last(pointer) == STREET and number and not self._text(_beside(pointer, NUMBER))
        whole = "\n" not in text.strip() and self._find(_beside(pointer, NUMBER)) is not None
        return Address(street, number) if alone and whole else None

    def _text(self, pointer: str) -> str:
        cell = self._find(pointer)
        return cell.editor.text.strip() if cell is not None else ""


_STEPS = (STREET, NUMBER, POSTCODE, TOWN)


def _beside(pointer: str, step: str) -> str:
    """Return the pointer of another part of the same address."""
    return f"{pointer.rpartition('/')[0]}/{step}"
