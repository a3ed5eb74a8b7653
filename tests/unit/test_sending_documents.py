"""Documents go to the portal once, whatever breaks on the way."""

import asyncio

import pytest

from kiosk.catalogue import FormReference
from kiosk.errors import Unreachable
from kiosk.forms.attachment import Attachment
from kiosk.portals.portal import Submission
from kiosk.sending import Outgoing
from tests.fakes.files import JPEG, PDF, PNG
from tests.fakes.portal import FakePortal


class Flaky(FakePortal):
    """A portal whose line breaks at the second document, once."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    async def attach(self, attachment: Attachment) -> Attachment:
        if len(self.taken) == 1:
            self.taken.append("")
            raise Unreachable
        self.taken.append(attachment.name)
        return await super().attach(attachment)


def test_a_line_that_breaks_between_two_documents_uploads_none_of_them_twice() -> None:
    files = (
        Attachment("a", "application/pdf", PDF),
        Attachment("b", "image/jpeg", JPEG),
        Attachment("c", "image/png", PNG),
    )
    portal = Flaky()
    outgoing = Outgoing(
        Submission(
            key="00000000-0000-4000-8000-000000000001",
            service="lu.unknown",
            bfs=1061,
            form=FormReference("f", "1", "0" * 64),
            sender_id="s",
            sender_digest="0" * 64,
            language="de",
            answers={},
            attachments=files,
        )
    )
    with pytest.raises(Unreachable):
        asyncio.run(outgoing.send(portal))
    with pytest.raises(Exception, match="404"):
        asyncio.run(outgoing.send(portal))
    assert [name for name in portal.taken if name] == ["a", "b", "c"]
