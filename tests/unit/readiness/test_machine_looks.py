"""K18, K23, K49, K54: disk, printer, texts, screen, and what only the system can lock down."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.audit import Audit, AuditEvent
from kiosk.readiness import disk, lockdown, program
from kiosk.readiness.program import Display, NoScreenError, ScreenUnusableError
from kiosk.readiness.report import Verdict
from kiosk.receipt.printer import Printed, PrinterStatus
from kiosk.receipt.printers import NoPrinter
from kiosk.receipt.refill import remedy
from kiosk.texts import NoTextsError

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
tmpfs /run/user/1000 tmpfs rw 0 0
/dev/sdb1 /run/user/1000/my\\040disk ext4 rw 0 0
"""


def code(verdict: Verdict) -> str:
    return verdict.code or verdict.outcome.value


# --- Disk ----------------------------------------------------------------------------------------


def test_a_folder_that_can_be_written_is_fine_and_nothing_stays_in_it(tmp_path: Path) -> None:
    assert code(disk.state_folder(tmp_path)) == "ok"
    assert "once it is made" in disk.state_folder(tmp_path / "a" / "b").found
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_fails(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    assert code(disk.state_folder(tmp_path / "state")) == "not-writable"


@pytest.mark.parametrize(
    ("mib", "expected"), [(501, "ok"), (499, "disk-low"), (20, "disk-low"), (19, "disk-full")]
)
def test_room_on_the_disk_is_judged_by_what_is_left(
    tmp_path: Path, mib: int, expected: str
) -> None:
    assert code(disk.space(tmp_path, lambda _path: mib * disk.MIB)) == expected


@pytest.fixture
def log(tmp_path: Path) -> Path:
    audit = Audit(tmp_path / "audit.jsonl")
    for _ in range(3):
        audit.record(AuditEvent.KIOSK_STARTED, version="0.1.0", policy="self-service")
    return tmp_path / "audit.jsonl"


def test_an_audit_log_that_is_whole_is_fine(log: Path) -> None:
    assert "3 lines" in disk.audit_log(log).found
    assert code(disk.audit_log(log.with_name("none"))) == "ok"


def test_a_line_that_was_taken_away_fails_with_its_number(log: Path) -> None:
    first, _, third = log.read_text().splitlines()
    log.write_text(f"{first}\n{third}\n")
    found = disk.audit_log(log)
    assert (code(found), "line 2" in found.found) == ("audit-broken", True)


def test_lines_the_kiosk_lost_are_a_warning_and_a_log_that_cannot_be_read_fails(log: Path) -> None:
    assert code(disk.audit_log(log, lost=2)) == "audit-lost"
    log.unlink()
    log.mkdir()
    assert code(disk.audit_log(log)) == "audit-unreadable"


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/run/user/1000/schalter", "ok"),
        ("/var/lib/schalter", "visit-on-disk"),
        ("/run/user/1000/my disk/x", "visit-on-disk"),
        ("/runaway", "visit-on-disk"),
    ],
)
def test_the_visits_files_should_lie_in_memory(folder: str, expected: str) -> None:
    assert code(disk.visit_folder(Path(folder), MOUNTS)) == expected


def test_a_system_without_a_list_of_mounts_is_skipped(tmp_path: Path) -> None:
    assert code(disk.visit_folder(tmp_path, None)) == "skipped"


# --- Program -------------------------------------------------------------------------------------


@dataclass
class Reporting(NoPrinter):
    """A printer that says how it is."""

    said: PrinterStatus

    def status(self) -> PrinterStatus:
        return self.said

    def print(self, document: bytes, job: str) -> Printed:
        raise AssertionError("nothing may be printed to try it")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (PrinterStatus(), "ok"),
        (PrinterStatus(("media-empty",), ("toner-low",)), "printer-unavailable"),
        (PrinterStatus((), ("toner-low",)), "printer-low"),
    ],
)
def test_a_printer_is_asked_and_nothing_is_printed(status: PrinterStatus, expected: str) -> None:
    found = program.printer("cups:", Reporting(status))
    assert code(found) == expected
    assert all(word in found.found for word in (*status.troubles, *status.warnings)[:1])
    assert found.refill == (status.troubles or status.warnings)
    assert all(remedy(word) in found.remedy for word in found.refill)


def test_a_counter_without_paper_is_skipped() -> None:
    assert code(program.printer("none", NoPrinter())) == "skipped"


def test_fonts_that_draw_everything_are_fine() -> None:
    asked: list[str] = []

    def lacking(text: str) -> Sequence[str]:
        asked.append(text)
        return ()

    assert code(program.fonts(lacking, ["Grüezi"])) == "ok"
    assert "Grüezi" in asked[0]
    assert set("ŁŠůĞễΕЙҚ’") <= set(asked[0])


def test_a_letter_without_a_glyph_fails_with_its_code_point() -> None:
    found = program.fonts(lambda _: ("\u660e",), [])
    assert (code(found), "U+660E" in found.found) == ("glyph-missing", True)


def test_a_font_that_is_missing_fails() -> None:
    def lacking(_: str) -> Sequence[str]:
        raise FileNotFoundError

    assert code(program.fonts(lacking, [])) == "font-missing"


def test_a_language_that_says_less_than_german_fails_with_the_first_text() -> None:
    ids = {"de": frozenset({"a", "b"}), "fr": frozenset({"a"})}
    found = program.languages(tuple(ids), ids.__getitem__)
    assert (code(found), "fr lacks 1 of the texts: b" in found.found) == ("texts-incomplete", True)


def test_languages_that_say_the_same_are_fine() -> None:
    assert code(program.languages(("de", "it"), lambda _: frozenset({"a"}))) == "ok"


def test_without_texts_it_fails() -> None:
    def nothing(_: str) -> frozenset[str]:
        raise NoTextsError("de/kiosk.mo: missing")

    assert code(program.languages(("de",), nothing)) == "texts-missing"
    assert code(program.languages((), nothing)) == "texts-missing"


@pytest.mark.parametrize(
    ("reported", "expected"),
    [(4.0, "ok"), (4.5, "ok"), (3.0, "screen-density"), (8.0, "screen-density")],
)
def test_a_density_that_the_screen_does_not_report_is_a_warning(
    reported: float, expected: str
) -> None:
    found = program.screen(4.0, lambda: [Display("DP-1", 1080, 1920, reported)])
    assert code(found) == expected
    assert "DP-1: 1080 x 1920" in found.found


@pytest.mark.parametrize(
    ("error", "expected"),
    [(NoScreenError("No session"), "skipped"), (ScreenUnusableError("xcb"), "screen-library")],
)
def test_a_screen_that_is_not_there_is_skipped_and_one_that_cannot_be_opened_fails(
    error: Exception, expected: str
) -> None:
    def displays() -> Sequence[Display]:
        raise error

    assert code(program.screen(4.0, displays)) == expected


DISPLAYS = (Display("DP-1", 1920, 1080, 4.0), Display("HDMI-2", 1080, 1920, 4.0, "LG-4711"))


@pytest.mark.parametrize(
    ("wanted", "count", "expected"),
    [
        ("", 2, "skipped"),
        ("other", 2, "ok"),
        ("HDMI-2", 2, "ok"),
        ("LG-4711", 2, "ok"),
        ("window", 1, "ok"),
        ("other", 1, "visitor-display-missing"),
        ("HDMI-9", 2, "visitor-display-missing"),
        ("DP-1", 1, "visitor-display-missing"),
    ],
)
def test_a_display_for_the_visitor_that_is_not_there_is_a_warning(
    wanted: str, count: int, expected: str
) -> None:
    assert code(program.visitor_display(wanted, lambda: DISPLAYS[:count])) == expected


def test_every_display_is_named_so_that_one_can_be_chosen() -> None:
    found = program.visitor_display("other", lambda: DISPLAYS).found
    assert "DP-1" in found
    assert "HDMI-2 (LG-4711)" in found


# --- Lockdown ------------------------------------------------------------------------------------


def test_a_kiosk_has_a_user_of_its_own() -> None:
    assert code(lockdown.user(1000, "schalter")) == "ok"
    assert code(lockdown.user(0, "root")) == "runs-as-root"


@pytest.mark.parametrize(
    ("limit", "pattern", "expected"),
    [
        (0, "core", "ok"),
        (0, None, "ok"),
        (0, "|/usr/lib/systemd/systemd-coredump %P", "ok"),
        (0, "|/usr/share/apport/apport %p", "core-dumps"),
        (-1, "|/usr/lib/systemd/systemd-coredump %P", "core-dumps"),
        (-1, "core", "core-dumps"),
        (-1, "|/bin/false", "ok"),
        (0, "|", "core-dumps"),
    ],
)
def test_a_crash_leaves_no_memory_behind(limit: int, pattern: str | None, expected: str) -> None:
    assert code(lockdown.core_dumps(limit, pattern)) == expected


@pytest.mark.parametrize(
    ("swaps", "expected"),
    [
        ("Filename Type Size\n", "ok"),
        ("Filename Type Size\n/dev/zram0 partition 1\n", "ok"),
        ("Filename Type Size\n/dev/sda2 partition 1\n", "swap-on"),
        (None, "skipped"),
    ],
)
def test_memory_is_not_written_to_a_disk(swaps: str | None, expected: str) -> None:
    assert code(lockdown.swap(swaps)) == expected


def test_the_launchers_environment_is_there_or_named() -> None:
    whole = {
        "PYTHONMALLOC": "malloc",
        "MALLOC_PERTURB_": "90",
        "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
    }
    assert code(lockdown.freed_memory(whole)) == "ok"
    for name in whole:
        found = lockdown.freed_memory({**whole, name: "0"})
        assert (code(found), name in found.found) == ("freed-memory", True)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("PreserveJobFiles No\npreservejobhistory 60\n", "ok"),
        ("PreserveJobFiles No\npreservejobhistory off\n", "spool-forgets"),
        ("PreserveJobFiles No\nPreserveJobHistory 3600\n", "spool-kept"),
        ("PreserveJobFiles No\nPreserveJobHistory 1d\n", "spool-kept"),
        ("PreserveJobFiles No\n", "spool-kept"),
        ("PreserveJobHistory No\nPreserveJobFiles No\nPreserveJobFiles 60\n", "spool-kept"),
        ("", "spool-kept"),
        (None, "skipped"),
    ],
)
def test_cups_keeps_what_was_printed_only_until_its_end_was_seen(
    config: str | None, expected: str
) -> None:
    assert code(lockdown.print_spool("cups:", config)) == expected
    assert code(lockdown.print_spool("folder:/x", config)) == "skipped"


def test_the_keyboard_does_not_reach_the_kernel() -> None:
    assert code(lockdown.system_keys("0\n")) == "ok"
    assert code(lockdown.system_keys("176\n")) == "system-keys"
    assert code(lockdown.system_keys(None)) == "skipped"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (["blacklist usb_storage\n"], "ok"),
        (["# none\n", "install usb-storage /bin/false\n"], "ok"),
        (["install usb-storage /sbin/modprobe x\n"], "usb-storage"),
        (["# blacklist usb-storage\n"], "usb-storage"),
        ([], "usb-storage"),
    ],
)
def test_a_usb_stick_does_not_become_a_disk(rules: list[str], expected: str) -> None:
    assert code(lockdown.usb_storage(rules)) == expected


@pytest.mark.parametrize("name", lockdown.ELSEWHERE)
def test_what_another_system_does_not_tell_is_named(name: str) -> None:
    found = lockdown.not_here(name)
    assert (code(found), lockdown.ELSEWHERE[name] in found.found) == ("skipped", True)
