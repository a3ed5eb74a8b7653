"""The published budgets: what an answer of a portal may cost. Tests stand at each limit.

Times are in seconds, sizes in bytes, lengths in characters. Nothing else in kiosk/portals/ holds
a number of this kind.
"""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True)
class Budget:
    """What one request may cost, whatever the other side does.

    Attributes:
        seconds: from the first byte sent to the last byte read, on the wall clock.
        max_bytes: of the answer's body, after decompression.
    """

    seconds: float
    max_bytes: int


@dataclass(frozen=True)
class Patience:
    """How often and how long the same is tried again.

    Attributes:
        attempts: including the first.
        seconds: for all attempts and the waits between them; no attempt begins later.
        first_wait: doubles with each attempt; a random part of it is waited (full jitter).
        longest_wait: also the longest `Retry-After` that is honoured. A portal that asks for more
            is told to the visitor instead of waited for.
    """

    attempts: int
    seconds: float
    first_wait: float
    longest_wait: float


QUESTION = Budget(seconds=8, max_bytes=1 * MIB)
"""One service, the keys, an outcome."""
CATALOGUE_PAGE = Budget(seconds=8, max_bytes=4 * MIB)
"""A hundred services, or all municipalities with their crests."""
FORM = Budget(seconds=8, max_bytes=2 * MIB)
SUBMISSION = Budget(seconds=20, max_bytes=256 * KIB)
ATTACHMENT = Budget(seconds=60, max_bytes=64 * KIB)
SEALED = Budget(seconds=180, max_bytes=64 * KIB)
"""A submission of the outbox with its documents; nobody stands there and waits."""
FETCHING = Budget(seconds=60, max_bytes=0)
"""A file from a visitor's phone, or an official document; it may have the bytes told of before."""
DRAFT = Budget(seconds=60, max_bytes=16 * MIB + 4 * KIB)
"""A sealed draft from another screen, and what stands around it."""
CLOSING = Budget(seconds=3, max_bytes=64 * KIB)
"""What the end of a visit waits for; what is not closed ends by itself."""

ASKING = Patience(attempts=3, seconds=15, first_wait=0.3, longest_wait=5)
"""For what may be asked again without harm."""
ASKING_ONCE = Patience(attempts=1, seconds=1, first_wait=0, longest_wait=0)
"""For what a last good answer stands in for: nobody waits for a portal that is away."""
IN_PERSON = Patience(attempts=3, seconds=15, first_wait=0.3, longest_wait=1)
"""For what somebody typed: who has to wait longer is told so at once."""
SUBMITTING = Patience(attempts=6, seconds=60, first_wait=0.5, longest_wait=15)
"""For a submission, always under the same key."""

CONNECT_SECONDS = 4.0
SILENCE_SECONDS = 6.0
"""The longest pause within an exchange, each way."""

MAX_PROBLEM_BYTES = 64 * KIB
"""So much an error may always say: a problem can be larger than the small file it stands for."""

MAX_HEADERS = 100
MAX_HEADER_BYTES = 32 * KIB
MAX_REDIRECTS = 3

MAX_JSON_DEPTH = 64
MAX_JSON_DIGITS = 4300
"""Of a whole number; what Python converts in linear time."""

MAX_STRING = 128 * KIB
"""Characters of any text an answer holds, such as a crest; more is no answer."""
MAX_WORDS = 5000
"""Characters of a text that is read; the rest is clipped with an ellipsis."""

MAX_DOCUMENT_BYTES = 20 * MIB
"""Of an official document that comes with a receipt."""
MAX_DOCUMENTS = 20
"""So many come with one receipt."""

MAX_PAGES = 100
"""Pages of a catalogue: 10,000 services."""
MAX_FRESH = 3600.0
"""So long an answer is used without asking, at most, whatever `max-age` says."""
MAX_STALE = 3 * 24 * 3600.0
"""So long the last good answer stands in for a failing portal, at most."""
REST = 20.0
"""So long a portal that failed is not asked again for what is kept."""
MAX_KEPT_ANSWERS = 256
MAX_KEPT_FORMS = 64
