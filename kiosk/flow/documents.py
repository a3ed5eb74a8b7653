"""The part of the journey in which a file is chosen; it lies over the page that asks for it."""

from dataclasses import replace

from kiosk.flow.effects import Effect, FindDocuments, TakeDocument
from kiosk.flow.events import (
    DocumentChosen,
    DocumentRefused,
    DocumentsWanted,
    DocumentTaken,
    Event,
)
from kiosk.flow.states import ChoosingDocument, Filling

HANDED_IN = (DocumentTaken, DocumentRefused)
"""How taking a file ends."""


def choosing_document(
    state: ChoosingDocument, event: Event
) -> tuple[ChoosingDocument | Filling, tuple[Effect, ...]] | None:
    """Return what follows, or None where it is as on every overlay."""
    match event:
        case DocumentsWanted() if not state.reading:
            return replace(state, refusal=""), (FindDocuments(),)
        case DocumentChosen(number) if not state.reading:
            reading = replace(state, reading=True, refusal="")
            return reading, (TakeDocument(state.pointer, number),)
        case DocumentTaken() if state.reading:
            return state.inside, ()
        case DocumentRefused(refusal) if state.reading:
            return replace(state, reading=False, refusal=refusal), ()
        case _:
            return None
