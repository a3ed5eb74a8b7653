"""Sending answers: once, under one key, and never called received without proof."""

from dataclasses import replace

from kiosk.errors import OutcomeUnknown
from kiosk.forms.attachment import referring
from kiosk.portals.portal import Portal, Submission
from kiosk.receipt.receipt import Receipt


class Outgoing:
    """A confirmed submission on its way. *Try again* sends the very same one.

    Documents are handed in once: their references belong to the body, and the same key with
    another body would be refused.
    """

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._attached = False

    @property
    def key(self) -> str:
        """The idempotency key."""
        return self._submission.key

    async def send(self, portal: Portal) -> Receipt:
        """Send, and return the verified receipt.

        When no answer came the portal is asked for the key. If it never saw it, nothing was
        filed, and the same is sent once more: the key makes that safe.

        Raises:
            OutcomeUnknown: it is still not certain.
            PortalError: as `Portal.submit`.
        """
        if not self._attached:
            documents = [await portal.attach(found) for found in self._submission.attachments]
            answers = referring(self._submission.answers, documents)
            self._submission = replace(
                self._submission, answers=answers, attachments=tuple(documents)
            )
            self._attached = True
        try:
            return await portal.submit(self._submission)
        except OutcomeUnknown:
            found = await portal.outcome(self._submission)
            return found or await portal.submit(self._submission)
