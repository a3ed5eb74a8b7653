"""A portal's receipt, after its signature was verified; and the confirmation made from it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kiosk.catalogue import Municipality, Service
from kiosk.words import Words


@dataclass(frozen=True)
class Receipt:
    """The claims of a verified receipt (JWS, ES256). Nothing else makes one but a verifier."""

    case: str
    received_at: datetime
    """Aware."""
    service: str
    bfs: int
    form_id: str
    form_version: str
    sender_id: str
    sender_digest: str
    key: str
    """The idempotency key it answers."""
    payload_digest: str
    """SHA-256 of the canonical JSON (RFC 8785) of what was sent, hex."""
    verify_url: str
    next_steps: tuple[Words, ...] = ()
    fee: Decimal | None = None
    """What is to be paid, in CHF; None when nothing is."""
    fee_note: Words = Words()


@dataclass(frozen=True)
class Line:
    """One answer as it is read: label and value, in one language."""

    label: str
    value: str
    pointer: str = ""
    answered: bool = True
    masked: bool = False


@dataclass(frozen=True)
class Part:
    """The lines of one page of the form."""

    title: str
    page: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Confirmation:
    """Everything the paper says. `parts` holds the answers in each of `languages`, German first."""

    receipt: Receipt
    service: Service
    municipality: Municipality
    languages: tuple[str, ...]
    parts: dict[str, tuple[Part, ...]]
    terminal: str
    place: str = ""
    """Where the terminal stands, in words."""
    later: tuple[str, ...] = ()
    """Pointers of the documents that will be handed in later (`Filled.later`)."""
