"""The part of a view that the visitor at a counter may see, on the screen that faces them.

`Facing` has no room for anything else: no staff, no held cases, no outbox, no trouble of a device.
Nothing but a `Facing` reaches that screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from kiosk import flow
from kiosk.catalogue import Fee, Sender
from kiosk.forms.filled import Filled
from kiosk.forms.form import Sensitivity
from kiosk.forms.placed import PlacedField, flat
from kiosk.forms.reading import parts_of
from kiosk.receipt.receipt import Line, Part
from kiosk.view import View


class Stage(Enum):
    """How far the visit is, as its visitor understands it; names the texts `facing-<stage>`."""

    WELCOME = "welcome"
    """Nobody is being served."""
    CLOSED = "closed"
    """Nobody serves here now."""
    PAUSED = "paused"
    """Staff are away for a moment; nothing of the visit is shown."""
    CHOOSING = "choosing"
    """It is not yet known what it is about."""
    ENTERING = "entering"
    ASKED = "asked"
    """May this be sent?"""
    REFUSED = "refused"
    """No: something is wrong."""
    AGREED = "agreed"
    SENDING = "sending"
    TROUBLE = "trouble"
    """It could not be sent, or nobody knows whether it arrived."""
    SENT = "sent"
    STORED = "stored"
    """It lies in the outbox; nobody has received it."""
    GOODBYE = "goodbye"


READ = frozenset({Stage.ENTERING, Stage.REFUSED, Stage.ASKED})
"""The stages in which the answers are on the screen."""


@dataclass(frozen=True)
class Facing:
    """All that the visitor's screen knows. Words are in the visitor's language already."""

    stage: Stage
    language: str
    languages: tuple[str, ...] = ()
    municipality: str = ""
    crest: str = ""
    service: str = ""
    sender: str = ""
    fee: Fee | None = None
    parts: tuple[Part, ...] = field(default=(), repr=False)
    """What was answered, page by page."""
    case: str = ""
    next_steps: tuple[str, ...] = ()


def facing_of(view: View) -> Facing:
    """Return what of `view` its visitor may see."""
    stage, municipality = stage_of(view.state), view.municipality
    language = view.session.language
    shown = Facing(
        stage=stage,
        language=language,
        languages=view.languages,
        municipality=municipality.name if municipality else "",
        crest=municipality.crest if municipality else "",
    )
    if view.service is None or stage in NOBODY or stage is Stage.CHOOSING:
        return shown
    return replace(
        shown,
        service=view.service.title.to(language),
        sender=_name_of(view.service.sender, language),
        fee=view.service.fee,
        parts=tuple(_parts(view.filled, language, stage)) if stage in READ and view.filled else (),
        **(_receipt(view) if stage is Stage.SENT else {}),
    )


TICKED = frozenset({"yes_no", "confirmation"})
"""Kinds whose entry is no text that anybody typed."""

NOBODY = frozenset({Stage.WELCOME, Stage.CLOSED, Stage.PAUSED, Stage.GOODBYE})
"""The stages in which nothing of any visit is on the screen."""


def stage_of(state: flow.State) -> Stage:
    """Return how far the visit is. An overlay of staff's hides nothing and asks nothing."""
    match state:
        case flow.Wiping():
            return Stage.GOODBYE
        case flow.Attract():
            return Stage.WELCOME
        case flow.SigningIn() | flow.ChoosingPin() | flow.Readiness():
            return Stage.CLOSED
        case flow.OutOfService() | flow.Closed():
            return Stage.CLOSED
        case flow.Locked(hides_a_visit=False):
            return Stage.CLOSED
        case flow.Locked() | flow.Warned():
            return Stage.PAUSED
        case flow.Reviewing(agreement=agreement):
            return AGREEMENTS[agreement]
        case flow.Submitting() | flow.Storing():
            return Stage.SENDING
        case flow.Failed(inside=flow.Submitting()):
            return Stage.TROUBLE
        case flow.Stored() | flow.TakingPaper(flow.Stored()):
            return Stage.STORED
        case flow.Done() | flow.Previewing() | flow.TakingPaper():
            return Stage.SENT
        case flow.Filling() | flow.ChoosingDocument() | flow.HandingOver(inside=flow.Filling()):
            return Stage.ENTERING
        case (
            flow.ChoosingLanguage(inside=inside)
            | flow.Helping(inside=inside)
            | flow.Leaving(inside=inside)
            | flow.HandingOver(inside=inside)
        ):
            below = stage_of(inside)
            return Stage.ENTERING if below is Stage.ASKED else below
        case _:
            return Stage.CHOOSING


AGREEMENTS = {
    flow.Agreement.UNASKED: Stage.ENTERING,
    flow.Agreement.ASKED: Stage.ASKED,
    flow.Agreement.REFUSED: Stage.REFUSED,
    flow.Agreement.ON_SCREEN: Stage.AGREED,
    flow.Agreement.IN_WORDS: Stage.AGREED,
}


def _parts(filled: Filled, language: str, stage: Stage) -> Iterator[Part]:
    """Yield what is asked of the visitor; while it is entered, also what is not complete yet."""
    if filled.reader is None:
        return
    asked = {item.pointer: item for item in _fields(filled) if not item.field.assisted_only}
    typed = asked if stage is not Stage.ASKED else {}
    for part in parts_of(filled.form, filled.placed, filled.reader, language):
        lines = (line for line in part.lines if line.pointer in asked)
        kept = tuple(_as_typed(line, typed.get(line.pointer), filled) for line in lines)
        if kept:
            yield replace(part, lines=kept)


def _fields(filled: Filled) -> Iterator[PlacedField]:
    shown = (item for page in filled.placed.values() for item in flat(page))
    return (item for item in shown if isinstance(item, PlacedField))


def _as_typed(line: Line, placed: PlacedField | None, filled: Filled) -> Line:
    """Return `line` with what stands in the field where that is no answer yet."""
    if line.answered or placed is None or filled.reader is None:
        return line
    if not filled.reader.plan.kinds[placed.field.pointer].masked_always and _is_open(placed):
        return replace(line, value=str(placed.entry), answered=bool(placed.entry))
    return line


def _is_open(placed: PlacedField) -> bool:
    """Whether the field takes text, and its answer is nobody's secret."""
    asked = placed.field
    chosen = bool(asked.options) or asked.kind in TICKED
    secret = asked.sensitivity is Sensitivity.SPECIAL
    return isinstance(placed.entry, str) and not chosen and not secret


def _name_of(sender: Sender, language: str) -> str:
    unit = sender.unit.to(language)
    return ", ".join(dict.fromkeys(part for part in (unit, sender.legal_entity) if part))


def _receipt(view: View) -> dict[str, Any]:
    receipt = view.receipt
    if receipt is None:
        return {}
    steps = tuple(step.to(view.session.language) for step in receipt.next_steps)
    return {"case": receipt.case, "next_steps": steps}
