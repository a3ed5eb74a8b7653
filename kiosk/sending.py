"""Sending answers: once, under one key, and never called received without proof."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeAlias

from kiosk.errors import (
    Declined,
    FormChanged,
    OutcomeUnknown,
    PortalError,
    SecretsUnavailable,
    Unverified,
    Withdrawn,
)
from kiosk.forms.attachment import Attachment, referring
from kiosk.portals.portal import Portal, Submission
from kiosk.portals.staff import SIGNED_OUT
from kiosk.receipt.receipt import Receipt
from kiosk.view import View

Sending: TypeAlias = Callable[[], Coroutine[Any, Any, Receipt]]


async def as_anybody(send: Sending) -> Receipt:
    """Send where nobody has to be signed in."""
    return await send()


class Outgoing:
    """A confirmed submission on its way. *Try again* sends the very same one.

    Documents are handed in once: their references belong to the body, and the same key with
    another body would be refused.
    """

    def __init__(self, submission: Submission) -> None:
        self._confirmed = self._submission = submission
        self._documents: list[Attachment] = []
        self._attached = False
        self._may_have_arrived = False

    @property
    def key(self) -> str:
        """The idempotency key."""
        return self._submission.key

    @property
    def confirmed(self) -> Submission:
        """What was confirmed, as it was before any document was handed in."""
        return self._confirmed

    async def send(
        self, portal: Portal, signed_in: Callable[[Sending], Awaitable[Receipt]] = as_anybody
    ) -> Receipt:
        """Send, and return the verified receipt.

        When no answer came the portal is asked for the key. If it never saw it, nothing was
        filed, and the same is sent once more: the key makes that safe.

        Args:
            portal: takes it.
            signed_in: sends as whoever is signed in; it may end as an error of the portal does.

        Raises:
            OutcomeUnknown: it is still not certain; with the code `SIGNED_OUT` where whoever sent
                it has to sign in before the portal can be asked again.
            PortalError: as `Portal.submit`.
        """
        try:
            return await signed_in(lambda: self._sent(portal))
        except (OutcomeUnknown, Unverified, Declined, FormChanged, Withdrawn):
            raise
        except (PortalError, SecretsUnavailable) as error:
            if self._may_have_arrived:  # "nothing was sent" would be a lie
                code = SIGNED_OUT if error.code == SIGNED_OUT else OutcomeUnknown.code
                raise OutcomeUnknown(f"{error}", code) from error
            raise

    async def _sent(self, portal: Portal) -> Receipt:
        if not self._attached:
            await self._attach(portal)
        return await self._filed(portal)

    async def _attach(self, portal: Portal) -> None:
        """Hand in what was not yet: the line may have broken between two documents."""
        for document in self._submission.attachments[len(self._documents) :]:
            self._documents.append(await portal.attach(document))
        answers = referring(self._submission.answers, self._documents)
        attachments = tuple(self._documents)
        self._submission = replace(self._submission, answers=answers, attachments=attachments)
        self._attached = True

    async def _filed(self, portal: Portal) -> Receipt:
        try:
            return await self._submitted(portal)
        except OutcomeUnknown:
            found = await portal.outcome(self._submission)
            return found or await self._submitted(portal)

    async def _submitted(self, portal: Portal) -> Receipt:
        try:
            return await portal.submit(self._submission)
        except (OutcomeUnknown, Unverified, asyncio.CancelledError):
            self._may_have_arrived = True
            raise


def submission(view: View, service: str, key: str, actor: str, agreement: str = "") -> Submission:
    """Return what `actor` sends to `service` under `key`; for `agreement` see `Submission`.

    Raises:
        RuntimeError: the service and its form are not what is open: a fault of ours.
    """
    found, filled = view.service, view.filled
    if found is None or filled is None or found.id != service:
        raise RuntimeError("a review was confirmed without its service")
    return Submission(
        key=key,
        service=found.id,
        bfs=found.bfs,
        form=found.form,
        sender_id=found.sender.id,
        sender_digest=found.sender.digest,
        language=view.session.language,
        answers=filled.data,
        attachments=filled.attachments,
        later=filled.later,
        terminal=view.terminal.id,
        actor=actor,
        identity=view.session.identity if view.policy.sees_identity else None,
        agreement=agreement,
    )
