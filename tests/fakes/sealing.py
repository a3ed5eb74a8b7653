"""What a counter sealed, for whoever sends it: at a portal that offers tests/fakes/offer."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kiosk.outbox.sealing import sealed
from kiosk.portals.portal import Portal, SealedSubmission, Submission
from tests.fakes.submissions import BFS, SERVICE, written

STORED_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def typed(portal: Portal, actor: str = "staff", **changes: Any) -> Submission:
    """Return a submission that staff typed; see `written`."""
    return await written(portal, actor=actor, agreement="in-words", terminal="t-1", **changes)


async def kept(portal: Portal, submission: Submission, **changes: Any) -> SealedSubmission:
    """Return it sealed to its sender, perhaps with `changes` on the outside."""
    key = (await portal.service(SERVICE, BFS)).sender.encryption_key
    return replace(sealed(submission, key, STORED_AT), **changes)
