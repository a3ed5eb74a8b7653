"""What has to be done for cases, hand-over and the outbox."""

from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.flow.states import Base
from kiosk.session import IdentityDocument


@dataclass(frozen=True)
class Hold:
    """Put the visit, which stands at `state`, among the held cases; a wipe follows."""

    state: Base


@dataclass(frozen=True)
class Resume:
    """Take held case `number` out again; ends in `CaseResumed`. Harmless where it is gone."""

    number: int


@dataclass(frozen=True)
class GoOn:
    """Take away what was sent and its receipt; what may be reused stays with the visit."""


@dataclass(frozen=True)
class Reuse:
    """Answer what is open with what was answered before in this visit; see `ReuseWanted`."""

    person: bool


@dataclass(frozen=True)
class NoteIdentity:
    """Note which document of identity was seen, and that it was today."""

    document: IdentityDocument | None


@dataclass(frozen=True)
class HandOver:
    """Seal the draft and lay it at the portal; ends in `HandoverReady` or `HandoverFailed`.

    Afterwards, in `HandoverTaken` or `HandoverExpired`.
    """


@dataclass(frozen=True)
class WithdrawHandover:
    """Have the portal forget the draft, if it still has it; harmless where there is none.

    What comes of a code that was typed is wanted no more, either.
    """


@dataclass(frozen=True)
class PrintHandover:
    """Print the code as a slip."""


@dataclass(frozen=True)
class TakeOver:
    """Fetch and open the draft behind a code; ends in `DraftTaken` or `DraftRefused`."""

    handover_code: str = field(repr=False)


@dataclass(frozen=True)
class Doubt:
    """Forget, of what was begun elsewhere, what only staff answer: nobody here was asked that."""


@dataclass(frozen=True)
class Store:
    """Seal the submission of `service` under `key`; ends in `WasStored` or `StoreFailed`."""

    service: str
    key: str


@dataclass(frozen=True)
class ForgetExpired:
    """Count the submissions that were not sent in time no more."""


CounterEffect: TypeAlias = (
    Hold
    | Resume
    | GoOn
    | Reuse
    | NoteIdentity
    | HandOver
    | WithdrawHandover
    | PrintHandover
    | TakeOver
    | Doubt
    | Store
    | ForgetExpired
)
