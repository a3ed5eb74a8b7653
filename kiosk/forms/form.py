"""Form -> Page -> Item: what a service asks, as data.

A form is portal-neutral: an adapter (kiosk/portals/*/) builds it from what its portal sends, or
refuses it. Places in the answers are JSON Pointers (RFC 6901). Inside a repeating group the
pointer of a field holds `*` where the number of the entry goes: `/movers/*/firstName`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

from kiosk.catalogue import Audience
from kiosk.forms.amount import Amount
from kiosk.forms.conditions import Condition
from kiosk.words import Words

Pointer: TypeAlias = str


class Sensitivity(Enum):
    """How carefully an answer is shown (Swiss FADP art. 5 lit. c for `SPECIAL`)."""

    NORMAL = "normal"
    PERSONAL = "personal"
    SPECIAL = "special"


@dataclass(frozen=True)
class Option:
    """One entry of a choice: what is sent, and what is read."""

    value: str
    label: Words


@dataclass(frozen=True)
class Limits:
    """What a field accepts; None where the form sets no limit.

    Lengths are in characters, `minimum` and `maximum` in the field's unit, `max_bytes` in bytes.
    """

    min_length: int | None = None
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    earliest: str | None = None
    """First allowed date, ISO 8601, or `today` with an offset such as `today-10d`."""
    latest: str | None = None
    pattern: str | None = None
    """Only ever evaluated by a linear-time engine."""
    min_items: int | None = None
    max_items: int | None = None
    accept: tuple[str, ...] = ()
    """Media types of a document."""
    max_bytes: int | None = None


@dataclass(frozen=True)
class Field:
    """One question.

    `kind` names a file of kiosk/forms/kinds/. `shown_when` is None for a field that is always
    asked; a field that is not shown is not sent.
    """

    pointer: Pointer
    kind: str
    label: Words
    hint: Words = Words()
    why: Words = Words()
    required: bool = False
    limits: Limits = Limits()
    options: tuple[Option, ...] = ()
    const: Any = None
    """The only value that is accepted, such as True for a confirmation."""
    default: Any = None
    sensitivity: Sensitivity = Sensitivity.NORMAL
    assisted_only: bool = False
    prefill: str = ""
    """What this asks, as other forms may ask it too, such as `person.firstName` (`x-prefill`)."""
    may_come_later: bool = False
    """Of a document: the visitor may promise to hand it in; the entry is then `LATER`."""
    unit: str = ""
    """Of a number, such as `CHF`."""
    shown_when: Condition | None = None
    enabled_when: Condition | None = None


@dataclass(frozen=True)
class Note:
    """Something said, not asked. A note of tone `stop` ends the journey on its page."""

    text: Words
    tone: str = "info"
    """`info`, `warning` or `stop`."""
    shown_when: Condition | None = None
    amount: Amount | None = None
    """What `{amount}` in the text stands for; while it cannot be computed, nothing is said."""
    alone: bool = False
    """Whether it is said only to who is alone at a terminal; with staff it goes on."""

    def is_for(self, audience: Audience) -> bool:
        """Whether somebody of `audience` reads it."""
        return not self.alone or audience is not Audience.ASSISTED


@dataclass(frozen=True)
class Section:
    """Fields that belong together. `layout` is `column`, `row`, or `address`."""

    label: Words
    items: "tuple[Item, ...]"
    layout: str = "column"
    shown_when: Condition | None = None


@dataclass(frozen=True)
class Repeat:
    """A repeating group: the same questions for several people or things."""

    pointer: Pointer
    label: Words
    entry_label: Words
    """What one entry is called, such as *Person*."""
    items: "tuple[Item, ...]"
    min_items: int = 0
    max_items: int = 20
    hint: Words = Words()
    shown_when: Condition | None = None


Item: TypeAlias = Field | Note | Section | Repeat


@dataclass(frozen=True)
class Page:
    """One question or one idea: what is on the screen at one time."""

    id: str
    title: Words
    intro: Words
    items: tuple[Item, ...]
    shown_when: Condition | None = None


@dataclass(frozen=True)
class Form:
    """What a service asks, in a fixed version."""

    id: str
    version: str
    digest: str
    pages: tuple[Page, ...]
    schema: Mapping[str, Any] = field(repr=False)
    """The data's JSON Schema 2020-12: the last judge before anything is sent."""
    languages: tuple[str, ...] = ("de",)

    def fields(self) -> Iterator[tuple[int, Field]]:
        """Yield every field with the number of its page, in the order of the form."""
        for number, page in enumerate(self.pages):
            for found in fields_of(page.items):
                yield number, found


def fields_of(items: tuple[Item, ...]) -> Iterator[Field]:
    """Yield the fields among `items`, those of sections and repeating groups too."""
    for item in items:
        match item:
            case Field():
                yield item
            case Section() | Repeat():
                yield from fields_of(item.items)
            case Note():
                pass
