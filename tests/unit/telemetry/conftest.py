"""A terminal that counted something."""

import pytest

from kiosk.readiness.report import Outcome
from kiosk.view import OutboxLine
from tests.fakes.measured import NOW, Terminal


@pytest.fixture
def terminal() -> Terminal:
    found = Terminal()
    found.serves()
    found.serves("declined", 4000)
    found.beats(outbox=OutboxLine(waiting=2, oldest=90.5), update_waiting=7.0, audit_lost=1)
    found.finds(printer=Outcome.FAILED, disk_space=Outcome.WARNING, dns=Outcome.SKIPPED)
    found.signs.certificate_ends = NOW + 3600
    return found
