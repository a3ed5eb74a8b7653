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
    office_language: bool = False
    """Whether the screen speaks the office's language, whatever the visitor's is."""
    said_to: str = ""
    """Whom the screen speaks to, where that is not the visitor: names texts of their own."""
    introduces: bool = True
    """Whether a service is introduced on a page of its own before its form opens."""
    whole_form: bool = False
    """Whether a form's pages stand below each other, and are judged together."""
    asks_agreement: bool = False
    """Whether the visitor is asked before anything is sent: somebody else typed it."""
    most_cases: int = 0
    """So many visits may be held while others are served; 0 where nobody holds any."""
    held_seconds: int = 3_600
    """So long a held visit waits before it is wiped."""
    goes_on: bool = False
    """Whether another matter may follow in the same visit, with address and contact at hand."""
    sees_identity: bool = False
    """Whether it is noted which document of identity was seen."""
    hands_over_to: str = "counter"
    """Where a case goes on that is handed over: `counter` or `terminal`; names texts."""
    keeps_outbox: bool = False
    """Whether what the portal cannot take now is sealed, kept, and sent later."""


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
    office_language=True,
    said_to="staff",
    introduces=False,
    whole_form=True,
    asks_agreement=True,
    most_cases=8,
    goes_on=True,
    sees_identity=True,
    hands_over_to="terminal",
    keeps_outbox=True,
)

POLICIES = {policy.name: policy for policy in (SELF_SERVICE, ASSISTED)}
