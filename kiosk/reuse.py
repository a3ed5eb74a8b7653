"""What was answered before in a visit, offered again (WCAG 3.3.7): never across a wipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.catalogue import Municipality
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.filled import Filled
from kiosk.forms.form import Form
from kiosk.forms.placed import PlacedField, flat
from kiosk.municipalities import located
from kiosk.session import Session

OF_THE_FAMILY = ("address.", "contact.")
"""What people of one household share, by the beginning of an `x-prefill` key."""


def _nothing() -> Mapping[str, Entry]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Reusable:
    """Entries by pointer that fit questions which are still open.

    `person`: all that is known of the same person; `family`: only address and contact.
    """

    person: Mapping[str, Entry] = field(default_factory=_nothing, repr=False)
    family: Mapping[str, Entry] = field(default_factory=_nothing, repr=False)


def reusable(session: Session, filled: Filled | None) -> Reusable:
    """Return what `session` knows for the open questions of `filled`."""
    if filled is None or not session.known:
        return Reusable()
    answers = session.answers_to(filled.form.id)
    person, family = {}, {}
    for item in _fields(filled):
        key = item.field.prefill
        if key not in session.known or answers.entry(item.pointer):
            continue
        person[item.pointer] = session.known[key]
        if key.startswith(OF_THE_FAMILY):
            family[item.pointer] = session.known[key]
    return Reusable(MappingProxyType(person), MappingProxyType(family))


def knowing(session: Session, filled: Filled | None) -> Session:
    """Return `session` with what `filled` says, in order, where a form names what it is."""
    if filled is None:
        return session
    wrong = {finding.pointer for finding in filled.findings}
    told = {
        item.field.prefill: item.entry
        for item in _fields(filled)
        if item.field.prefill and item.entry and item.pointer not in wrong
    }
    return session.having(known=MappingProxyType({**session.known, **told}))


def answered_again(
    session: Session,
    form: Form,
    entries: Mapping[str, Entry],
    known: tuple[Municipality, ...] = (),
) -> Session:
    """Return `session` in which `form` is answered with `entries`, too.

    An address among them gets its municipality, where it lies in one of `known` only.
    """
    answers: Answers = session.answers_to(form.id)
    for pointer, entry in entries.items():
        answers = located(form, answers.having(pointer, entry), pointer, known)
    return session.answered(form.id, answers)


def _fields(filled: Filled) -> list[PlacedField]:
    shown = (item for placed in filled.placed.values() for item in flat(placed))
    return [item for item in shown if isinstance(item, PlacedField)]
