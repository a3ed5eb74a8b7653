"""What a counter works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.audit import Audit
from kiosk.clock import Clock
from kiosk.documents.folder import DocumentFolder
from kiosk.handover.slip import Slip, unprinted
from kiosk.outbox.outbox import Outbox
from kiosk.policy import Policy
from kiosk.portals.portal import Portal
from kiosk.readiness.report import Report, not_examined
from kiosk.receipt.printer import Printer
from kiosk.receipt.receipt import Application, Confirmation
from kiosk.session import Session
from kiosk.staff.vault import Vault
from kiosk.view import OutboxLine, Terminal
from kiosk.wiping import Wiper
from kiosk.worker import Worker


@dataclass(frozen=True)
class Equipment:
    """The parts of a counter. `stranger` is the session of somebody nobody knows yet."""

    policy: Policy
    portal: Callable[[], Portal]
    """Returns the portal; called on the worker only, where building it may take its time."""
    worker: Worker
    clock: Clock
    printer: Printer
    audit: Audit
    terminal: Terminal
    stranger: Session
    languages: tuple[str, ...]
    render: Callable[[Confirmation, datetime], bytes]
    """Makes the PDF of a confirmation; blocks."""
    render_application: Callable[[Application, datetime], bytes]
    """Makes the PDF of a paper application; blocks."""
    render_handover: Callable[[Slip, datetime], bytes] = unprinted
    """Makes the PDF of the slip with the code of a case that goes on elsewhere; blocks."""
    portal_url: str = ""
    """Where the portal is: codes are good at this one only."""
    examine: Callable[[int], Report] = not_examined
    """Makes the report of `kiosk doctor`, given the lines that the audit log lost; blocks."""
    documents: DocumentFolder | None = None
    """Where files are taken from, None for nowhere."""
    vault: Vault | None = None
    """What is kept of staff; None where nobody signs in."""
    numbers: Callable[[], Mapping[str, int]] = dict
    """Returns what was done today, by a word of kiosk/tally.py."""
    outbox: Callable[[], OutboxLine] = OutboxLine
    """Returns how the outbox of this terminal stands."""
    keeps_in: Outbox | None = None
    """What the portal could not take is kept there; None for nowhere."""
    update_holds: Callable[[], bool] = bool
    """Whether nobody may begin now, because an update is about to."""
    faces_visitor: Callable[[], bool] = bool
    """Whether a second screen faces the visitor now."""
    wipers: tuple[Wiper, ...] = ()
    """Those of the core; they run off the screen's thread."""
    screen_wipers: tuple[Wiper, ...] = ()
    """Those of the screen; they run on its thread, after the core's."""
