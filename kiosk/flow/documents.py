"""The part of the journey in which a document is chosen; it lies over the page that asks for it.

It comes from a folder, or from the visitor's own phone through the portal. One way at a time:
whoever takes a file of the folder closes the way from the phone.
"""

from dataclasses import replace
from typing import TypeAlias

from kiosk.flow.effects import CloseUpload, FindDocuments, OpenUpload, TakeDocument, VisitEffect
from kiosk.flow.events import (
    DocumentChosen,
    DocumentRefused,
    DocumentsWanted,
    DocumentTaken,
    PhoneChanged,
    VisitEvent,
)
from kiosk.flow.states import ChoosingDocument, Filling, Phone, VisitState, Warned
from kiosk.policy import Policy

Choosing: TypeAlias = tuple[ChoosingDocument | Filling, tuple[VisitEffect, ...]]

HANDED_IN = (DocumentTaken, DocumentRefused, PhoneChanged)
"""What the world answers while a document is chosen."""

OPEN = frozenset({Phone.OPENING, Phone.WAITING, Phone.OPENED, Phone.RECEIVING})
"""As long as a code is good, or nearly so."""
USABLE = OPEN | {Phone.UNREACHABLE}
"""As long as something may be open at the portal."""
SOMEBODY = frozenset({Phone.OPENED, Phone.RECEIVING})
"""What only somebody who is here can have caused."""


def wanted(state: Filling, pointer: str, policy: Policy) -> Choosing:
    """Begin to choose a document for the question at `pointer`."""
    choosing = ChoosingDocument(state, pointer)
    if not policy.takes_uploads:
        return choosing, (FindDocuments(),)
    opening = replace(choosing, phone=Phone.OPENING)
    return opening, (FindDocuments(), OpenUpload(pointer))


def choosing_document(state: ChoosingDocument, event: VisitEvent) -> Choosing | None:
    """Return what follows, or None where it is as on every overlay."""
    match event:
        case DocumentsWanted() if not state.busy:
            return _once_more(state)
        case DocumentChosen(number) if not state.busy:
            reading = replace(state, reading=True, refusal="", phone=_closed(state.phone))
            return reading, (*_closing(state), TakeDocument(state.pointer, number))
        case DocumentTaken() if state.busy:
            return state.inside, _closing(state)
        case DocumentRefused(refusal) if state.busy:
            refused = replace(state, reading=False, refusal=refusal, phone=_closed(state.phone))
            return refused, _closing(state)
        case PhoneChanged(phone) if not state.reading and state.phone is not Phone.NONE:
            refusal = state.refusal if phone is not Phone.RECEIVING else ""
            return replace(state, phone=phone, refusal=refusal), ()
        case _:
            return None


def _once_more(state: ChoosingDocument) -> Choosing:
    """Look into the folder again, and make a new code where the old one is of no use."""
    again = replace(state, refusal="")
    if state.phone in OPEN or state.phone is Phone.NONE:
        return again, (FindDocuments(),)
    return replace(again, phone=Phone.OPENING), (FindDocuments(), OpenUpload(state.pointer))


def _closed(phone: Phone) -> Phone:
    return Phone.NONE if phone is Phone.NONE else Phone.CLOSED


def _closing(state: ChoosingDocument) -> tuple[CloseUpload, ...]:
    return (CloseUpload(),) if state.phone in USABLE else ()


def left(
    state: ChoosingDocument, step: tuple[VisitState, tuple[VisitEffect, ...]]
) -> tuple[VisitState, tuple[VisitEffect, ...]]:
    """Return `step`, in which no code outlives the page that shows it."""
    following, effects = step
    if isinstance(following, ChoosingDocument | Warned):
        return step
    return following, (*_closing(state), *effects)


def shows_somebody(state: Warned, event: VisitEvent) -> bool:
    """Whether `event` proves that somebody is here, without a touch of the screen."""
    return isinstance(event, PhoneChanged) and _somebody_did(state.inside, event.phone)


def is_no_sign_of_life(before: object, event: object) -> bool:
    """Whether `event` changes the page `before` although nobody did anything."""
    below = before.inside if isinstance(before, Warned) else before
    return isinstance(event, PhoneChanged) and not _somebody_did(below, event.phone)


def _somebody_did(before: object, phone: Phone) -> bool:
    """Whether it takes a person to get to `phone`.

    A line that comes back tells once more that the page is open; nobody has to be here for that.
    """
    if not isinstance(before, ChoosingDocument):
        return False
    told_again = phone is Phone.OPENED and before.phone is Phone.UNREACHABLE
    return phone in SOMEBODY and not told_again
