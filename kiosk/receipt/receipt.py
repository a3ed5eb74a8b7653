"""A portal's receipt, after its signature was verified; and the confirmation made from it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from kiosk.catalogue import Municipality, PostalAddress, Service
from kiosk.words import Words


class ReferenceType(Enum):
    """The kinds of payment reference (SIX Implementation Guidelines QR-bill 2.3, 4.2.2)."""

    QR = "QRR"
    """27 digits, with a QR-IBAN only."""
    CREDITOR = "SCOR"
    """ISO 11649, with an ordinary IBAN."""
    NONE = "NON"


@dataclass(frozen=True)
class Bill:
    """What is to be paid, as a Swiss QR-bill says it. Nothing else makes one but a verifier."""

    iban: str
    """Without spaces; a QR-IBAN where the reference is a QR reference."""
    creditor: PostalAddress
    amount: Decimal
    reference_type: ReferenceType
    reference: str = ""
    message: str = ""
    """Unstructured, at most 140 characters."""
    currency: str = "CHF"
    due: date | None = None
    unpaid: Words = Words()
    """What happens when it is not paid."""


@dataclass(frozen=True)
class SealedDocument:
    """An official document of the sender that is ready at once. `size` is in bytes."""

    number: int
    title: Words
    size: int
    sha256: str


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
    bill: Bill | None = None
    documents: tuple[SealedDocument, ...] = ()
    left_out: tuple[str, ...] = ()
    """What came with it and broke the rules, so that it is not here: codes such as `bill-iban`."""

    @property
    def bill_is_missing(self) -> bool:
        """Whether there is a bill that cannot be shown or printed: it comes by post."""
        return any(code.startswith("bill") for code in self.left_out)


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
class KeptUntil:
    """That answers lie in the outbox: nobody has received them."""

    reference: str
    """What staff and IT find it by: the beginning of its key."""
    until: datetime
    """So long it is tried to send them."""


@dataclass(frozen=True)
class Application:
    """The answers on paper, where nothing could be sent: to be signed and handed in.

    Nothing is masked: whoever receives it has to read it. It never says "received".
    """

    service: Service
    municipality: Municipality
    languages: tuple[str, ...]
    parts: dict[str, tuple[Part, ...]]
    terminal: str
    place: str = ""
    later: tuple[str, ...] = ()
    kept: KeptUntil | None = None


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
