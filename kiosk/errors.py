"""What can go wrong between the kiosk and the world, as a closed family.

* PortalError
  x Unreachable         nothing was sent: no network, no DNS, no TLS, no answer to a question
  x OutcomeUnknown      something was sent and no definite answer came
  x Declined            the portal said no to the answers, field by field
  x FormChanged         the form is no longer the one that was filled in (409)
  x Withdrawn           the service is closed or gone (404, 410)
  x NotAllowed          the portal does not accept this terminal (401, 403), or it is not enrolled
  x Busy                the portal asked to come back later (429, 503)
  x Unintelligible      the answer breaks the contract or the published limits
  x Unverified          a receipt whose signature or digest is wrong: never "received"
* PaperError
  x Unprintable         the document cannot be made (a glyph is missing, a value is too long)
  x PrinterUnavailable  there is no printer, or it refuses
* SecretsUnavailable    the keyring is locked, missing, unsafe or refuses: nothing can be signed
* FormRefused           a form is outside the profile: pointer, reason and hint for its designer

No error carries what a visitor typed. `code` is for IT and may be logged.
"""

from dataclasses import dataclass
from typing import TypeAlias


class KioskError(Exception):
    """The root; `code` is a short word for IT, shown in small print and logged."""

    code: str = "kiosk"


@dataclass
class PortalError(KioskError):
    """Something between the kiosk and a portal. `detail` is technical and free of answers."""

    detail: str = ""
    code: str = "portal"

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass
class Unreachable(PortalError):
    """Nothing was sent, or nothing was asked that changes anything."""

    code: str = "portal-unreachable"


@dataclass
class OutcomeUnknown(PortalError):
    """A submission left the kiosk and no definite answer came; ask with its key."""

    code: str = "outcome-unknown"


@dataclass(frozen=True)
class Remark:
    """One objection of a portal: where (JSON Pointer) and which rule (a word of the contract)."""

    pointer: str
    rule: str


@dataclass
class Declined(PortalError):
    """The portal refused the answers (422)."""

    code: str = "declined"
    remarks: tuple[Remark, ...] = ()


@dataclass
class FormChanged(PortalError):
    """The form was replaced while it was being filled in; the answers are kept."""

    code: str = "form-changed"


@dataclass
class Withdrawn(PortalError):
    """The service is no longer offered."""

    code: str = "withdrawn"


@dataclass
class NotAllowed(PortalError):
    """The portal does not know this terminal, or no longer.

    Codes: `not-allowed`, `not-enrolled`, `terminal-revoked`, `clock-wrong`, `staff-signed-out`,
    and of a sign-in that is under way `sign-in-denied`, `sign-in-expired`.
    """

    code: str = "not-allowed"


@dataclass
class Busy(PortalError):
    """The portal is up and asks for patience. `retry_after` is in seconds."""

    code: str = "portal-busy"
    retry_after: float = 0.0


@dataclass
class Unintelligible(PortalError):
    """What came back is not the contract: wrong type, too large, broken JSON, a log-in page."""

    code: str = "unintelligible"


@dataclass
class Unverified(PortalError):
    """A receipt came whose signature, digest or key does not match what was sent."""

    code: str = "unverified"


@dataclass
class PaperError(KioskError):
    """Something about paper."""

    detail: str = ""
    code: str = "paper"

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass
class Unprintable(PaperError):
    """A document cannot be made."""

    code: str = "unprintable"


@dataclass
class PrinterUnavailable(PaperError):
    """No printer takes the document."""

    code: str = "printer-unavailable"


@dataclass
class SecretsUnavailable(KioskError):
    """The keyring gives nothing. Never a prompt, never a plaintext file instead.

    Codes: `keyring-locked`, `keyring-missing`, `keyring-denied`, `keyring-unsafe` (a backend that
    keeps nothing or keeps it in clear), `keyring-full` (longer than the system allows),
    `keyring-slow` (no answer in time), `keyring-broken`.
    """

    detail: str = ""
    code: str = "keyring-broken"

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass
class FormRefused(KioskError):
    """A form outside the profile. Never half a form: it is refused whole."""

    pointer: str = ""
    reason: str = ""
    hint: str = ""
    code: str = "form-refused"

    def __str__(self) -> str:
        where = self.pointer or "/"
        return f"{where}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


def fact(error: PortalError | SecretsUnavailable) -> str:
    """Return what is so, of a `detail` that says behind a semicolon what to do about it."""
    return error.detail.partition(";")[0] or error.code


AnyError: TypeAlias = (
    Unreachable
    | OutcomeUnknown
    | Declined
    | FormChanged
    | Withdrawn
    | NotAllowed
    | Busy
    | Unintelligible
    | Unverified
    | Unprintable
    | PrinterUnavailable
    | SecretsUnavailable
    | FormRefused
)
