"""`kiosk print-test`: what it says of a test page, and what it leaves in the queue."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.__main__ import main
from kiosk.commands import exits, print_test
from kiosk.errors import PrinterUnavailable
from kiosk.receipt import printers
from kiosk.receipt.printer import JOB_PREFIX, Printed, PrinterStatus
from kiosk.receipt.refill import remedy
from tests.fakes.printer import FakePrinter
from tests.unit.receipt.pages import sizes

READY = PrinterStatus()


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text('[terminal]\nid = "t-7"\n[paper]\nprinter = "cups:"\nshape = "A5"\n')
    return path


@dataclass
class Failing(FakePrinter):
    """A printer that is fine until something is printed."""

    before: PrinterStatus = READY
    reason: str = "media-jam"
    holds_on: bool = False

    def status(self) -> PrinterStatus:
        return self.before

    def print(self, document: bytes, job: str) -> Printed:
        raise PrinterUnavailable(self.reason)

    def purge(self) -> None:
        super().purge()
        if self.holds_on:
            raise PrinterUnavailable("cancel refused")


@dataclass
class Vanishing(FakePrinter):
    """A printer that takes a document and is gone."""

    outcome: Printed = Printed.QUEUED

    def status(self) -> PrinterStatus:
        return PrinterStatus(("offline",) if self.printed else ())


def run(
    monkeypatch: pytest.MonkeyPatch, settings: Path, printer: FakePrinter, *more: str
) -> tuple[int, FakePrinter]:
    monkeypatch.setattr(printers, "printer_for", lambda _: printer)
    return main(["print-test", "--settings", str(settings), *more]), printer


def test_a_page_that_came_out_is_said_to_be_printed(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printer = run(monkeypatch, settings, FakePrinter())
    said = capsys.readouterr().out
    assert code == exits.OK
    assert said.startswith("cups: reports: ready.\n")
    assert "\nPrinted: " in said
    assert printer.jobs == [f"{JOB_PREFIX}test page"]
    assert [sizes(document) for document in printer.printed] == [[(148, 210)]]
    assert printer.purges == 0


def test_the_shape_can_be_another_one(monkeypatch: pytest.MonkeyPatch, settings: Path) -> None:
    _, printer = run(monkeypatch, settings, FakePrinter(), "--shape", "A4")
    assert [sizes(document) for document in printer.printed] == [[(210, 297)]]


def test_a_printer_that_is_low_prints_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(monkeypatch, settings, FakePrinter(warnings=("toner-low",)))
    assert code == exits.OK
    assert f"toner-low: {remedy('toner-low')}" in capsys.readouterr().out


@pytest.mark.parametrize("reason", ["media-empty", "media-jam", "door-open", "lp refused"])
def test_what_kept_it_from_coming_out_is_named_with_its_remedy_and_the_queue_is_emptied(
    monkeypatch: pytest.MonkeyPatch,
    settings: Path,
    capsys: pytest.CaptureFixture[str],
    reason: str,
) -> None:
    code, printer = run(monkeypatch, settings, Failing(reason=reason))
    said = capsys.readouterr().out
    assert code == print_test.FAILED
    assert f"Not printed: {reason}.\n  {reason}: {remedy(reason)}\n" in said
    assert "nothing waits in the queue" in said
    assert printer.purges == 1


def test_a_job_that_cannot_be_cancelled_is_not_said_to_be_gone(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(monkeypatch, settings, Failing(holds_on=True))
    said = capsys.readouterr().out
    assert code == print_test.FAILED
    assert "could not be cancelled (cancel refused); it may still be printed" in said
    assert "nothing waits" not in said


def test_a_trouble_that_was_there_before_is_tried(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A printer often reports its last trouble until it prints again."""
    old = Failing(before=PrinterStatus(("media-empty",)), reason="media-empty")
    code, _ = run(monkeypatch, settings, old)
    assert code == print_test.FAILED
    assert "on its way" in capsys.readouterr().out


@pytest.mark.parametrize("word", sorted(print_test.HOPELESS))
def test_where_nothing_can_come_out_nothing_is_handed_over(
    monkeypatch: pytest.MonkeyPatch,
    settings: Path,
    capsys: pytest.CaptureFixture[str],
    word: str,
) -> None:
    before = PrinterStatus((word,))
    code, _ = run(monkeypatch, settings, Failing(before=before, reason="was handed over"))
    said = capsys.readouterr().out
    assert code == print_test.FAILED
    assert f"{word}: {remedy(word)}" in said
    assert "nothing was handed over" in said
    assert "was handed over." in said
    assert "on its way" not in said


def test_a_page_whose_end_was_not_seen_is_not_said_to_be_printed(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printer = run(monkeypatch, settings, FakePrinter(outcome=Printed.QUEUED))
    said = capsys.readouterr().out
    assert code == exits.WARNED
    assert "\nNot seen: " in said
    assert "\nPrinted" not in said
    assert printer.purges == 0


def test_a_printer_that_vanished_on_the_way_keeps_no_page_for_later(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printer = run(monkeypatch, settings, Vanishing())
    assert code == print_test.FAILED
    assert "Not printed: offline." in capsys.readouterr().out
    assert printer.purges == 1


def test_the_page_can_be_written_instead(
    monkeypatch: pytest.MonkeyPatch, settings: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    code, printer = run(monkeypatch, settings, FakePrinter(), "--out", str(out))
    assert code == exits.OK
    assert len(PdfReader(out).pages) == 1
    assert printer.printed == []


def test_a_file_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = settings / "page.pdf"
    code, _ = run(monkeypatch, settings, FakePrinter(), "--out", str(out))
    assert code == print_test.NOT_WRITTEN
    assert capsys.readouterr().err.startswith(f"{out}: cannot be written: ")


def test_settings_that_cannot_be_used_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text('[paper]\nshape = "A3"\n')
    assert main(["print-test", "--settings", str(path)]) == exits.SETTINGS
    assert "paper.shape" in capsys.readouterr().err


def test_a_printer_of_no_known_kind_is_refused(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["print-test", "--settings", str(settings), "--printer", "carrier pigeon"]
    assert main(arguments) == exits.SETTINGS
    assert "--printer" in capsys.readouterr().err


def test_a_name_that_cannot_be_printed_is_told_by_its_number(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setting = f"folder:{tmp_path}/\N{CJK UNIFIED IDEOGRAPH-660E}"
    arguments = ["print-test", "--settings", str(settings), "--printer", setting]
    assert main(arguments) == print_test.FAILED
    assert "U+660E" in capsys.readouterr().err


def test_a_folder_takes_the_page(settings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    arguments = ["print-test", "--settings", str(settings), "--printer", f"folder:{folder}"]
    assert main(arguments) == exits.OK
    assert len(list(folder.glob("*.pdf"))) == 1
