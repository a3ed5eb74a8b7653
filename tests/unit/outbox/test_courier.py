"""The courier: in order, once under its key, with patience, and nothing stops it for long."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.audit import AuditEvent
from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    SecretsUnavailable,
    Unintelligible,
    Unreachable,
    Unverified,
    Withdrawn,
)
from kiosk.outbox.courier import FIRST_WAIT, LONGEST_RETRY_AFTER, LONGEST_WAIT, Courier
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.store import OutboxStore, StoreError
from kiosk.portals.portal import Submission
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.sealed import SENDERS_KEY
from tests.fakes.sealing import typed
from tests.fakes.worker import HeldWorker

DAY = 24 * 3_600.0


@dataclass
class Rounds:
    """A courier whose time, work and portal the test holds in its hands."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    worker: HeldWorker = field(default_factory=HeldWorker)
    portal: FakePortal = field(default_factory=FakePortal)
    log: list[tuple[AuditEvent, dict[str, str]]] = field(default_factory=list)
    chance: float = 1.0

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.folder / "outbox.sqlite", self.clock)
        self.courier = self.new()

    def new(self) -> Courier:
        return Courier(
            self.outbox,
            lambda: self.portal,
            self.worker,
            self.clock,
            lambda event, **fields: self.log.append((event, fields)),
            lambda: None,
            lambda: self.chance,
        )

    def keep(self, **changes: Any) -> Submission:
        """Keep one more."""
        submission = asyncio.run(typed(self.portal, **changes))
        self.outbox.keep(submission, SENDERS_KEY.public)
        return submission

    def go(self) -> None:
        self.courier.go()
        self.worker.finish_all()

    def passes(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.worker.finish_all()

    def fails(self, error: PortalError, times: int = 1) -> None:
        self.portal.fail("submit_sealed", error, times=times)

    def waiting(self) -> list[str]:
        return [kept.key for kept in self.outbox.kept]

    def told(self) -> list[AuditEvent]:
        return [event for event, _ in self.log]


@pytest.fixture
def rounds(tmp_path: Path) -> Iterator[Rounds]:
    found = Rounds(tmp_path)
    yield found
    found.courier.stop()
    found.outbox.store.close()


def test_what_is_kept_arrives_in_order_and_is_forgotten(rounds: Rounds) -> None:
    keys = [rounds.keep().key for _ in range(3)]
    rounds.go()
    assert list(rounds.portal.filed) == keys
    assert rounds.waiting() == []
    assert rounds.log == [(AuditEvent.STORED_SENT, {"key": key}) for key in keys]


def test_what_an_earlier_run_of_the_program_left_is_sent_at_its_start(rounds: Rounds) -> None:
    key = rounds.keep().key
    rounds.outbox.store.close()
    rounds.outbox = Outbox(rounds.folder / "outbox.sqlite", rounds.clock)
    rounds.courier = rounds.new()
    rounds.courier.start()
    rounds.worker.finish_all()
    assert list(rounds.portal.filed) == [key]


def test_a_line_that_is_away_is_tried_again_less_and_less_often(rounds: Rounds) -> None:
    rounds.keep()
    rounds.fails(Unreachable(), times=12)
    rounds.go()
    waits = []
    for _ in range(11):
        before = rounds.clock.monotonic()
        while not rounds.worker.held:
            rounds.clock.advance(FIRST_WAIT / 2)
        waits.append(rounds.clock.monotonic() - before)
        rounds.worker.finish_all()
    assert waits[:4] == [5.0, 10.0, 20.0, 40.0]
    assert waits[-1] == LONGEST_WAIT
    rounds.passes(LONGEST_WAIT)
    assert len(rounds.portal.filed) == 1


def test_terminals_do_not_all_come_at_the_same_moment(rounds: Rounds) -> None:
    rounds.keep()
    rounds.chance = 0.0
    rounds.fails(Unreachable())
    rounds.go()
    rounds.passes(FIRST_WAIT / 2)
    assert len(rounds.portal.filed) == 1


def test_a_line_that_is_away_is_asked_for_one_only(rounds: Rounds) -> None:
    first, second = rounds.keep().key, rounds.keep().key
    rounds.fails(Unreachable(code="timeout"))
    rounds.go()
    assert rounds.waiting() == [first, second]
    assert [kept.attempts for kept in rounds.outbox.kept] == [1, 0]
    assert rounds.outbox.kept[0].code == "timeout"


@pytest.mark.parametrize(("asked", "waits"), [(90.0, 90.0), (86_400.0, LONGEST_RETRY_AFTER)])
def test_a_portal_that_asks_for_patience_gets_it_within_reason(
    rounds: Rounds, asked: float, waits: float
) -> None:
    rounds.keep()
    rounds.fails(Busy(retry_after=asked))
    rounds.go()
    rounds.passes(waits - 1)
    assert not rounds.portal.filed
    rounds.passes(1)
    assert len(rounds.portal.filed) == 1


@pytest.mark.parametrize("error", [Declined(), Withdrawn(), FormChanged()])
def test_what_is_refused_for_good_is_kept_seen_and_in_nobodys_way(
    rounds: Rounds, error: PortalError
) -> None:
    refused, good = rounds.keep().key, rounds.keep().key
    rounds.fails(error)
    rounds.go()
    assert list(rounds.portal.filed) == [good]
    assert rounds.waiting() == [refused]
    assert rounds.outbox.line().refused == (error.code,)
    assert rounds.log[0] == (AuditEvent.STORED_REFUSED, {"key": refused, "code": error.code})
    rounds.passes(DAY)
    assert list(rounds.portal.filed) == [good]
    assert rounds.told().count(AuditEvent.STORED_REFUSED) == 1


@pytest.mark.parametrize("error", [OutcomeUnknown(), Unverified(), Unintelligible()])
def test_an_odd_answer_to_one_holds_up_no_other(rounds: Rounds, error: PortalError) -> None:
    odd, good = rounds.keep().key, rounds.keep().key
    rounds.fails(error)
    rounds.go()
    assert (list(rounds.portal.filed), rounds.waiting()) == ([good], [odd])
    rounds.passes(FIRST_WAIT)
    assert list(rounds.portal.filed) == [good, odd]


@pytest.mark.parametrize(
    "error", [NotAllowed(code="clock-wrong"), SecretsUnavailable(code="keyring-locked")]
)
def test_a_terminal_that_may_not_send_now_waits(rounds: Rounds, error: Any) -> None:
    rounds.keep()
    rounds.fails(error)
    rounds.go()
    assert rounds.outbox.line().refused == ()
    rounds.passes(FIRST_WAIT)
    assert len(rounds.portal.filed) == 1


def test_an_answer_that_was_lost_files_it_once(rounds: Rounds) -> None:
    rounds.keep()
    rounds.portal.fail("submit_sealed", OutcomeUnknown(), afterwards=True)
    rounds.go()
    assert len(rounds.waiting()) == 1
    rounds.passes(FIRST_WAIT)
    assert (len(rounds.portal.filed), rounds.waiting()) == (1, [])


def test_what_cannot_be_forgotten_is_sent_again_and_filed_once(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("outbox-disk")

    rounds.keep()
    with monkeypatch.context() as disk:
        disk.setattr(OutboxStore, "remove", full)
        rounds.go()
    rounds.passes(FIRST_WAIT)
    assert (len(rounds.portal.filed), rounds.waiting()) == (1, [])


def test_staff_are_warned_a_day_before_it_ends_and_told_when_it_did(rounds: Rounds) -> None:
    key = rounds.keep().key
    rounds.fails(Unreachable(), times=10_000)
    rounds.go()
    rounds.passes(2 * DAY - 60)
    assert rounds.outbox.line().expiring == 0
    rounds.passes(60)
    line = rounds.outbox.line()
    assert (line.waiting, line.expiring, line.expired) == (1, 1, 0)
    assert line.oldest == timedelta(days=2).total_seconds()
    rounds.passes(DAY + LONGEST_WAIT)
    line = rounds.outbox.line()
    assert (line.waiting, line.expiring, line.expired) == (0, 0, 1)
    assert (AuditEvent.STORED_EXPIRED, {"key": key}) in rounds.log
    rounds.portal.recover()
    rounds.passes(DAY)
    assert not rounds.portal.filed
    rounds.outbox.forget_expired()
    assert rounds.outbox.line().expired == 0


def test_what_ended_while_the_machine_was_off_is_not_sent(rounds: Rounds) -> None:
    rounds.keep()
    rounds.clock.sleep(3 * DAY)
    rounds.go()
    assert not rounds.portal.filed
    assert rounds.told() == [AuditEvent.STORED_EXPIRED]


def test_what_is_kept_during_a_round_goes_with_the_next(rounds: Rounds) -> None:
    rounds.courier.go()
    key = rounds.keep().key
    rounds.courier.go()
    assert len(rounds.worker.held) == 1
    rounds.worker.finish_all()
    assert list(rounds.portal.filed) == [key]


def test_where_nothing_waits_nobody_goes(rounds: Rounds) -> None:
    rounds.go()
    rounds.clock.advance(DAY)
    assert rounds.worker.held == []


def test_an_outbox_that_another_program_has_is_tried_again(rounds: Rounds) -> None:
    other = OutboxStore(rounds.folder / "outbox.sqlite")
    other.open()
    rounds.go()
    assert rounds.outbox.trouble == "outbox-in-use"
    other.close()
    rounds.passes(FIRST_WAIT)
    assert rounds.outbox.trouble == ""


def test_who_stops_is_not_called_back(rounds: Rounds) -> None:
    rounds.keep()
    rounds.fails(Unreachable())
    rounds.go()
    rounds.courier.go()
    rounds.courier.stop()
    rounds.clock.advance(DAY)
    rounds.worker.finish_all()
    assert not rounds.portal.filed
