"""Where this machine keeps what the kiosk writes: its state, and what belongs to a visit."""

import os
from pathlib import Path

from kiosk.settings import Settings


def state_folder(settings: Settings) -> Path:
    """Return where the audit log lies: the settings' place, else the system's for this user."""
    if settings.state_folder:
        return Path(settings.state_folder)
    from platformdirs import user_state_path  # noqa: PLC0415 - only where it is needed

    return user_state_path("schalter", appauthor=False)


def audit_file(settings: Settings) -> Path:
    """Return the file of the audit log."""
    return state_folder(settings) / "audit.jsonl"


def outbox_file(settings: Settings) -> Path:
    """Return the file of the outbox."""
    return state_folder(settings) / "outbox.sqlite"


def visit_parent(settings: Settings) -> Path:
    """Return a private folder for the visit's files: in memory where the system has one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime) / "schalter" if runtime else state_folder(settings)
