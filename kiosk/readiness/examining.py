"""Puts the looks together: which there are for the settings that were read, and in which order."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kiosk import __version__, places
from kiosk.identity import identity_of
from kiosk.policy import POLICIES
from kiosk.portals.access import Access
from kiosk.readiness import disk, lockdown, machine, outbox, program, sign_in
from kiosk.readiness import settings as settings_looks
from kiosk.readiness.looking import Step, checked
from kiosk.readiness.program import Display, NoScreenError
from kiosk.readiness.report import GROUPS, Report, Verdict, skipped
from kiosk.readiness.settings import Found
from kiosk.readiness.way import PORTAL_SECONDS, Way
from kiosk.receipt.printers import printer_for
from kiosk.secrets.choosing import CREDENTIALS, secrets_for
from kiosk.secrets.secrets import SecretName
from kiosk.settings import Loaded, Settings
from kiosk.texts import NoTextsError, all_texts, languages

EVERYTHING = tuple(name for group in GROUPS.values() for name in group)
WITHOUT_SETTINGS = "Waits for settings that can be used."

Displays = Callable[[], Sequence[Display]]
"""Returns the screens there are; see `program.screen` for what it raises."""


def no_displays() -> Sequence[Display]:
    """Return no screen: nobody looks at one here."""
    raise NoScreenError("Nobody looks at the screen here")


def examined(
    found: Found,
    displays: Displays = no_displays,
    lost: int = 0,
    only: Collection[str] = EVERYTHING,
) -> Report:
    """Look at all that is asked for, and return the report. Blocks: seconds, at worst minutes.

    Args:
        found: the settings that were read.
        displays: gives the screens; only what has a screen can.
        lost: lines of the audit log that the running kiosk could not write.
        only: names of the checks that are made.
    """
    steps = [*_always(found), *(_of(found.loaded, displays, lost) if found.loaded else ())]
    known = {step.name for step in steps}
    names = [name for name in EVERYTHING if name in only]
    steps += [Step(name, lambda: skipped(WITHOUT_SETTINGS)) for name in names if name not in known]
    checks = {check.name: check for check in checked([s for s in steps if s.name in only])}
    terminal = found.loaded.settings.terminal.id if found.loaded else ""
    now = datetime.now(UTC).astimezone()
    return Report(tuple(checks[name] for name in names), now, __version__, terminal)


def _always(found: Found) -> Iterator[Step]:
    """Yield what can be looked at without settings, too."""
    yield Step("settings", lambda: settings_looks.settings(found))
    yield Step("fonts", _fonts, seconds=30.0)
    yield Step("languages", lambda: program.languages(languages(), _ids))
    yield Step("sound", program.sound)
    yield from _lockdown()


def _of(loaded: Loaded, displays: Displays, lost: int) -> Iterator[Step]:
    """Yield what only the settings make it possible to look at."""
    settings = loaded.settings
    printer, px_per_mm = settings.paper.printer, settings.screen.px_per_mm
    facing = settings.screen.visitor_display
    yield Step("policy", lambda: settings_looks.policy(loaded))
    yield from _portal(settings)
    yield Step("printer", lambda: program.printer(printer, printer_for(printer)), seconds=30.0)
    yield Step("screen", lambda: program.screen(px_per_mm, displays), seconds=30.0)
    yield Step("visitor-display", lambda: program.visitor_display(facing, displays), seconds=30.0)
    yield from _disk(settings, lost)
    yield Step("print-spool", lambda: _print_spool(printer))


def _portal(settings: Settings) -> Iterator[Step]:
    """Yield the looks along the way to the portal, and at what this terminal signs in with."""
    portal, terminal = settings.portal, settings.terminal
    secrets = secrets_for(portal.url)
    identity = identity_of(portal.sign_in, terminal.id, lambda: secrets)
    way = Way(portal.kind, Access(portal.url, portal.ca_file, portal.proxy, identity))
    prove = way.prove if identity else None
    yield from way.steps(terminal.bfs)
    yield Step("keyring", lambda: _keyring(settings))
    yield Step("terminal-key", lambda: sign_in.terminal_key(identity), ("keyring",))
    yield Step(
        "terminal-known",
        lambda: sign_in.terminal_known(terminal.id, prove),
        ("contract", "terminal-key"),
        PORTAL_SECONDS,
    )


def _keyring(settings: Settings) -> Verdict:
    names = {"key": SecretName.TERMINAL_KEY, "secret": SecretName.CLIENT_SECRET}
    name = names.get(settings.portal.sign_in)
    if name is None:
        return skipped(sign_in.NOBODY)
    place = sign_in.place_of(name, os.environ.get(CREDENTIALS, ""), sys.platform)
    return sign_in.keyring(secrets_for(settings.portal.url), name, place)


def _disk(settings: Settings, lost: int) -> Iterator[Step]:
    folder = places.state_folder(settings)
    yield Step("state-folder", lambda: disk.state_folder(folder))
    yield Step("disk-space", lambda: disk.space(folder))
    yield Step("audit-log", lambda: disk.audit_log(places.audit_file(settings), lost), seconds=30.0)
    keeps = POLICIES[settings.terminal.policy].keeps_outbox
    file = places.outbox_file(settings)
    yield Step("outbox", lambda: outbox.outbox(file, datetime.now(UTC), keeps=keeps))
    parent = places.visit_parent(settings)
    yield Step("visit-folder", lambda: disk.visit_folder(parent, machine.text("/proc/mounts")))


def _fonts() -> Verdict:
    from kiosk.receipt.pdf_fonts import lacking  # noqa: PLC0415 - reportlab, and it may be missing

    return program.fonts(lacking, (words for tag in languages() for words in _said(tag)))


def _said(language: str) -> Sequence[str]:
    """Return what a language says; one that cannot be read is the business of `languages`."""
    try:
        return tuple(all_texts(language).values())
    except NoTextsError:
        return ()


def _ids(language: str) -> frozenset[str]:
    return frozenset(all_texts(language))


def _print_spool(printer: str) -> Verdict:
    if not machine.is_linux():
        return lockdown.not_here("print-spool")
    return lockdown.print_spool(printer, machine.text(machine.CUPSD))


def _lockdown() -> Iterator[Step]:
    """Yield the looks at the system that need no settings."""
    sysctl = Path("/proc/sys/kernel")
    looks: dict[str, Callable[[], Verdict]] = {
        "user": lambda: lockdown.user(*machine.user()),
        "core-dumps": lambda: lockdown.core_dumps(
            machine.core_limit(), machine.text(sysctl / "core_pattern")
        ),
        "swap": lambda: lockdown.swap(machine.text("/proc/swaps"), machine.swap_limit()),
        "freed-memory": lambda: lockdown.freed_memory(os.environ, sys.getallocatedblocks()),
        "system-keys": lambda: lockdown.system_keys(machine.text(sysctl / "sysrq")),
        "usb-storage": lambda: lockdown.usb_storage(machine.modprobe_rules()),
    }
    for name, look in looks.items():
        yield Step(name, look if machine.is_linux() else _not_here(name))


def _not_here(name: str) -> Callable[[], Verdict]:
    return lambda: lockdown.not_here(name)
