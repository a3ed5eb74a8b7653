"""Puts the kiosk together: the only place that knows all parts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from kiosk import __version__, flow
from kiosk.audit import Audit
from kiosk.clock import Clock
from kiosk.controller import Controller
from kiosk.documents.folder import DocumentFolder
from kiosk.equipment import Equipment
from kiosk.handover.slip import Slip
from kiosk.identity import identity_of
from kiosk.outbox.outbox import Outbox
from kiosk.places import audit_file, outbox_file, state_folder, visit_parent
from kiosk.policy import POLICIES, Policy
from kiosk.portals.access import Access
from kiosk.portals.portal import Portal
from kiosk.pulse import Pulse
from kiosk.readiness.report import Report
from kiosk.receipt.printer import Printer
from kiosk.receipt.printers import printer_for
from kiosk.receipt.receipt import Application, Confirmation
from kiosk.receipt.shape import Shape
from kiosk.secrets.choosing import secrets_for
from kiosk.secrets.secrets import Secrets
from kiosk.session import Session
from kiosk.settings import Loaded, Settings
from kiosk.staff.attempts import Attempts
from kiosk.staff.vault import Vault
from kiosk.tally import Tally
from kiosk.texts import languages
from kiosk.updating import UpdateGate
from kiosk.view import OutboxLine, Terminal
from kiosk.wiping import VisitFolder, Wiper
from ui.ahead import Ahead
from ui.clock import QtClock
from ui.displays import displays
from ui.fonts import register_fonts
from ui.frames import KINDS
from ui.garbage import Collector
from ui.screens import Screens
from ui.shell import Shell
from ui.wiping import screen_wipers
from ui.worker import QtWorker

if TYPE_CHECKING:
    from kiosk.telemetry.telemetry import Telemetry


@dataclass
class Kiosk:
    """A counter with its screen. `close` it by name: a thread that outlives Qt aborts."""

    screens: Screens
    controller: Controller
    collector: Collector
    ahead: Ahead
    pulse: Pulse

    @property
    def shell(self) -> Shell:
        """The window that is worked at."""
        return self.screens.shell

    def start(self) -> None:
        """Show the windows and begin with a wipe."""
        self.screens.open()
        self.controller.start()
        self.ahead.start()
        self.pulse.start()

    def close(self) -> None:
        """Let go of everything."""
        self.pulse.stop()
        self.ahead.stop()
        self.controller.close()
        self.screens.shut()
        self.collector.close()


def build(settings: Settings, clock: Clock | None = None, secrets: Secrets | None = None) -> Kiosk:
    """Build the kiosk that `settings` describe. Nothing is connected to before it starts.

    `clock` and `secrets` are the machine's where none are given.
    """
    clock = clock or QtClock()
    register_fonts()
    folder = VisitFolder(visit_parent(settings))
    printer = printer_of(settings)
    screens = Screens(settings.screen, policy_of(settings), clock)
    documents = documents_of(settings)
    outbox = outbox_of(settings, clock)
    tally = Tally(audit_file(settings), clock.now)
    gate = UpdateGate(state_folder(settings))
    examine = examiner(settings)
    telemetry = telemetry_of(settings, clock, examine)
    equipment = Equipment(
        policy=policy_of(settings),
        portal=portal_of(settings, secrets),
        worker=QtWorker(),
        clock=clock,
        printer=printer,
        audit=Audit(
            audit_file(settings),
            listeners=(tally.count, *((telemetry.count,) if telemetry else ())),
        ),
        terminal=Terminal(
            id=settings.terminal.id,
            place=settings.terminal.place,
            counter=settings.terminal.counter,
            phone=settings.terminal.phone,
            takes_files=documents is not None,
            encrypted=settings.portal.url.startswith("https://"),
        ),
        stranger=Session(language=settings.screen.language, bfs=settings.terminal.bfs),
        languages=languages(),
        render=partial(render, shape=Shape(settings.paper.shape)),
        render_application=render_application,
        render_handover=partial(render_handover, shape=Shape(settings.paper.shape)),
        portal_url=settings.portal.url,
        examine=examine,
        documents=documents,
        vault=vault_of(settings, clock, secrets),
        numbers=tally.numbers,
        outbox=outbox.line if outbox else OutboxLine,
        keeps_in=outbox,
        update_holds=lambda: gate.holds,
        wipers=(Wiper("folder", folder.empty), Wiper("print queue", printer.purge)),
        faces_visitor=screens.faces_visitor,
        screen_wipers=screen_wipers(screens.bury_pages),
    )
    controller = Controller(equipment, screens.show)
    screens.listen(controller)
    lock = QShortcut(QKeySequence("Ctrl+L"), screens.shell)  # on every page, with a frame or not
    lock.activated.connect(lambda: controller.dispatch(flow.LockWanted()))
    pulse = Pulse(controller, equipment, gate, telemetry)
    ahead = Ahead(KINDS[equipment.policy.frame].ahead())
    return Kiosk(screens, controller, Collector(), ahead, pulse)


def application(arguments: list[str]) -> QApplication:
    """Return the one Qt application, named for the system's lists."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(arguments)
    app.setApplicationName("Schalter")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("schalter")
    app.setQuitOnLastWindowClosed(True)
    return app


def portal_of(settings: Settings, secrets: Secrets | None = None) -> Callable[[], Portal]:
    """Return what builds the portal of the settings, once, when it is first asked for.

    The portal's libraries are imported then, on the worker's thread and behind the first frame.
    """

    @cache
    def build_portal() -> Portal:
        from kiosk.portals.adapters import adapters  # noqa: PLC0415 - behind the first frame

        return adapters()[settings.portal.kind].build(access_of(settings, secrets))

    return build_portal


def access_of(settings: Settings, secrets: Secrets | None = None) -> Access:
    """Return the way to the portal of the settings, and who this terminal is there."""
    portal = settings.portal
    identity = identity_of(
        portal.sign_in, settings.terminal.id, lambda: secrets or secrets_for(portal.url)
    )
    return Access(portal.url, portal.ca_file, portal.proxy, identity)


def policy_of(settings: Settings) -> Policy:
    """Return how the terminal behaves; staff sign in only where the portal lets anybody do so."""
    policy = POLICIES[settings.terminal.policy]
    staff_signs_in = policy.staff_signs_in and settings.portal.sign_in != "none"
    return replace(policy, staff_signs_in=staff_signs_in)


def vault_of(settings: Settings, clock: Clock, secrets: Secrets | None = None) -> Vault | None:
    """Return where a staff member's secrets and wrong PINs are kept; None where nobody signs in."""
    if not policy_of(settings).staff_signs_in:
        return None
    kept = secrets or secrets_for(settings.portal.url)
    return Vault(kept, Attempts(state_folder(settings) / "pin-attempts", clock.monotonic))


def outbox_of(settings: Settings, clock: Clock) -> Outbox | None:
    """Return what keeps submissions; also where only an earlier policy kept some."""
    path = outbox_file(settings)
    return Outbox(path, clock) if policy_of(settings).keeps_outbox or path.exists() else None


def telemetry_of(
    settings: Settings, clock: Clock, examine: Callable[[int], Report]
) -> "Telemetry | None":
    """Return who counts what happens here; None, and nothing is imported, where nobody asks."""
    if not settings.telemetry.wanted:
        return None
    from kiosk.telemetry.choosing import telemetry_for  # noqa: PLC0415 - off by default

    return telemetry_for(settings, examine, clock.monotonic)


def examiner(settings: Settings) -> Callable[[int], Report]:
    """Return what makes the report of `kiosk doctor` about this terminal, on any thread.

    Qt is asked for its screens now, as only the screen's thread may.
    """
    screens = tuple(displays())

    def examine(lost: int) -> Report:
        from kiosk.readiness.examining import (  # noqa: PLC0415 - behind the first frame
            examined,
            no_displays,
        )
        from kiosk.readiness.settings import Found  # noqa: PLC0415 - as above

        return examined(Found(Loaded(settings, {}, {})), lambda: screens or no_displays(), lost)

    return examine


def printer_of(settings: Settings) -> Printer:
    """Return the printer of the settings."""
    return printer_for(settings.paper.printer)


def documents_of(settings: Settings) -> DocumentFolder | None:
    """Return where documents are taken from; None where the policy takes none."""
    folder = settings.documents.folder
    takes_files = policy_of(settings).takes_files
    return DocumentFolder(Path(folder)) if folder and takes_files else None


def render(confirmation: Confirmation, printed_at: datetime, shape: Shape = Shape.A4) -> bytes:
    """Return the PDF of `confirmation`; imports its library when the first one is made."""
    from kiosk.receipt.pdf import render as render_pdf  # noqa: PLC0415 - behind the first frame

    return render_pdf(confirmation, printed_at, shape)


def render_application(application: Application, printed_at: datetime) -> bytes:
    """Return the PDF of a paper application, always on A4; its library is imported as above."""
    from kiosk.receipt.pdf_application import render as render_pdf  # noqa: PLC0415 - as above

    return render_pdf(application, printed_at)


def render_handover(slip: Slip, printed_at: datetime, shape: Shape) -> bytes:
    """Return the PDF of the slip with a code; its library is imported as above."""
    from kiosk.receipt.pdf_handover import render as render_pdf  # noqa: PLC0415 - as above

    return render_pdf(slip, printed_at, shape)
