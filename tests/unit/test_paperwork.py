"""Paper of a visit, at a counter at work: what is said of it is what became of it."""

import asyncio
import hashlib
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk import flow
from kiosk.clearing import Clearing
from kiosk.errors import (
    Busy,
    PortalError,
    PrinterUnavailable,
    Unprintable,
    Unreachable,
    Unverified,
    Withdrawn,
)
from kiosk.policy import SELF_SERVICE
from kiosk.portals.portal import Submission
from kiosk.receipt.printer import FAULT, Printed, trouble_of
from kiosk.receipt.receipt import Confirmation, Receipt, SealedDocument
from kiosk.wiping import Wiper
from kiosk.words import Words
from tests.fakes.at_work import PAPER, Counter
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.worker import HeldWorker

OFFICIAL = b"%PDF-1.7 sealed\n%%EOF\n"
SEALED = SealedDocument(
    1, Words({"de": "Ausweis"}), len(OFFICIAL), hashlib.sha256(OFFICIAL).hexdigest()
)


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """A counter with somebody at the review, whose receipt will name one official document."""
    counter = Counter(tmp_path)
    counter.portal.official[1] = OFFICIAL
    honest = counter.portal.submit

    async def submit(submission: Submission) -> Receipt:
        return replace(await honest(submission), documents=(SEALED,))

    monkeypatch.setattr(counter.portal, "submit", submit)
    counter.review()
    return counter


@pytest.fixture
def done(counter: Counter) -> Counter:
    """The same, once everything arrived and was made."""
    counter.send()
    counter.worker.finish_all()
    assert counter.paper() is flow.Paper.READY
    return counter


def prints(counter: Counter, document: int = 0) -> None:
    counter.tell(flow.PrintWanted(document))
    counter.worker.finish_all()


def done_state(counter: Counter) -> flow.Done:
    state = counter.at()
    assert isinstance(state, flow.Done)
    return state


# --- The confirmation ----------------------------------------------------------------------------


def test_it_is_made_without_being_printed(done: Counter) -> None:
    view = done.controller.view()
    assert view.document == PAPER
    assert view.confirmation is not None
    assert done.printer.printed == []
    assert "PAPER_ENDED" not in done.log()


def test_what_cannot_be_made_says_so_and_why_without_the_letter(counter: Counter) -> None:
    def spoilt(_says: Confirmation, _now: datetime) -> bytes:
        raise Unprintable("no shape for 𐌀")

    counter.controller = counter.built(render=spoilt)
    counter.review()
    counter.send()
    counter.worker.finish_all()

    assert counter.paper() is flow.Paper.UNPRINTABLE
    assert counter.controller.view().document is None
    assert '"outcome": "unprintable", "reason": "unprintable"' in counter.log()
    assert "shape" not in counter.log()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Printed.COMPLETED, flow.Paper.PRINTED), (Printed.QUEUED, flow.Paper.QUEUED)],
)
def test_paper_is_called_what_the_queue_said_of_it(
    outcome: Printed, said: flow.Paper, done: Counter
) -> None:
    done.printer.outcome = outcome
    prints(done)
    assert done.paper() is said
    assert done.printer.printed == [PAPER]
    assert f'"outcome": "{said.value}", "reason": ""' in done.log()


def test_a_printer_that_failed_says_why_and_prints_after_the_refill(done: Counter) -> None:
    done.printer.trouble = "media-empty"
    prints(done)
    assert done_state(done).paper is flow.Paper.FAILED
    assert done_state(done).trouble == "media-empty"
    assert '"outcome": "failed", "reason": "media-empty"' in done.log()

    done.printer.trouble = ""
    prints(done)
    assert done_state(done).paper is flow.Paper.PRINTED
    assert done_state(done).trouble == ""


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (PrinterUnavailable("media-jam"), "media-jam"),
        (PrinterUnavailable("folder: /home/zoe is full"), "printer-unavailable"),
        (PrinterUnavailable("jam\n"), "printer-unavailable"),
        (PrinterUnavailable("j" * 41), "printer-unavailable"),
        (PrinterUnavailable(), "printer-unavailable"),
        (Unprintable("Zoë"), "unprintable"),
        (ValueError("Zoë"), FAULT),
    ],
    ids=repr,
)
def test_why_is_a_word_and_never_what_an_error_says(error: Exception, word: str) -> None:
    assert trouble_of(error) == word


def test_a_job_is_named_by_nothing_of_the_visit(done: Counter) -> None:
    prints(done)
    prints(done)
    first, second = done.printer.jobs
    assert first != second
    for job in (first, second):
        assert job.startswith("Schalter ")
        assert "TEST" not in job


def test_nobody_prints_more_often_than_the_policy_says(done: Counter) -> None:
    for _ in range(SELF_SERVICE.most_prints + 2):
        prints(done)
    assert len(done.printer.printed) == SELF_SERVICE.most_prints


def test_a_double_tap_prints_once(done: Counter) -> None:
    done.tell(flow.PrintWanted(), flow.PrintWanted())
    done.worker.finish_all()
    assert done.printer.printed == [PAPER]


# --- Official documents --------------------------------------------------------------------------


def test_an_official_document_is_printed_bit_for_bit(done: Counter) -> None:
    done.tell(flow.PreviewWanted(0, 1))
    prints(done, 1)
    assert done.printer.printed == [OFFICIAL]


@pytest.mark.parametrize(
    "error",
    [Unverified(), Withdrawn("404"), Unreachable()],
    ids=["other bytes", "not there", "no network"],
)
def test_one_that_does_not_come_is_never_shown_and_written_down(
    error: PortalError, counter: Counter
) -> None:
    counter.portal.fail("document", error)
    counter.send()
    counter.worker.finish_all()

    assert not any(counter.controller.view().official.values())
    assert counter.paper() is flow.Paper.READY
    assert "DOCUMENT_LOST" in counter.log()
    assert f'"code": "{error.code}"' in counter.log()


# --- Copies by mail ------------------------------------------------------------------------------


def test_without_an_address_no_copy_is_asked_for(done: Counter) -> None:
    done.tell(flow.MailWanted())
    done.worker.finish_all()
    assert done_state(done).mail is flow.Mail.FAILED
    assert done.portal.mailed == []


def with_address(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = counter.controller._visit
    monkeypatch.setattr(
        counter.controller, "_visit", lambda: replace(honest(), email="zoe@example.ch")
    )


def test_a_copy_is_called_sent_once_the_portal_took_it_over(
    done: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_address(done, monkeypatch)
    done.tell(flow.MailWanted())
    assert done_state(done).mail is flow.Mail.SENDING
    done.worker.finish_all()
    assert done_state(done).mail is flow.Mail.SENT
    assert done.portal.mailed == [("LU-2026-TEST-0001", "zoe@example.ch")]
    assert "zoe" not in done.log()


def test_a_copy_that_is_not_taken_over_may_be_asked_for_again(
    done: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_address(done, monkeypatch)
    done.portal.fail("mail_copy", Busy())
    done.tell(flow.MailWanted())
    done.worker.finish_all()
    assert done_state(done).mail is flow.Mail.FAILED
    done.tell(flow.MailWanted())
    done.worker.finish_all()
    assert done_state(done).mail is flow.Mail.SENT


# --- The paper application -----------------------------------------------------------------------


def test_an_application_is_made_and_printed_by_itself(counter: Counter) -> None:
    counter.send(Unreachable())
    counter.tell(flow.ApplicationWanted())
    counter.worker.finish_all()
    state = counter.at()
    assert isinstance(state, flow.Failed)
    assert state.paper is flow.Paper.PRINTED
    assert counter.printer.printed == [PAPER]
    assert counter.portal.filed == {}


def test_an_application_that_is_not_printed_says_why(counter: Counter) -> None:
    counter.printer.trouble = "door-open"
    counter.send(Unreachable())
    counter.tell(flow.ApplicationWanted())
    counter.worker.finish_all()
    state = counter.at()
    assert isinstance(state, flow.Failed)
    assert (state.paper, state.trouble) == (flow.Paper.FAILED, "door-open")


# --- Who left ------------------------------------------------------------------------------------


def test_what_comes_for_somebody_who_left_is_dropped(counter: Counter) -> None:
    counter.send()  # the confirmation and the official document are under way
    counter.tell(flow.LeaveWanted(), flow.Left())
    counter.worker.finish_all()

    assert counter.at() == flow.Attract()
    view = counter.controller.view()
    assert (view.document, view.confirmation, dict(view.official)) == (None, None, {})
    assert "PAPER_ENDED" not in counter.log()


def test_a_wipe_takes_out_of_the_queue_what_the_visit_left_there(done: Counter) -> None:
    done.printer.outcome = Printed.QUEUED
    prints(done)
    before = done.printer.purges
    done.tell(flow.LeaveWanted(), flow.PaperTaken())
    done.worker.finish_all()
    assert done.printer.purges == before + 1
    assert done.controller.view().document is None


def test_a_wipe_waits_for_paper_that_is_just_coming_out() -> None:
    happened: list[str] = []
    comes_out = threading.Event()

    def prints_slowly() -> None:
        comes_out.wait(10)
        happened.append("printed")

    purge = Wiper("print queue", lambda: happened.append("purged"))
    portal = FakePortal()
    clearing = Clearing(HeldWorker(), FakeClock(), lambda: portal, (purge,), ())

    async def visit() -> None:
        printing = asyncio.create_task(clearing.blocking(prints_slowly))
        await asyncio.sleep(0)  # it has begun
        wiping = asyncio.create_task(clearing._core())
        ended, _ = await asyncio.wait({wiping}, timeout=0.1)
        assert not ended
        comes_out.set()
        await asyncio.gather(printing, wiping)

    asyncio.run(visit())
    assert happened == ["printed", "purged"]
