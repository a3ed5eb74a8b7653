"""Paper through a real CUPS queue, in good and in bad moods of its printer."""

import subprocess
import threading
from io import BytesIO

import pytest
from pypdf import PdfReader

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.cups import CupsPrinter
from kiosk.receipt.printer import Printed
from tests.journeys.printing.rig import QUEUE, Rig, printing

JOB = "Schalter 0123abcd"


def queued() -> str:
    return subprocess.run(
        ["lpstat", "-W", "not-completed", "-o"], capture_output=True, text=True, check=True
    ).stdout


def test_a_printed_sheet_says_what_the_document_says(rig: Rig, paper: bytes) -> None:
    before = len(rig.sheets())

    assert CupsPrinter(QUEUE).print(paper, JOB) is Printed.COMPLETED

    (sheet,) = rig.sheets()[before:]
    pages = [page.extract_text() for page in PdfReader(BytesIO(sheet)).pages]
    assert len(pages) == len(PdfReader(BytesIO(paper)).pages)
    assert "Eingangsbestätigung" in pages[0]
    assert any("Łukasz" in page and "Šimůnek" in page for page in pages)


def test_nothing_of_the_document_is_left_behind(rig: Rig, paper: bytes) -> None:
    CupsPrinter(QUEUE).print(paper, JOB)

    assert queued() == ""
    assert not list((rig.folder / "cups" / "spool").glob("d*"))


def test_without_paper_the_job_is_cancelled_and_says_why(rig: Rig, paper: bytes) -> None:
    rig.become("empty")
    before = rig.sheets()

    with pytest.raises(PrinterUnavailable) as caught:
        CupsPrinter(QUEUE, grace=0.5).print(paper, JOB)

    assert caught.value.detail == "media-empty"
    assert queued() == ""
    assert rig.sheets() == before


def test_paper_that_is_refilled_in_time_goes_on(rig: Rig, paper: bytes) -> None:
    rig.become("empty")
    before = len(rig.sheets())
    refilling = threading.Thread(target=rig.refill)
    refilling.start()

    assert CupsPrinter(QUEUE, grace=10).print(paper, JOB) is Printed.COMPLETED

    refilling.join()
    assert len(rig.sheets()) == before + 1


def test_a_jam_is_not_taken_for_a_print(rig: Rig, paper: bytes) -> None:
    rig.become("jam")

    with pytest.raises(PrinterUnavailable) as caught:
        CupsPrinter(QUEUE).print(paper, JOB)

    assert caught.value.detail == "media-jam"


def test_a_job_whose_end_is_not_seen_in_time_is_only_queued(rig: Rig, paper: bytes) -> None:
    rig.become("slow")

    assert CupsPrinter(QUEUE, deadline=0.3).print(paper, JOB) is Printed.QUEUED

    assert QUEUE in queued()


def test_a_purge_takes_what_an_earlier_run_left_and_nothing_else(rig: Rig, paper: bytes) -> None:
    rig.become("slow")
    CupsPrinter(QUEUE, deadline=0.3).print(paper, JOB)
    somebody_elses = subprocess.run(
        ["lp", "-d", QUEUE, "-t", "Budget 2027", "-"], input=paper, capture_output=True, check=True
    )
    name = somebody_elses.stdout.decode().split()[3]

    CupsPrinter(QUEUE).purge()

    assert [line.split()[0] for line in queued().splitlines()] == [name]
    subprocess.run(["cancel", name], check=True)


@pytest.mark.usefixtures("rig")
def test_only_a_queue_that_is_there_is_available() -> None:
    assert CupsPrinter(QUEUE).status().ready
    assert not CupsPrinter("nowhere").status().ready
    assert not CupsPrinter().status().ready  # there is no default


def test_a_closed_queue_is_not_available_and_takes_nothing(rig: Rig, paper: bytes) -> None:
    subprocess.run(["cupsreject", QUEUE], check=True)
    try:
        assert not CupsPrinter(QUEUE).status().ready
        with pytest.raises(PrinterUnavailable, match="lp refused"):
            CupsPrinter(QUEUE).print(paper, JOB)
    finally:
        subprocess.run(["cupsaccept", QUEUE], check=True)


def test_before_a_visitor_sends_the_printer_says_what_is_wrong(rig: Rig, paper: bytes) -> None:
    rig.become("empty")
    with pytest.raises(PrinterUnavailable):
        CupsPrinter(QUEUE, grace=0.5).print(paper, JOB)

    assert CupsPrinter(QUEUE).status().troubles[0] == "media-empty"


def test_a_stopped_queue_is_not_available(rig: Rig) -> None:
    subprocess.run(["cupsdisable", QUEUE], check=True)
    try:
        assert not CupsPrinter(QUEUE).status().ready
    finally:
        subprocess.run(["cupsenable", QUEUE], check=True)


def test_a_printer_that_vanished_prints_nothing_and_leaves_nothing(
    rig: Rig, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with printing() as other:
        monkeypatch.setenv("CUPS_SERVER", other.environment["CUPS_SERVER"])
        other.vanish()
        printer = CupsPrinter(QUEUE, deadline=1)

        assert printer.status().troubles == ("offline",)

        assert printer.print(paper, JOB) is Printed.QUEUED
        printer.purge()

        assert queued() == ""
        assert other.sheets() == []


def test_without_a_server_there_is_no_printer(
    monkeypatch: pytest.MonkeyPatch, paper: bytes
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    printer = CupsPrinter(QUEUE)

    assert not printer.status().ready
    printer.purge()
    with pytest.raises(PrinterUnavailable):
        printer.print(paper, JOB)


def test_without_its_programs_there_is_no_printer(
    monkeypatch: pytest.MonkeyPatch, paper: bytes
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(PrinterUnavailable, match="lp is not installed"):
        CupsPrinter(QUEUE).print(paper, JOB)
