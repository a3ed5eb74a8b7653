"""What the endpoint says about a terminal that serves, rests, waits, closes or hangs."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from kiosk.presence import Presence
from kiosk.readiness.report import Outcome
from kiosk.telemetry.health import Health
from kiosk.telemetry.vitals import SILENT_SECONDS
from kiosk.view import OutboxLine
from tests.fakes.measured import Terminal


def status(terminal: Terminal, path: str) -> int:
    return Health(terminal.signs, terminal.families)(path).status.value


def told(terminal: Terminal) -> dict[str, Any]:
    found = json.loads(Health(terminal.signs, terminal.families)("/healthz").body)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("presence", "ready"),
    [
        (Presence.FREE, 200),
        (Presence.VISIT, 200),
        (Presence.UPDATE, 503),
        (Presence.OUT_OF_SERVICE, 503),
        (Presence.CLOSED, 503),
    ],
)
def test_a_terminal_is_ready_where_visitors_can_be_served(
    terminal: Terminal, presence: Presence, ready: int
) -> None:
    terminal.beats(presence)
    assert status(terminal, "/readyz") == ready
    assert status(terminal, "/livez") == 200
    assert told(terminal)["presence"] == presence.value


def test_a_screen_that_gives_no_sign_is_not_alive(terminal: Terminal) -> None:
    terminal.seconds += SILENT_SECONDS
    assert [status(terminal, path) for path in ("/livez", "/readyz", "/healthz")] == [503] * 3


def test_before_the_first_beat_nothing_is_promised(terminal: Terminal) -> None:
    terminal.signs.vitals = None
    assert status(terminal, "/livez") == 503
    assert told(terminal)["status"] == "fail"


def test_health_names_each_check_and_its_code_and_no_sentence(terminal: Terminal) -> None:
    found = told(terminal)
    assert found["status"] == "warn"
    assert found["checks"]["printer"] == {"outcome": "failed", "code": "code"}
    assert found["outbox"] == {"waiting": 2, "oldest_seconds": 90}
    assert (found["version"], found["terminal"], found["audit_lines_lost"]) == ("0.2.0", "t-1", 1)


@pytest.mark.parametrize(
    ("outbox", "lost", "expected"),
    [
        (OutboxLine(), 0, "pass"),
        (OutboxLine(waiting=5), 0, "pass"),
        (OutboxLine(waiting=1, expiring=1), 0, "warn"),
        (OutboxLine(expired=1), 0, "warn"),
        (OutboxLine(), 1, "warn"),
    ],
)
def test_somebody_should_look_where_something_was_lost_or_will_be(
    terminal: Terminal, outbox: OutboxLine, lost: int, expected: str
) -> None:
    terminal.finds(printer=Outcome.OK)
    terminal.beats(outbox=outbox, audit_lost=lost)
    assert told(terminal)["status"] == expected


def test_nothing_stands_elsewhere(terminal: Terminal) -> None:
    for path in ("/", "", "/metrics/", "/../etc/passwd", "//metrics", "/livez%00"):
        assert status(terminal, path) == HTTPStatus.NOT_FOUND
