"""What holds for every printer: the fake one, the folder, and the real queue."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.cups import CupsPrinter
from kiosk.receipt.folder import FolderPrinter
from kiosk.receipt.printer import Printed, Printer
from kiosk.receipt.printers import NoPrinter
from tests.fakes.printer import FakePrinter
from tests.journeys.printing.rig import QUEUE, Rig

JOB = "Schalter 0123abcd"


@pytest.fixture(params=["fake", "folder", "cups"])
def working(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Printer, Callable[[], int]]:
    """Return a printer that works, and how to count what came out of it."""
    if request.param == "fake":
        fake = FakePrinter()
        return fake, lambda: len(fake.printed)
    if request.param == "folder":
        return FolderPrinter(tmp_path / "paper"), lambda: len(list(tmp_path.glob("paper/*")))
    rig: Rig = request.getfixturevalue("rig")
    return CupsPrinter(QUEUE), lambda: len(rig.sheets())


@pytest.fixture(params=["fake", "folder", "cups", "none"])
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Printer:
    """Return a printer that cannot take anything."""
    if request.param == "fake":
        return FakePrinter(trouble="media-empty")
    if request.param == "folder":
        (tmp_path / "file").write_bytes(b"")
        return FolderPrinter(tmp_path / "file" / "paper")
    if request.param == "cups":
        request.getfixturevalue("rig")
        return CupsPrinter("nowhere")
    return NoPrinter()


class TestEveryWorkingPrinter:
    def test_it_is_available(self, working: tuple[Printer, Callable[[], int]]) -> None:
        assert working[0].status().ready

    def test_it_prints_each_document_once(
        self, working: tuple[Printer, Callable[[], int]], paper: bytes
    ) -> None:
        printer, count = working
        before = count()

        outcomes = [printer.print(paper, JOB), printer.print(paper, JOB)]

        assert outcomes == [Printed.COMPLETED] * 2
        assert count() == before + 2

    def test_a_purge_leaves_what_was_printed(
        self, working: tuple[Printer, Callable[[], int]], paper: bytes
    ) -> None:
        printer, count = working
        printer.print(paper, JOB)
        before = count()

        printer.purge()

        assert count() == before

    def test_it_may_be_purged_without_reason(
        self, working: tuple[Printer, Callable[[], int]]
    ) -> None:
        working[0].purge()
        working[0].purge()


class TestEveryBrokenPrinter:
    def test_it_is_not_available(self, broken: Printer) -> None:
        assert not broken.status().ready

    def test_it_refuses_instead_of_pretending(self, broken: Printer, paper: bytes) -> None:
        with pytest.raises(PrinterUnavailable):
            broken.print(paper, JOB)

    def test_it_may_be_purged(self, broken: Printer) -> None:
        broken.purge()
