"""What somebody sends to a portal that offers what is in tests/fakes/offer."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from kiosk.portals.portal import Portal, Submission

SERVICE = "demo.confirmation"
BFS = 1061
ANSWERS = {"person": {"firstName": "Zoë", "foreign": False}, "copies": 1}


async def written(portal: Portal, service: str = SERVICE, **changes: Any) -> Submission:
    """Return a submission that `portal` takes, under a new key; with `changes` perhaps not."""
    offered = await portal.service(service, BFS)
    made = Submission(
        key=str(uuid4()),
        service=service,
        bfs=BFS,
        form=offered.form,
        sender_id=offered.sender.id,
        sender_digest=offered.sender.digest,
        language="de",
        answers=ANSWERS,
        later=("/lease",),
    )
    return replace(made, **changes)
