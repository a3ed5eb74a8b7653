"""Why a file is not taken: a closed family. The words are the texts `document-<word>`."""

from enum import Enum


class Refusal(Enum):
    """Every reason; the value is its word, which may be logged."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    """More bytes than the field takes."""
    UNKNOWN = "unknown"
    """Neither PDF nor JPEG nor PNG, whatever its name says."""
    PHONE_PICTURE = "phone-picture"
    """HEIC, as phones take it: a picture, but not one that every office can open."""
    NOT_ACCEPTED = "not-accepted"
    """Of a kind that this question does not take."""
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    ENCRYPTED = "encrypted"
    """A PDF with a password: nobody at the office could open it."""
    ACTIVE = "active"
    """A PDF with a program, a form that sends, or files within."""
    TWOFOLD = "twofold"
    """A file that is something else as well (a polyglot)."""
    TOO_SLOW = "too-slow"
    GONE = "gone"
    """It cannot be read, or not any more."""
    LOST = "lost"
    """It was on its way from a phone, and did not arrive whole."""
    TOO_MANY = "too-many"
    """The question has as many documents as it takes."""


class RefusedDocumentError(Exception):
    """A file that is not taken; carries nothing of it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
