"""The contract's JSON (docs/contract.md) <-> the kiosk's types. Decoded strictly, shown safely."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from kiosk.catalogue import Category, Fee, FormReference, Listing, Municipality
from kiosk.errors import (
    Declined,
    FormChanged,
    OutcomeUnknown,
    PortalError,
    Remark,
    Unintelligible,
    Withdrawn,
)
from kiosk.portals.budget import MAX_DOCUMENT_BYTES, MAX_STRING, MAX_WORDS
from kiosk.portals.http import PROBLEM_TYPE, Answer, refusal
from kiosk.portals.portal import Submission
from kiosk.words import Words

T = TypeVar("T")

PROBLEMS = "https://schalter.ch/problems/"
DEAREST = Decimal(1_000_000)
"""No fee of an office reaches it, in CHF."""
MAX_REMARKS = 500

# C0 but for tab and line feed, DEL, C1; bidi embeddings, overrides and isolates; BOM; specials.
_UNSEEN = dict.fromkeys(
    [
        *[*range(9), *range(11, 32), *range(127, 160)],
        *[0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
        *[0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF],
    ]
)


@dataclass(frozen=True)
class MunicipalitiesBody:
    """`GET /v1/municipalities`."""

    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True)
class CataloguePage:
    """`GET /v1/catalogue`: one page of it."""

    bfs: int
    categories: tuple[Category, ...]
    services: tuple[Listing, ...]
    page: Annotated[int, msgspec.Meta(ge=1)]
    pages: Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True)
class ReceiptBody:
    """`POST` and `GET /v1/submissions`."""

    receipt: str


@dataclass(frozen=True)
class AttachmentBody:
    """`POST /v1/attachments`."""

    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    sha256: str


@dataclass(frozen=True)
class SenderReference:
    """The sender that a receipt names."""

    id: str
    digest: str


@dataclass(frozen=True)
class Claims:
    """The payload of a receipt."""

    case: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    received_at: Annotated[datetime, msgspec.Meta(tz=True)]
    service: str
    bfs: int
    form: FormReference
    sender: SenderReference
    key: str
    payload_digest: str
    verify_url: Annotated[str, msgspec.Meta(max_length=500)]
    next_steps: tuple[Words, ...] = ()
    fee: Decimal | None = None
    fee_note: Words = Words()
    bill: Any = None
    """A `Bill`; read by itself, as one that is wrong does not make the receipt wrong."""
    documents: Any = ()
    """`DocumentClaim` each; read by themselves, too."""


@dataclass(frozen=True)
class DocumentClaim:
    """One of the official documents that are ready at once."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    title: Words
    media_type: Literal["application/pdf"]
    size: Annotated[int, msgspec.Meta(ge=1, le=MAX_DOCUMENT_BYTES)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class ProblemError:
    """One entry of a problem's `errors`."""

    pointer: str
    rule: str


@dataclass(frozen=True)
class ProblemBody:
    """RFC 9457, as far as the kiosk reads it; its words are never shown."""

    type: str = "about:blank"
    instance: str = ""
    errors: tuple[ProblemError, ...] = ()


def decode(value: Any, kind: type[T]) -> T:
    """Return `value`, strictly read JSON, as a `kind`, its texts made safe to show.

    Raises:
        Unintelligible: it is not a `kind`; names the place, not the content.
    """
    try:
        found = msgspec.convert(_cleaned(value), kind, dec_hook=_hook)
    except msgspec.ValidationError as error:
        place = re.search(r"`(\$[^`]*)`", str(error))
        raise Unintelligible(f"{kind.__name__} {place[1] if place else ''}".strip()) from None
    return found


def plausible(fee: Fee) -> None:
    """Refuse an amount that no office charges.

    Raises:
        Unintelligible: it is negative, endless or not a number.
    """
    for amount in (fee.amount, fee.highest):
        if amount is not None and not is_price(amount):
            raise Unintelligible("Fee $.amount")


def is_price(amount: Decimal) -> bool:
    """Whether `amount` can be money in CHF: a finite number, not negative, in whole Rappen."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2 and 0 <= amount < DEAREST  # noqa: PLR2004 - Rappen


def seen(text: str) -> str:
    """Return `text` without controls and invisible orders that would reorder or hide letters."""
    return text.translate(_UNSEEN)


def _hook(kind: type, value: Any) -> Any:
    if kind is not Words:
        raise NotImplementedError
    return Words({language: _clipped(text) for language, text in _texts(value)})


def _texts(value: Any) -> list[tuple[str, str]]:
    return list(msgspec.convert(value, dict[str, str]).items())


def _clipped(text: str) -> str:
    return text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1] + "…"


def _cleaned(value: Any) -> Any:
    """Return `value` with every text made safe; names and numbers stay as they are."""
    match value:
        case str():
            if len(value) > MAX_STRING:
                raise Unintelligible("a text is too long")
            return value if value.isascii() and value.isprintable() else seen(value)
        case list():
            return [_cleaned(inner) for inner in value]
        case dict():
            return {name: _cleaned(inner) for name, inner in value.items()}
        case _:
            return value


def body_of(submission: Submission) -> dict[str, Any]:
    """Return the submission's body; its key travels in a header."""
    return {
        **_as_typed_by_staff(submission),
        "service": submission.service,
        "bfs": submission.bfs,
        "form": {
            "id": submission.form.id,
            "version": submission.form.version,
            "digest": submission.form.digest,
        },
        "sender": {"id": submission.sender_id, "digest": submission.sender_digest},
        "language": submission.language,
        "answers": dict(submission.answers),
        "attachments": [
            {"reference": found.reference, "sha256": found.sha256}
            for found in submission.attachments
        ],
        "later": list(submission.later),
        "terminal": submission.terminal,
        "actor": submission.actor,
    }


def _as_typed_by_staff(submission: Submission) -> dict[str, Any]:
    """Return what is said only of answers that somebody else typed for the visitor."""
    seen_identity, agreement = submission.identity, submission.agreement
    said: dict[str, Any] = {}
    if seen_identity is not None:
        on = seen_identity.seen_on.isoformat()
        said["identity"] = {"document": seen_identity.document.value, "seen_on": on}
    if agreement:
        said["agreement"] = agreement
    return said


def refused(answer: Answer, *, filing: bool = False) -> PortalError:
    """Return the error that a refusal means: its status, and the word of its problem."""
    problem = _problem(answer) or ProblemBody()
    word = problem.type.removeprefix(PROBLEMS)
    detail = f"{answer.status} {word[:40]} {problem.instance[:80]}".strip()
    match word:
        case "form-changed":
            return FormChanged(detail)
        case "in-progress":
            return OutcomeUnknown(detail, code="in-progress")
        case "key-reused":  # something else was filed under this key: only staff can tell what
            return OutcomeUnknown(detail, code="key-reused")
        case "withdrawn" | "not-found":
            return Withdrawn(detail)
        case "invalid-answers":
            remarks = tuple(Remark(found.pointer, found.rule) for found in problem.errors)
            return Declined(detail, remarks=remarks[:MAX_REMARKS])
        case _:
            return refusal(answer, word[:40], filing=filing)


def is_unknown_key(answer: Answer) -> bool:
    """Whether the portal itself, not a gateway on the way, says that it never saw the key."""
    problem = _problem(answer)
    return problem is not None and (answer.status, problem.type) == (404, f"{PROBLEMS}not-found")


def _problem(answer: Answer) -> ProblemBody | None:
    if answer.media_type != PROBLEM_TYPE:
        return None
    try:
        return decode(answer.json(), ProblemBody)
    except PortalError:
        return None
