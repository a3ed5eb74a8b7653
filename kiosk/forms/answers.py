"""What a visitor typed, exactly as typed, by JSON Pointer.

A wrong value is kept, so that it can be corrected instead of typed again. Immutable: every change
returns new `Answers`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

from kiosk.forms import limits
from kiosk.forms.attachment import Attachment

Entry: TypeAlias = str | tuple[str, ...] | tuple[Attachment, ...]
"""What an editor holds: text, the chosen values, or documents. Yes and no are `true`, `false`."""

LATER = "later"
"""The entry of a document that the visitor promised to hand in."""


@dataclass(frozen=True)
class Added:
    """One more entry is wanted at the end of a repeating group."""


@dataclass(frozen=True)
class Removed:
    """The entry with number `index` (from 0) is not wanted any more."""

    index: int


@dataclass(frozen=True)
class Moved:
    """The entry with number `index` shall have number `to`."""

    index: int
    to: int


RepeatChange: TypeAlias = Added | Removed | Moved
"""What a page tells about a repeating group, instead of an entry."""


def _nothing() -> MappingProxyType[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Answers:
    """Entries by concrete pointer (`/movers/0/firstName`) and the size of repeating groups."""

    entries: Mapping[str, Entry] = field(default_factory=_nothing, repr=False)
    counts: Mapping[str, int] = field(default_factory=_nothing)

    def entry(self, pointer: str) -> Entry:
        """Return what was typed at `pointer`, or ''."""
        return self.entries.get(pointer, "")

    def having(self, pointer: str, entry: Entry) -> "Answers":
        """Return these answers with `entry` at `pointer`; an empty entry is forgotten.

        Of a text, `limits.ENTRY_LENGTH` characters are kept: more than any field accepts, so
        that `fill` names the limit instead of sending a shortened text.
        """
        entries = {key: value for key, value in self.entries.items() if key != pointer}
        if entry:
            kept = entry[: limits.ENTRY_LENGTH] if isinstance(entry, str) else entry
            entries[pointer] = kept
        return replace(self, entries=MappingProxyType(entries))

    def count(self, group: str) -> int:
        """Return the number of entries of the repeating group at `group`."""
        return max(self.counts.get(group, 0), self._sizes.get(group, 0))

    def adding(self, group: str, shown: int = 0) -> "Answers":
        """Return these answers with one more, empty entry; a full group stays as it is.

        Here and below, `shown` is the number of entries on the page: a form may show some that
        nothing was typed into yet.
        """
        count = min(max(self.count(group), shown) + 1, limits.ENTRIES)
        return replace(self, counts=MappingProxyType({**self.counts, group: count}))

    def removing(self, group: str, at: int, shown: int = 0) -> "Answers":
        """Return these answers without entry `at`; those below move up. No such entry: as is."""
        numbers = range(max(self.count(group), shown))
        if at not in numbers:
            return self
        return self._ordered(group, [number for number in numbers if number != at])

    def moving(self, group: str, at: int, to: int, shown: int = 0) -> "Answers":
        """Return these answers with entry `at` at place `to`. No such entry or place: as is."""
        numbers = range(max(self.count(group), shown))
        if at not in numbers or to not in numbers:
            return self
        order = [number for number in numbers if number != at]
        order.insert(to, at)
        return self._ordered(group, order)

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        """How many entries of each group are answered; one look at every pointer."""
        sizes: dict[str, int] = {}
        for pointer in self.entries:
            group = ""
            for step in pointer.split("/")[1:]:
                if step.isdecimal():
                    sizes[group] = max(sizes.get(group, 0), int(step) + 1)
                group += f"/{step}"
        return sizes

    def _ordered(self, group: str, order: list[int]) -> "Answers":
        """Return these answers with the entries `order` of `group`, renumbered from 0."""
        place = {before: after for after, before in enumerate(order)}
        counts = {**_renumbered(self.counts, group, place.get), group: len(order)}
        return replace(
            self,
            entries=_renumbered(self.entries, group, place.get),
            counts=MappingProxyType(counts),
        )

    def __bool__(self) -> bool:
        return bool(self.entries or self.counts)


def changed(answers: Answers, pointer: str, change: Entry | RepeatChange, shown: int) -> Answers:
    """Return `answers` after `change` at `pointer`; `shown` entries of a group are on the page."""
    match change:
        case Added():
            return answers.adding(pointer, shown)
        case Removed(index):
            return answers.removing(pointer, index, shown)
        case Moved(index, to):
            return answers.moving(pointer, index, to, shown)
        case _:
            return answers.having(pointer, change)


def _number(pointer: str, group: str) -> int | None:
    """Return the number of the entry of `group` that `pointer` lies in, or None."""
    if not pointer.startswith(f"{group}/"):
        return None
    step = pointer[len(group) + 1 :].partition("/")[0]
    return int(step) if step.isdecimal() else None


def _renumbered(
    there: Mapping[str, Any], group: str, place: Callable[[int], int | None]
) -> Mapping[str, Any]:
    kept: dict[str, Any] = {}
    for pointer, value in there.items():
        number = _number(pointer, group)
        if number is None:
            kept[pointer] = value
        elif (now := place(number)) is not None:
            rest = pointer[len(group) + 1 :].partition("/")[2]
            kept[f"{group}/{now}/{rest}".rstrip("/")] = value
    return MappingProxyType(kept)
