"""Puts answers into a form: which of its questions are asked now, and the data they make.

Conditions read answers, and answers count only while they are asked. So the form is placed again
with the data of the round before, until nothing changes; an answer then never depends on one that
is hidden. Without cycles (kiosk/portals/*/ refuse them) that takes one round a rule at most.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue import Audience
from kiosk.forms.answers import LATER, Answers, Entry
from kiosk.forms.conditions import Condition
from kiosk.forms.form import Field, Form, Item, Note, Repeat, Section
from kiosk.forms.kind import FieldKind, Invalid, is_empty
from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection
from kiosk.forms.plan import Plan
from kiosk.forms.pointer import ABSENT, numbered, steps


@dataclass(frozen=True)
class Reading:
    """What became of an entry: a value, or why there is none."""

    entry: Entry = ""
    value: Any = ABSENT
    problem: Invalid | None = None
    later: bool = False


@dataclass
class Reader:
    """Reads each entry once, however often the form is placed."""

    answers: Answers
    plan: Plan
    today: date
    _read: dict[str, Reading] = field(default_factory=dict)

    def at(self, pointer: str, asked: Field) -> Reading:
        """Return the reading of the entry at `pointer`, where `asked` is asked."""
        if pointer not in self._read:
            kind = self.plan.kinds[asked.pointer]
            self._read[pointer] = self._reading(self.answers.entry(pointer), asked, kind)
        return self._read[pointer]

    def _reading(self, entry: Entry, asked: Field, kind: FieldKind) -> Reading:
        if is_empty(entry):
            if asked.default is None:
                return Reading()
            entry = kind.entry(asked.default, asked)
        if entry == LATER and asked.may_come_later:
            return Reading(entry, later=True)
        try:
            return Reading(entry, value=kind.read(entry, asked, self.today))
        except Invalid as problem:
            return Reading(entry, problem=problem)


@dataclass
class Round:
    """The form placed once: what is shown by `before`, the data of the round before."""

    reader: Reader
    audience: Audience
    before: dict[str, Any] | None = None
    """None shows everything: where the first round begins."""
    data: dict[str, Any] = field(default_factory=dict)
    pages: dict[int, tuple[Placed, ...]] = field(default_factory=dict)

    def place(self, form: Form) -> None:
        """Fill `data` and `pages`; a page that shows nothing is left out."""
        for number, page in enumerate(form.pages):
            if self._holds(page.shown_when, None) and (placed := self._placed(page.items, None)):
                self.pages[number] = placed

    def _holds(self, condition: Condition | None, at: int | None) -> bool:
        return condition is None or self.before is None or condition.holds(self.before, at)

    def _placed(self, items: tuple[Item, ...], at: int | None) -> tuple[Placed, ...]:
        shown = (item for item in items if self._holds(item.shown_when, at))
        found = (self._one(item, at) for item in shown)
        return tuple(placed for placed in found if placed is not None)

    def _one(self, item: Item, at: int | None) -> Placed | None:
        match item:
            case Field():
                return self._field(item, at)
            case Note():
                return self._note(item, at)
            case Section():
                inner = self._placed(item.items, at)
                return PlacedSection(item, inner) if inner else None
            case Repeat():
                return self._repeat(item)

    def _note(self, note: Note, at: int | None) -> PlacedNote | None:
        if note.amount is None:
            return PlacedNote(note)
        amount = note.amount.of(self.before or {}, at)
        return None if amount is None else PlacedNote(note, amount)

    def _field(self, asked: Field, at: int | None) -> PlacedField | None:
        if asked.assisted_only and self.audience is not Audience.ASSISTED:
            return None
        pointer = numbered(asked.pointer, at)
        reading = self.reader.at(pointer, asked)
        if reading.value is not ABSENT:
            _put(self.data, pointer, reading.value)
        return PlacedField(asked, pointer, self._holds(asked.enabled_when, at), reading.entry)

    def _repeat(self, repeat: Repeat) -> PlacedRepeat:
        count = max(self.reader.answers.count(repeat.pointer), repeat.min_items)
        if count:
            _put(self.data, repeat.pointer, [{} for _ in range(count)])
        entries = tuple(self._placed(repeat.items, at) for at in range(count))
        return PlacedRepeat(repeat, repeat.pointer, entries)


def settled(form: Form, reader: Reader, audience: Audience) -> Round:
    """Return the round after which nothing changes any more."""
    current = Round(reader, audience)
    current.place(form)
    for _ in range(reader.plan.conditions + 2):
        following = Round(reader, audience, before=current.data)
        following.place(form)
        if following.data == current.data:
            return following
        current = following
    return current


def _put(data: dict[str, Any], pointer: str, value: Any) -> None:
    *path, last = steps(pointer)
    node: Any = data
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
    node[last] = value
