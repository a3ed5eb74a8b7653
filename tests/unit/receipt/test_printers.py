"""Which printer a setting means, and what the pieces of the printers decide by themselves."""

import os
from pathlib import Path

import pytest

from kiosk.errors import PrinterUnavailable
from kiosk.receipt import windows
from kiosk.receipt.cups import CupsPrinter, troubles_in, warnings_in
from kiosk.receipt.folder import FolderPrinter
from kiosk.receipt.ipp import Attributes, PrinterState
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.printers import DEFAULT, NoPrinter, printer_for


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        ("cups:", CupsPrinter),
        ("cups:Schalter_1", CupsPrinter),
        ("folder:/srv/paper", FolderPrinter),
        ("folder:C:\\paper", FolderPrinter),
        ("none", NoPrinter),
    ],
)
def test_a_setting_means_one_printer(setting: str, kind: type) -> None:
    assert isinstance(printer_for(setting), kind)


@pytest.mark.parametrize("setting", ["", "cups", "folder:", "none:", "lpr:x", "NONE"])
def test_an_unknown_setting_is_an_error(setting: str) -> None:
    with pytest.raises(ValueError, match="no such kind of printer"):
        printer_for(setting)


@pytest.mark.skipif(os.name == "nt", reason="there it is one")
def test_elsewhere_a_windows_printer_is_an_error() -> None:
    with pytest.raises(ValueError, match="for Windows"):
        printer_for("windows:")


@pytest.mark.skipif(os.name == "nt", reason="there it may be one")
def test_elsewhere_the_windows_printer_takes_nothing() -> None:
    printer = windows.WindowsPrinter()

    assert not printer.status().ready
    printer.purge()
    with pytest.raises(PrinterUnavailable, match="not Windows"):
        printer.print(b"%PDF", "Schalter 1")


def test_the_default_belongs_to_the_machine() -> None:
    assert ("windows:" if os.name == "nt" else "cups:") == DEFAULT


@pytest.mark.parametrize(
    ("reasons", "troubles"),
    [
        (("none",), ()),
        (("media-empty-warning",), ("media-empty",)),
        (("media-empty-error", "media-jam-report"), ("media-jam", "media-empty")),
        (("cover-open",), ("cover-open",)),
        (("toner-low-warning", "media-low-report"), ()),
        (("media-emptyish",), ()),
        ((), ()),
    ],
)
def test_reasons_are_read_by_their_stem_the_gravest_first(
    reasons: tuple[str, ...], troubles: tuple[str, ...]
) -> None:
    assert troubles_in({"printer-state-reasons": reasons}) == troubles


def test_a_printer_that_stopped_without_a_reason_is_in_trouble() -> None:
    assert troubles_in({"printer-state": (PrinterState.STOPPED,)}) == ("stopped",)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (0x10, ""),
        (0x40, "media-empty"),
        (0x42, "media-empty"),
        (0x100, "canceled"),
        (0x20, "offline"),
    ],
)
def test_bits_of_the_windows_spooler_have_names(status: int, trouble: str) -> None:
    assert windows.trouble_in(status) == trouble


class TestTheFolder:
    def test_names_of_files_say_nothing(self, tmp_path: Path) -> None:
        FolderPrinter(tmp_path).print(b"%PDF", "../../etc/Łukasz:CON")

        (sheet,) = tmp_path.iterdir()
        assert sheet.read_bytes() == b"%PDF"
        assert sheet.stem.isalnum()
        assert sheet.suffix == ".pdf"

    def test_only_its_owner_may_read(self, tmp_path: Path) -> None:
        FolderPrinter(tmp_path).print(b"%PDF", "Schalter 1")

        (sheet,) = tmp_path.iterdir()
        assert os.name == "nt" or sheet.stat().st_mode & 0o077 == 0

    def test_a_purge_removes_what_was_only_begun(self, tmp_path: Path) -> None:
        (tmp_path / ".begun").write_bytes(b"%P")
        (tmp_path / "whole.pdf").write_bytes(b"%PDF")

        FolderPrinter(tmp_path).purge()

        assert [path.name for path in tmp_path.iterdir()] == ["whole.pdf"]

    def test_what_cannot_be_written_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: object, __: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)

        with pytest.raises(PrinterUnavailable, match="No space left"):
            FolderPrinter(tmp_path).print(b"%PDF", "Schalter 1")

        assert list(tmp_path.iterdir()) == []


def test_a_windows_printer_speaks_the_words_of_ipp() -> None:
    paper_out_and_little_toner = 0x10 | 0x20000

    assert windows.status_of(paper_out_and_little_toner) == PrinterStatus(
        ("media-empty",), ("toner-low",)
    )
    assert windows.status_of(0x80 | 0x1000).troubles == ("offline",)
    assert windows.status_of(0).ready


def test_a_queue_that_runs_low_is_ready_and_says_so() -> None:
    low: Attributes = {"printer-state-reasons": ("media-low-report", "toner-low-warning")}

    assert troubles_in(low) == ()
    assert warnings_in(low) == ("media-low", "toner-low")
