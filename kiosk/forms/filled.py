"""A form together with its answers: what is shown, what is missing, what would be sent.

One algebra decides all of it: what is hidden is removed before anything is validated, is not
missing, and is never sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.findings import Finding, Shown, findings
from kiosk.forms.form import Form
from kiosk.forms.placed import (
    Placed,
    PlacedField,
    PlacedNote,
    PlacedRepeat,
    PlacedSection,
    flat,
)
from kiosk.forms.placing import Reader, Reading, settled
from kiosk.forms.plan import plan_of
from kiosk.forms.pointer import ABSENT
from kiosk.forms.reading import parts_of
from kiosk.receipt.receipt import Part


@dataclass(frozen=True)
class Filled:
    """See the module. Built by `fill`."""

    form: Form
    data: Mapping[str, Any] = field(repr=False)
    """The values of what is shown and valid: what would be sent."""
    findings: tuple[Finding, ...] = ()
    """In the order of the form."""
    pages: tuple[int, ...] = ()
    """The numbers of the pages that are shown, in order."""
    stops: frozenset[int] = frozenset()
    """Pages on which a note says that the journey ends here."""
    placed: Mapping[int, tuple[Placed, ...]] = field(default_factory=dict, repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    """The documents in `data`, each once; there, `Attachment.stand_in` stands for them."""
    later: tuple[str, ...] = ()
    """Pointers of the documents that will be handed in later."""
    reader: Reader | None = field(default=None, repr=False, compare=False)
    """What was read, for the `fill` after the next key."""

    def findings_on(self, page: int) -> tuple[Finding, ...]:
        """Return what is wrong on `page`."""
        return tuple(finding for finding in self.findings if finding.page == page)

    def after(self, page: int) -> int | None:
        """Return the number of the next shown page, or None after the last."""
        return next((number for number in self.pages if number > page), None)

    def entries_of(self, group: str) -> int:
        """Return how many entries of the repeating group at `group` are shown; 0 for others."""
        shown = (item for placed in self.placed.values() for item in flat(placed))
        groups = (item for item in shown if isinstance(item, PlacedRepeat))
        return next((len(item.entries) for item in groups if item.pointer == group), 0)

    def before(self, page: int) -> int | None:
        """Return the number of the shown page before, or None on the first."""
        return next((number for number in reversed(self.pages) if number < page), None)


def fill(
    form: Form,
    answers: Answers,
    audience: Audience,
    today: date | None = None,
    before: Filled | None = None,
) -> Filled:
    """Put `answers` into `form` as somebody of `audience` sees it on the day `today`.

    With `before`, how it was filled last, only what changed since is read.
    """
    reader = _reader(form, answers, today, before)
    final = settled(form, reader, audience)
    shown = [(number, item) for number, placed in final.pages.items() for item in flat(placed)]
    fields = [item for _, item in shown if isinstance(item, PlacedField)]
    readings = {item.pointer: reader.at(item.pointer, item.field) for item in fields}
    return Filled(
        form=form,
        data=final.data,
        findings=tuple(findings(shown, reader, final.data)),
        pages=tuple(final.pages),
        stops=frozenset(number for number, item in shown if _stops(item)),
        placed=final.pages,
        attachments=_attachments(readings),
        later=tuple(pointer for pointer, reading in readings.items() if reading.later),
        reader=reader,
    )


def parts(
    form: Form,
    answers: Answers,
    audience: Audience,
    language: str,
    today: date | None = None,
    *,
    unmasked: bool = False,
) -> tuple[Part, ...]:
    """Return every shown answer as it is read in `language`, page by page.

    Secrets are masked, unless `unmasked`: for the paper that is itself handed in.

    A named section and each entry of a repeating group are parts of their own. What was not
    answered has the value ''.
    """
    reader = _reader(form, answers, today)
    pages = settled(form, reader, audience).pages
    return tuple(parts_of(form, pages, reader, language, unmasked=unmasked))


def _reader(
    form: Form, answers: Answers, today: date | None, before: Filled | None = None
) -> Reader:
    day = today or datetime.now(UTC).astimezone().date()
    return Reader(answers, plan_of(form), day, before.reader if before else None)


def _stops(item: Shown) -> bool:
    return isinstance(item, PlacedNote) and item.note.tone == "stop"


def _attachments(readings: Mapping[str, Reading]) -> tuple[Attachment, ...]:
    valid = (reading.entry for reading in readings.values() if reading.value is not ABSENT)
    files = (one for entry in valid for one in entry if isinstance(one, Attachment))
    return tuple({one.sha256: one for one in files}.values())


__all__ = [
    "Entry",
    "Filled",
    "Finding",
    "Placed",
    "PlacedField",
    "PlacedNote",
    "PlacedRepeat",
    "PlacedSection",
    "fill",
    "parts",
]
