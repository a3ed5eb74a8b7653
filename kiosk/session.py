"""What one visitor typed and chose. Replaced whole at the end of a visit, never cleaned."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any

from kiosk.forms.answers import Answers, Entry


class TextSize(Enum):
    """Sizes of body text by the height of a capital letter, in mm (VVSG 2.0, 7.1-E)."""

    NORMAL = 5.0
    LARGE = 6.5
    LARGEST = 8.7


class Contrast(Enum):
    """Colour schemes; `HIGH` is white on black with at least 20:1 (VVSG 2.0, 7.1-D)."""

    NORMAL = "normal"
    HIGH = "high"


class IdentityDocument(Enum):
    """Documents by which staff know who stands before them as far as counters take them."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    RESIDENCE_PERMIT = "residence-permit"
    DRIVING_LICENCE = "driving-licence"
    OTHER = "other"


@dataclass(frozen=True)
class SeenIdentity:
    """Which document of identity staff saw, and on which day; never its number."""

    document: IdentityDocument
    seen_on: date


@dataclass(frozen=True)
class Arrived:
    """What came from another screen, until something is answered here.

    `form` is the digest of the form it was typed into; `left_out` are the names of documents that
    did not come along.
    """

    form: str
    left_out: tuple[str, ...] = field(default=(), repr=False)


def _nothing() -> Mapping[str, Entry]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Session:
    """The one object that knows the visitor. `Session()` is a stranger.

    Attributes:
        language: BCP 47 tag of the texts on the screen.
        bfs: the municipality the visitor is dealing with; 0 before one is known.
        answers: by form id, so that a visitor may look at another service and come back.
    """

    language: str = "de"
    text_size: TextSize = TextSize.NORMAL
    contrast: Contrast = Contrast.NORMAL
    bfs: int = 0
    answers: dict[str, Answers] = field(default_factory=dict, repr=False)
    known: Mapping[str, Entry] = field(default_factory=_nothing, repr=False)
    """What was answered in this visit and may be offered again, by `x-prefill` key."""
    identity: SeenIdentity | None = None
    arrived: Arrived | None = None

    def answers_to(self, form: str) -> Answers:
        """Return what was answered to the form with this id."""
        return self.answers.get(form, Answers())

    def having(self, **changes: Any) -> "Session":
        """Return this session with `changes`."""
        return replace(self, **changes)

    def without(self, form: str) -> "Session":
        """Return this session without what was answered to `form`."""
        kept = {id_: answers for id_, answers in self.answers.items() if id_ != form}
        return replace(self, answers=kept)

    def answered(self, form: str, answers: Answers) -> "Session":
        """Return this session with `answers` to `form`."""
        return replace(self, answers={**self.answers, form: answers}, arrived=None)
