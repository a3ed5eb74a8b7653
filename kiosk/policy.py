"""The only place where self-service and assisted entry differ.

Code reads the value it needs; nothing asks which mode it is in. A contract test keeps the names
SELF_SERVICE and ASSISTED out of every other file but bootstrap.py.
"""

from dataclasses import dataclass
from enum import Enum

from kiosk.catalogue import Audience


class Frame(Enum):
    """The two frames a page can stand in."""

    PUBLIC = "public"
    COUNTER = "counter"


@dataclass(frozen=True)
class Policy:
    """How a terminal behaves. Times are in seconds."""

    name: str
    frame: Frame
    audience: Audience
    idle_seconds: int
    """Without a touch for so long, the visitor is asked whether more time is needed."""
    warning_seconds: int
    """So long the question stands; WCAG 2.2.1 wants at least 20."""
    may_change_municipality: bool
    takes_files: bool
    """Whether documents may be taken from a folder: what the visitor before left there is seen."""
    takes_uploads: bool
    """Whether documents may come from the visitor's own phone, through the portal."""
    most_prints: int
    """So often one visit may hand something to the printer."""
    actor: str
    """Who acts where nobody signs in, for the audit log and the submission."""
    staff_signs_in: bool = False
    """Whether staff sign in before the counter opens, where the portal lets anybody sign in. It
    then locks after `idle_seconds`, and asks nobody whether more time is needed."""
    shows_readiness: bool = False
    """Whether the start screen offers the report of `kiosk doctor`, and pages say what to do about
    the printer: only where staff touch it."""
    locked_seconds: int = 900
    """So long a visit waits behind the lock before it is wiped."""
    staff_seconds: int = 43_200
    """So long a sign-in lasts before the portal has to confirm it: a working day."""


SELF_SERVICE = Policy(
    name="self-service",
    frame=Frame.PUBLIC,
    audience=Audience.SELF_SERVICE,
    idle_seconds=90,
    warning_seconds=30,
    may_change_municipality=True,
    takes_files=False,
    takes_uploads=True,
    most_prints=4,
    actor="citizen",
)

ASSISTED = Policy(
    name="assisted",
    frame=Frame.COUNTER,
    audience=Audience.ASSISTED,
    idle_seconds=300,
    warning_seconds=60,
    may_change_municipality=True,
    takes_files=True,
    takes_uploads=True,
    most_prints=10,
    actor="staff",
    staff_signs_in=True,
    shows_readiness=True,
)

POLICIES = {policy.name: policy for policy in (SELF_SERVICE, ASSISTED)}
