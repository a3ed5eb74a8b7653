"""A counter keeps what the portal cannot take, says so, and sends it whoever is there then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import flow
from kiosk.controller import Controller
from kiosk.errors import OutcomeUnknown, Unreachable
from kiosk.outbox.life import LIFE
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.store import OutboxStore, StoreError
from kiosk.receipt.receipt import Application
from tests.fakes.at_work import OTHER
from tests.fakes.staffed import StaffedCounter


class KeepingCounter(StaffedCounter):
    """A counter with an outbox, whose paper the test reads."""

    def built(self, **changes: Any) -> Controller:
        self.papers: list[Application] = []
        self.outbox = Outbox(self.folder / "outbox.sqlite", self.clock)

        def render(paper: Application, _: object) -> bytes:
            self.papers.append(paper)
            return b"%PDF-1.7"

        return super().built(
            outbox=self.outbox.line, keeps_in=self.outbox, render_application=render, **changes
        )

    def send_in_vain(self, *errors: Exception) -> None:
        """Get to the page that says that it was not sent."""
        self.review()
        for error in errors or (Unreachable(),):
            assert isinstance(error, Unreachable | OutcomeUnknown)
            self.portal.fail("submit", error, afterwards=isinstance(error, OutcomeUnknown))
        self.send()
        self.worker.finish_all()

    def store(self) -> None:
        """Have it sealed; the line stays away."""
        self.portal.fail("submit_sealed", Unreachable(), times=3)
        self.tell(flow.StoreWanted())
        self.worker.finish_all()

    def passes(self, seconds: float) -> None:
        """Let time pass in a dozen steps; what is due is done after each."""
        for _ in range(12):
            self.clock.advance(seconds / 12)
            self.worker.finish_all()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[KeepingCounter]:
    found = KeepingCounter(tmp_path)
    yield found
    found.controller.close()


def test_what_could_not_be_sent_is_kept_and_the_paper_says_so(counter: KeepingCounter) -> None:
    counter.send_in_vain()
    counter.store()
    stored = counter.at()
    assert isinstance(stored, flow.Stored)
    assert stored.paper in {flow.Paper.PRINTED, flow.Paper.QUEUED}
    (paper,) = counter.papers
    assert paper.kept is not None
    assert paper.kept.reference == stored.key[:8].upper()
    until = counter.controller.view().stored_until
    assert paper.kept.until == until
    assert until is not None
    assert until - counter.clock.now() == LIFE
    assert counter.controller.view().outbox.waiting == 1
    assert "SUBMISSION_STORED" in counter.log()


def test_it_goes_when_the_line_is_back_also_after_the_visitor_went(
    counter: KeepingCounter,
) -> None:
    counter.send_in_vain()
    counter.store()
    counter.tell(flow.LeaveWanted(), flow.PaperTaken())
    counter.worker.finish_all()
    assert counter.controller.view().stored_until is None
    counter.passes(60)
    assert len(counter.portal.filed) == 1
    assert counter.controller.view().outbox.waiting == 0
    assert "STORED_SENT" in counter.log()


def test_what_may_have_arrived_is_kept_under_its_own_key_and_filed_once(
    counter: KeepingCounter,
) -> None:
    counter.portal.fail("outcome", Unreachable())
    counter.send_in_vain(OutcomeUnknown())
    assert counter.problem() == "outcome-unknown"
    (key,) = counter.portal.filed
    counter.store()
    stored = counter.at()
    assert isinstance(stored, flow.Stored)
    assert stored.key == key
    counter.passes(60)
    assert list(counter.portal.filed) == [key]
    assert counter.controller.view().outbox.waiting == 0


def test_a_power_cut_loses_nothing_and_it_goes_before_anybody_signs_in(
    counter: KeepingCounter,
) -> None:
    counter.send_in_vain()
    counter.store()
    counter.portal.recover()
    counter.restart()
    assert not isinstance(counter.at(), flow.Stored)
    assert len(counter.portal.filed) == 1


def test_where_it_cannot_be_kept_staff_read_why_and_nothing_is_claimed(
    counter: KeepingCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("outbox-disk")

    counter.portal.fail("outcome", Unreachable())
    counter.send_in_vain(OutcomeUnknown())
    monkeypatch.setattr(OutboxStore, "add", full)
    counter.store()
    failed = counter.at()
    assert isinstance(failed, flow.Failed)
    assert (failed.problem, failed.unstored) == ("outcome-unknown", "outbox-disk")
    assert "SUBMISSION_STORED" not in counter.log()


def test_a_fault_while_sealing_is_told_without_a_word_of_what_was_typed(
    counter: KeepingCounter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Zoë")

    counter.send_in_vain()
    monkeypatch.setattr(Outbox, "keep", broken)
    counter.store()
    failed = counter.at()
    assert isinstance(failed, flow.Failed)
    assert failed.unstored == "internal"
    assert "Zoë" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_nothing_is_kept_for_a_sender_without_a_key(counter: KeepingCounter) -> None:
    counter.review(OTHER)
    counter.portal.fail("submit", Unreachable())
    counter.send()
    counter.worker.finish_all()
    counter.store()
    failed = counter.at()
    assert isinstance(failed, flow.Failed)
    assert failed.unstored == "outbox-no-key"


def test_what_ended_unsent_is_counted_until_staff_know(counter: KeepingCounter) -> None:
    counter.send_in_vain()
    counter.portal.fail("submit_sealed", Unreachable(), times=10_000)
    counter.tell(flow.StoreWanted())
    counter.worker.finish_all()
    counter.passes(LIFE.total_seconds() + 700)
    assert counter.controller.view().outbox.expired == 1
    assert "STORED_EXPIRED" in counter.log()
    if isinstance(counter.at(), flow.Locked | flow.SigningIn):
        counter.restart()
        counter.portal.staff.approve()
        counter.poll()
    counter.tell(flow.ExpiredKnown())
    counter.worker.finish_all()
    assert counter.controller.view().outbox.expired == 0


def test_where_there_is_no_outbox_nothing_is_kept(tmp_path: Path) -> None:
    counter = StaffedCounter(tmp_path)
    counter.review()
    counter.portal.fail("submit", Unreachable())
    counter.send()
    counter.worker.finish_all()
    counter.tell(flow.StoreWanted())
    counter.worker.finish_all()
    failed = counter.at()
    assert isinstance(failed, flow.Failed)
    assert failed.unstored == "outbox-none"
