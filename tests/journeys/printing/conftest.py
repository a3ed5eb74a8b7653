"""One rig for all journeys of paper: starting it is what takes time."""

from collections.abc import Iterator

import pytest

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
def rig(started_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    for name, value in started_rig.environment.items():
        monkeypatch.setenv(name, value)
    started_rig.become("ready")
    yield started_rig
    CupsPrinter(QUEUE).purge()
    started_rig.settle()


@pytest.fixture(scope="session")
def paper() -> bytes:
    return render(bilingual(), PRINTED_AT)
