"""Puts answers into a form: which of its questions are asked now, and the data they make.

Conditions read answers, and answers count only while they are asked. So the questions are settled
in an order in which each comes after those it depends on (kiosk/forms/order.py), and an answer
never depends on one that is hidden. Only then is the form laid out.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue import Audience
from kiosk.forms.answers import LATER, Answers, Entry
from kiosk.forms.conditions import Condition
from kiosk.forms.form import Field, Form, Item, Note, Repeat, Section
from kiosk.forms.kind import Invalid, is_empty
from kiosk.forms.order import Question
from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection
from kiosk.forms.plan import Plan
from kiosk.forms.pointer import ABSENT, ENTRY, numbered


@dataclass(frozen=True)
class Reading:
    """What became of an entry: a value, or why there is none.

    `typed` is the entry itself, `entry` the form's default where nothing was typed.
    """

    typed: Entry = ""
    entry: Entry = ""
    value: Any = ABSENT
    problem: Invalid | None = None
    later: bool = False


class Reader:
    """Reads each entry once; what `before` has read of the same form and day is not read again."""

    def __init__(
        self, answers: Answers, plan: Plan, today: date, before: "Reader | None" = None
    ) -> None:
        self.answers = answers
        self.plan = plan
        self.today = today
        self._read = before.still(answers, plan, today) if before else {}

    def still(self, answers: Answers, plan: Plan, today: date) -> dict[str, Reading]:
        """Return the readings that hold for `answers` too."""
        if plan is not self.plan or today != self.today:
            return {}
        return {at: one for at, one in self._read.items() if one.typed == answers.entry(at)}

    def at(self, pointer: str, asked: Field) -> Reading:
        """Return the reading of the entry at `pointer`, where `asked` is asked."""
        known = self._read.get(pointer)
        if known is None:
            known = self._read[pointer] = self._reading(self.answers.entry(pointer), asked)
        return known

    def _reading(self, typed: Entry, asked: Field) -> Reading:
        kind, entry = self.plan.kinds[asked.pointer], typed
        if is_empty(typed):
            if asked.default is None:
                return Reading(typed)
            entry = kind.entry(asked.default, asked)
        if entry == LATER and asked.may_come_later:
            return Reading(typed, entry, later=True)
        try:
            return Reading(typed, entry, value=kind.read(entry, asked, self.today))
        except Invalid as problem:
            return Reading(typed, entry, problem=problem)


@dataclass
class Placing:
    """One form with its answers: first `data`, then `pages`, laid out by what it says."""

    reader: Reader
    audience: Audience
    data: dict[str, Any] = field(default_factory=dict)
    pages: dict[int, tuple[Placed, ...]] = field(default_factory=dict)
    _held: dict[tuple[int, int | None], bool] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def settle(self) -> None:
        """Fill `data`."""
        for question in self.reader.plan.order:
            if not question.group:
                self._settle(question, None)
                continue
            for at in range(self._counts.get(question.group, 0)):
                self._settle(question, at)

    def lay_out(self, form: Form) -> None:
        """Fill `pages`; a page that shows nothing is left out."""
        for number, page in enumerate(form.pages):
            if self._holds(page.shown_when, None) and (placed := self._placed(page.items, None)):
                self.pages[number] = placed

    def _settle(self, question: Question, at: int | None) -> None:
        if not all(self._holds(condition, at) for condition in question.conditions):
            return
        item = question.item
        if isinstance(item, Repeat):
            self._counts[item.pointer] = count = self._count(item)
            if count:
                _put(self.data, question.path, at, [{} for _ in range(count)])
        elif self._is_for_us(item):
            value = self.reader.at(numbered(item.pointer, at), item).value
            if value is not ABSENT:
                _put(self.data, question.path, at, value)

    def _count(self, repeat: Repeat) -> int:
        return max(self.reader.answers.count(repeat.pointer), repeat.min_items)

    def _is_for_us(self, asked: Field) -> bool:
        return not asked.assisted_only or self.audience is Audience.ASSISTED

    def _holds(self, condition: Condition | None, at: int | None) -> bool:
        """Whether `condition` holds; what it reads is settled, so it is evaluated once."""
        if condition is None:
            return True
        key = id(condition), at
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = condition.holds(self.data, at)
        return held

    def _placed(self, items: tuple[Item, ...], at: int | None) -> tuple[Placed, ...]:
        shown = (self._one(item, at) for item in items if self._holds(item.shown_when, at))
        return tuple(placed for placed in shown if placed is not None)

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
        if not note.is_for(self.audience):
            return None
        if note.amount is None:
            return PlacedNote(note)
        amount = note.amount.of(self.data, at)
        return None if amount is None else PlacedNote(note, amount)

    def _field(self, asked: Field, at: int | None) -> PlacedField | None:
        if not self._is_for_us(asked):
            return None
        pointer = numbered(asked.pointer, at)
        enabled = self._holds(asked.enabled_when, at)
        entry = self.reader.at(pointer, asked).entry
        return PlacedField(asked, pointer, enabled, entry, self.reader.today)

    def _repeat(self, repeat: Repeat) -> PlacedRepeat:
        entries = tuple(self._placed(repeat.items, at) for at in range(self._count(repeat)))
        return PlacedRepeat(repeat, repeat.pointer, entries)


def settled(form: Form, reader: Reader, audience: Audience) -> Placing:
    """Return `form` with the answers of `reader`, as somebody of `audience` sees it."""
    placing = Placing(reader, audience)
    placing.settle()
    placing.lay_out(form)
    return placing


def _put(data: dict[str, Any], path: tuple[str, ...], at: int | None, value: Any) -> None:
    """Put `value` where `path` leads; `at` is the entry that `*` means."""
    *way, last = path
    node: Any = data
    for step in way:
        node = node[at] if step == ENTRY else node.setdefault(step, {})
    node[last] = value
