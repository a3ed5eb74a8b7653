"""Looks at the outbox: what waits there, for how long, and whether its file can be read."""

from datetime import datetime
from pathlib import Path

from kiosk.outbox.life import LIFE, WARNING
from kiosk.outbox.store import Kept, StoreError, looked_at, set_aside
from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Verdict, fine, skipped

HOUR_S = 3_600


def outbox(path: Path, now: datetime, *, keeps: bool) -> Verdict:
    """Say how the outbox `path` stands at `now`; `keeps` is whether this terminal keeps one."""
    if not keeps and not path.exists():
        return skipped("Nothing is kept at this terminal: terminal.policy is for no counter.")
    try:
        kept = looked_at(path)
    except StoreError as error:
        return failed(error.code, f"{path} cannot be read.")
    if aside := set_aside(path):
        return warned("outbox-set-aside", f"{aside[-1]} could not be read when the kiosk began.")
    if refused := sorted({one.code for one in kept if one.refused}):
        return warned("outbox-refused", f"The portal refused for good: {', '.join(refused)}.")
    oldest = max((now - one.stored_at for one in kept), default=LIFE * 0)
    if oldest >= LIFE - WARNING:
        return warned("outbox-expiring", _said(kept, now))
    return fine(_said(kept, now))


def _said(kept: tuple[Kept, ...], now: datetime) -> str:
    if not kept:
        return "Nothing waits."
    hours = int((now - kept[0].stored_at).total_seconds() // HOUR_S)
    return f"Waiting: {len(kept)}, the oldest for {hours} h; last: {kept[0].code or 'not tried'}."
