"""Of several pieces of work only the latest is heard, and none after somebody left."""

from collections.abc import Callable

import pytest

from kiosk.errands import Errands, Latest
from tests.fakes.worker import HeldWorker


def do(act: Callable[[], None]) -> None:
    act()


@pytest.fixture
def worker() -> HeldWorker:
    return HeldWorker()


@pytest.fixture
def errands(worker: HeldWorker) -> Errands:
    return Errands(worker, do)


async def nothing() -> None:
    """Do nothing."""


def test_of_two_pieces_of_work_only_the_latest_is_heard(
    worker: HeldWorker, errands: Errands
) -> None:
    heard: list[str] = []
    latest = Latest(errands)
    latest.run(nothing, lambda _: heard.append("first"), lambda _: None)
    latest.run(nothing, lambda _: heard.append("second"), lambda _: None)
    worker.finish_all()
    assert heard == ["second"]


def test_an_outcome_that_was_on_its_way_back_when_work_was_dropped_is_not_heard(
    worker: HeldWorker, errands: Errands
) -> None:
    heard: list[str] = []
    latest = Latest(errands)
    latest.run(nothing, lambda _: heard.append("done"), lambda _: heard.append("failed"))
    latest.drop()
    (late,) = worker.held
    assert late.cancelled
    late.succeed(None)
    late.fail(LookupError())
    assert heard == []


def test_work_beside_is_heard_until_the_visit_ends(worker: HeldWorker, errands: Errands) -> None:
    heard: list[str] = []
    errands.beside(nothing, lambda _: heard.append("before"), lambda _: None)
    worker.finish_all()
    errands.beside(nothing, lambda _: heard.append("after"), lambda _: None)
    assert errands.end_visit() == 0
    worker.finish_all()
    assert heard == ["before"]


def test_each_latest_drops_its_own_work_only(worker: HeldWorker, errands: Errands) -> None:
    heard: list[str] = []
    one, other = Latest(errands), Latest(errands)
    one.run(nothing, lambda _: heard.append("one"), lambda _: None)
    other.run(nothing, lambda _: heard.append("other"), lambda _: None)
    one.drop()
    worker.finish_all()
    assert heard == ["other"]
