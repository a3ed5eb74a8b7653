"""What a visitor typed, exactly as typed, by JSON Pointer.

A wrong value is kept, so that it can be corrected instead of typed again. Immutable: every change
returns new `Answers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

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
        """Return these answers with `entry` at `pointer`; an empty entry is forgotten."""
        entries = {key: value for key, value in self.entries.items() if key != pointer}
        if entry:
            entries[pointer] = entry
        return replace(self, entries=MappingProxyType(entries))

    def __bool__(self) -> bool:
        return bool(self.entries or self.counts)
