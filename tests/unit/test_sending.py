"""Sent once, under one key; "nothing was sent" is said only where it is true."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from kiosk import flow
from kiosk.catalogue import FormReference
from kiosk.errors import (
    Busy,
    Declined,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unreachable,
    Unverified,
)
from kiosk.forms.attachment import Attachment
from kiosk.portals.portal import Submission
from kiosk.portals.staff import SIGNED_OUT
from kiosk.sending import Outgoing, submission
from tests.fakes.forms import field, form, page
from tests.fakes.portal import FakePortal
from tests.fakes.submissions import ANSWERS, written
from tests.fakes.views import view


async def signed_out(_: object) -> Any:
    raise NotAllowed(code=SIGNED_OUT)


async def ready(portal: FakePortal, *attachments: Attachment) -> Outgoing:
    if not attachments:
        return Outgoing(await written(portal, key="key-1"))
    answers = {**ANSWERS, "lease": [found.stand_in for found in attachments]}
    sent = await written(portal, key="key-1", answers=answers, attachments=attachments, later=())
    return Outgoing(sent)


def outcome_of(portal: FakePortal, outgoing: Outgoing) -> type[PortalError] | str:
    """Return the key on the receipt, or the kind of error."""
    try:
        return asyncio.run(outgoing.send(portal)).key
    except PortalError as error:
        return type(error)


@pytest.fixture
def portal() -> FakePortal:
    return FakePortal()


@pytest.fixture
def outgoing(portal: FakePortal) -> Outgoing:
    return asyncio.run(ready(portal))


@pytest.mark.parametrize("afterwards", [True, False])
def test_an_answer_that_was_lost_is_asked_for_and_nothing_is_filed_twice(
    portal: FakePortal,
    outgoing: Outgoing,
    afterwards: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    portal.fail("submit", OutcomeUnknown(), afterwards=afterwards)
    assert outcome_of(portal, outgoing) == "key-1"
    assert list(portal.filed) == ["key-1"]


@pytest.mark.parametrize("error", [Unreachable(), Busy(), OutcomeUnknown()])
def test_where_nobody_can_be_asked_the_outcome_is_unknown_and_not_called_unsent(
    portal: FakePortal, outgoing: Outgoing, error: PortalError
) -> None:
    portal.fail("submit", OutcomeUnknown(), afterwards=True)
    portal.fail("outcome", error)
    assert outcome_of(portal, outgoing) is OutcomeUnknown


@pytest.mark.parametrize("first", [OutcomeUnknown(), Unverified()])
def test_an_unknown_outcome_stays_unknown_however_the_next_attempt_fails(
    portal: FakePortal, outgoing: Outgoing, first: PortalError
) -> None:
    portal.fail("submit", first, afterwards=True)
    portal.fail("outcome", OutcomeUnknown())
    assert outcome_of(portal, outgoing) in {OutcomeUnknown, Unverified}
    portal.recover()
    portal.fail("submit", Unreachable())
    assert outcome_of(portal, outgoing) is OutcomeUnknown
    assert outcome_of(portal, outgoing) == "key-1"


def test_a_refusal_is_an_answer_also_after_an_unknown_outcome(
    portal: FakePortal, outgoing: Outgoing
) -> None:
    portal.fail("submit", OutcomeUnknown())
    portal.fail("submit", Declined())
    assert outcome_of(portal, outgoing) is Declined


def test_what_was_cut_off_on_its_way_may_have_arrived(
    portal: FakePortal, outgoing: Outgoing
) -> None:
    async def cancelled(_: Submission) -> None:
        raise asyncio.CancelledError

    async def cut_off() -> None:
        with pytest.raises(asyncio.CancelledError):
            await outgoing.send(portal)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portal, "submit", cancelled)
        asyncio.run(cut_off())
    portal.fail("submit", Unreachable())
    assert outcome_of(portal, outgoing) is OutcomeUnknown


def test_nothing_sent_is_said_as_it_is(portal: FakePortal, outgoing: Outgoing) -> None:
    portal.fail("submit", Unreachable())
    assert outcome_of(portal, outgoing) is Unreachable
    assert not portal.filed


def test_documents_are_handed_in_once_however_often_it_is_tried(portal: FakePortal) -> None:
    handed_in = []
    attach = portal.attach

    async def counted(attachment: Attachment) -> Attachment:
        handed_in.append(attachment.name)
        return await attach(attachment)

    portal.attach = counted  # type: ignore[method-assign] # it counts
    outgoing = asyncio.run(ready(portal, Attachment("lease.pdf", "application/pdf", b"%PDF")))
    portal.fail("submit", Unreachable())
    assert outcome_of(portal, outgoing) is Unreachable
    assert outcome_of(portal, outgoing) == "key-1"
    assert handed_in == ["lease.pdf"]
    (sent,) = portal.filed["key-1"].attachments
    assert sent.reference == "file-1"


def test_a_submission_says_who_acts_where_and_to_whom() -> None:
    seen = view(flow.Reviewing("test"), form(page(field("/name"))))
    made = submission(seen, "test", "key-1", "citizen")
    assert (made.key, made.service, made.bfs) == ("key-1", "test", 1061)
    assert made.form == FormReference("test", "1", "0" * 64)
    assert (made.sender_id, made.terminal, made.actor) == ("s-1", "t-1", "citizen")


def test_a_submission_is_never_made_of_another_service() -> None:
    seen = view(flow.Reviewing("test"), form(page(field("/name"))))
    with pytest.raises(RuntimeError):
        submission(seen, "other", "key-1", "citizen")
    with pytest.raises(RuntimeError):
        submission(replace(seen, filled=None), "test", "key-1", "citizen")


def test_a_sign_in_that_ended_says_nothing_was_sent_only_where_it_is_true(
    portal: FakePortal,
) -> None:
    outgoing = asyncio.run(ready(portal))
    with pytest.raises(NotAllowed):
        asyncio.run(outgoing.send(portal, signed_out))
    for call in ("submit", "outcome"):
        portal.fail(call, OutcomeUnknown(), times=2)
    assert outcome_of(portal, outgoing) is OutcomeUnknown
    with pytest.raises(OutcomeUnknown, match=SIGNED_OUT):
        asyncio.run(outgoing.send(portal, signed_out))
