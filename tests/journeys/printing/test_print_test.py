"""K49, K50, K51: the command of IT at a real queue, and at a printer in its worst moods."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.receipt.refill import remedy
from tests.journeys.printing.rig import QUEUE, Rig, printing

ROOT = Path(__file__).parents[3]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(f'[terminal]\nid = "t-1061-03"\n[paper]\nprinter = "cups:{QUEUE}"\n')
    return path


def print_test(rig: Rig, settings: Path, *more: str) -> tuple[int, str]:
    """Run the command as IT does and return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "print-test", "--settings", str(settings), *more],
        env={**os.environ, **rig.environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def queued(rig: Rig) -> str:
    return subprocess.run(
        ["lpstat", "-W", "not-completed", "-o"],
        env={**os.environ, **rig.environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_page_comes_out_with_every_letter(rig: Rig, settings: Path) -> None:
    before = len(rig.sheets())

    code, said = print_test(rig, settings)

    assert (code, said.splitlines()[-1].split(":")[0]) == (0, "Printed")
    (sheet,) = rig.sheets()[before:]
    (page,) = PdfReader(BytesIO(sheet)).pages
    printed = page.extract_text()
    assert "Łukasz Šimůnek" in printed
    assert "L’Haÿ" in printed
    assert f"cups:{QUEUE}" in printed
    assert queued(rig) == ""


def test_without_paper_it_says_so_and_leaves_nothing(rig: Rig, settings: Path) -> None:
    rig.become("empty")
    before = rig.sheets()

    code, said = print_test(rig, settings)

    assert code == 2
    assert f"Not printed: media-empty.\n  media-empty: {remedy('media-empty')}\n" in said
    assert "nothing waits in the queue" in said
    assert queued(rig) == ""
    assert rig.sheets() == before


def test_a_jam_is_named_with_what_to_do(rig: Rig, settings: Path) -> None:
    rig.become("jam")

    code, said = print_test(rig, settings)

    assert code == 2
    assert f"media-jam: {remedy('media-jam')}" in said
    assert "Printed" not in said
    assert queued(rig) == ""


def test_after_the_refill_the_same_command_prints(rig: Rig, settings: Path) -> None:
    rig.become("empty")
    assert print_test(rig, settings)[0] == 2
    rig.become("ready")
    rig.settle()

    code, said = print_test(rig, settings)

    assert code == 0, said


def test_a_size_that_the_printer_does_not_have_is_not_said_to_be_printed(
    rig: Rig, settings: Path
) -> None:
    """The printer of these tests knows A4, Letter and envelopes."""
    before = rig.sheets()

    code, said = print_test(rig, settings, "--shape", "A5")

    assert code == 2
    assert f"canceled: {remedy('canceled')}" in said
    assert rig.sheets() == before
    assert queued(rig) == ""


def test_a_printer_that_vanished_takes_nothing(settings: Path) -> None:
    with printing() as other:
        other.vanish()

        code, said = print_test(other, settings)

        assert code == 2
        assert f"offline: {remedy('offline')}" in said
        assert "nothing was handed over" in said
        assert queued(other) == ""


def test_a_queue_that_is_not_there_is_named(rig: Rig, settings: Path) -> None:
    code, said = print_test(rig, settings, "--printer", "cups:nowhere")

    assert code == 2
    assert f"missing: {remedy('missing')}" in said
