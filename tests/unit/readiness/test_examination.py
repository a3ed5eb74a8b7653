"""The report at a counter at work: made beside the screen, and nobody's once they left."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk import flow
from kiosk.controller import Controller
from kiosk.readiness.report import Report
from tests.fakes.counter import REPORT
from tests.fakes.staffed import StaffedCounter

KNOWN = flow.Readiness(flow.Examined.KNOWN)


@dataclass
class ExaminedCounter(StaffedCounter):
    """A counter that can be examined; `lost` holds what the look was told of the audit log."""

    lost: list[int] = field(default_factory=list)
    faulty: bool = False

    def built(self, **changes: Any) -> Controller:
        return super().built(examine=self.examine, **changes)

    def examine(self, lost: int) -> Report:
        self.lost.append(lost)
        if self.faulty:
            raise RuntimeError("no report")
        return REPORT

    def look(self) -> None:
        self.open()
        self.tell(flow.ReadinessWanted())


@pytest.fixture
def counter(tmp_path: Path) -> ExaminedCounter:
    return ExaminedCounter(tmp_path)


def test_staff_get_the_report_and_the_page_waits_for_it(counter: ExaminedCounter) -> None:
    counter.look()
    assert counter.at() == flow.Readiness()
    counter.worker.finish_all()
    assert counter.at() == KNOWN
    assert counter.controller.view().report == REPORT


def test_lines_that_the_audit_log_lost_are_told_to_the_look(counter: ExaminedCounter) -> None:
    counter.open()
    counter.audit.lost = 3
    counter.tell(flow.ReadinessWanted())
    counter.worker.finish_all()
    assert counter.lost == [3]


def test_a_look_that_fails_says_so_and_can_be_tried_again(
    counter: ExaminedCounter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    counter.faulty = True
    counter.look()
    counter.worker.finish_all()
    assert counter.at() == flow.Readiness(flow.Examined.UNKNOWN)
    counter.faulty = False
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    assert counter.at() == KNOWN


@pytest.mark.parametrize("event", [flow.Back(), flow.LockWanted()])
def test_a_report_that_comes_late_is_nobodys(counter: ExaminedCounter, event: flow.Event) -> None:
    counter.look()
    counter.tell(event)
    counter.worker.finish_all()
    assert counter.at() in {flow.Attract(), flow.Locked(flow.Attract())}
    assert counter.controller.view().report is None


def test_closing_the_report_is_a_wipe_that_is_written_down(counter: ExaminedCounter) -> None:
    counter.look()
    counter.worker.finish_all()
    counter.tell(flow.Back())
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert '"reason": "readiness"' in counter.log()
