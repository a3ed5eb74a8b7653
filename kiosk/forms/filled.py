"""A form together with its answers: what is shown, what is missing, what would be sent.

One algebra decides all of it: what is hidden is removed before anything is validated, is not
missing, and is never sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Field, Form, Note, Repeat, Section
from kiosk.receipt.receipt import Part


@dataclass(frozen=True)
class PlacedField:
    """A field that is asked now, at its concrete pointer."""

    field: Field
    pointer: str
    enabled: bool = True


@dataclass(frozen=True)
class PlacedNote:
    """A note that is said now."""

    note: Note


@dataclass(frozen=True)
class PlacedSection:
    """A section with what of it is shown now."""

    section: Section
    items: "tuple[Placed, ...]"


@dataclass(frozen=True)
class PlacedRepeat:
    """A repeating group with the shown items of each entry."""

    repeat: Repeat
    pointer: str
    entries: "tuple[tuple[Placed, ...], ...]"


Placed: TypeAlias = PlacedField | PlacedNote | PlacedSection | PlacedRepeat


@dataclass(frozen=True)
class Finding:
    """Something on a page that stops it. `reason` is a text id `invalid-*`; `values` fill it."""

    pointer: str
    page: int
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """See the module. Built by `fill`."""

    form: Form
    data: Mapping[str, Any] = field(repr=False)
    """The values of what is shown and valid: what would be sent."""
    findings: tuple[Finding, ...] = ()
    pages: tuple[int, ...] = ()
    """The numbers of the pages that are shown, in order."""
    stops: frozenset[int] = frozenset()
    """Pages on which a note says that the journey ends here."""
    placed: Mapping[int, tuple[Placed, ...]] = field(default_factory=dict, repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    later: tuple[str, ...] = ()
    """Pointers of the documents that will be handed in later."""

    def findings_on(self, page: int) -> tuple[Finding, ...]:
        """Return what is wrong on `page`."""
        return tuple(finding for finding in self.findings if finding.page == page)

    def after(self, page: int) -> int | None:
        """Return the number of the next shown page, or None after the last."""
        return next((number for number in self.pages if number > page), None)

    def before(self, page: int) -> int | None:
        """Return the number of the shown page before, or None on the first."""
        return next((number for number in reversed(self.pages) if number < page), None)


def fill(form: Form, answers: Answers, audience: Audience) -> Filled:
    """Put `answers` into `form` as somebody of `audience` sees it."""
    raise NotImplementedError


def parts(form: Form, answers: Answers, audience: Audience, language: str) -> tuple[Part, ...]:
    """Return every shown answer as it is read in `language`, page by page, secrets masked."""
    raise NotImplementedError


__all__ = ["Entry", "Filled", "Finding", "Placed", "fill", "parts"]
