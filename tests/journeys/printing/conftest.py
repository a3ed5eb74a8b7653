"""One rig for all journeys of paper: starting it is what takes time."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.cups import CupsPrinter
from kiosk.receipt.pdf import render
from tests.journeys.printing.rig import QUEUE, Rig, missing, printing
from tests.unit.receipt.papers import PRINTED_AT, bilingual


@pytest.fixture(scope="session")
def started_rig() -> Iterator[Rig]:
    if lacking := missing():
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with printing() as rig:
        yield rig


@pytest.fixture
def rig(started_rig: Rig, paper: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    for name, value in started_rig.environment.items():
        monkeypatch.setenv(name, value)
    yield started_rig
    CupsPrinter(QUEUE).purge()
    started_rig.become("ready")
    started_rig.settle()
    _heal(paper)


def _heal(paper: bytes) -> None:
    """Print until CUPS has learnt that a trouble is over: the printer first, then the queue."""
    printer = CupsPrinter(QUEUE, grace=10)
    for _ in range(4):
        if not printer._troubles(QUEUE):
            return
        with suppress(PrinterUnavailable):
            printer.print(paper, "Schalter heals")
    pytest.fail("the printer does not recover")


@pytest.fixture(scope="session")
def paper() -> bytes:
    return render(bilingual(), PRINTED_AT)
