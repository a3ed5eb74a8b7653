"""After a visit, and after a crash, nothing of ours is left in a real queue or on its disk."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.sandbox import Sandbox
from kiosk.sandbox.sources import RESOURCES
from kiosk.settings import PaperSettings, Settings
from tests.fakes.clock import FakeClock
from tests.journeys.person import Person, before_a_kiosk
from tests.journeys.printing.rig import QUEUE, Rig

ROOT = Path(__file__).parents[3]
SERVICE = "lu.wohnsitzbestaetigung"
SAMPLE = RESOURCES / "documents" / "muster-wohnsitzbestaetigung.pdf"


@pytest.fixture
def queued_settings(settings: Settings) -> Settings:
    return replace(settings, paper=PaperSettings(printer=f"cups:{QUEUE}"))


@pytest.fixture
def reviewing(
    rig: Rig,
    qtbot: QtBot,
    queued_settings: Settings,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    """Somebody at the review of a kiosk with a real queue."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with before_a_kiosk(queued_settings, clock, qtbot) as person:
        person.comes()
        person.opens(SERVICE)
        person.fills_in()
        yield person


def queued() -> str:
    command = ["lpstat", "-W", "not-completed", "-o"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def left_on_disk(rig: Rig) -> list[Path]:
    """Return the documents in the spool of CUPS: d00001-001 and so on."""
    return [path for path in (rig.folder / "cups" / "spool").glob("d*") if path.is_file()]


def test_an_official_document_comes_out_and_nothing_of_it_stays(
    reviewing: Person, rig: Rig
) -> None:
    before = rig.sheets()
    reviewing.sends()
    reviewing.waits_for(flow.Done)
    show = f"{reviewing.says('done-document-show')}: Wohnsitzbestätigung (Muster)"
    reviewing.waits_until(lambda: reviewing.can_touch(show))
    reviewing.touches(show)
    reviewing.waits_for(flow.Previewing)
    reviewing.touches(reviewing.says("previewing-print"))
    reviewing.waits_until(lambda: reviewing.says("done-paper-printed") in reviewing.reads())
    reviewing.kiosk.controller.dispatch(flow.LeaveWanted())
    reviewing.kiosk.controller.dispatch(flow.PaperTaken())
    reviewing.waits_for_the_start_screen()

    (sheet,) = [each for each in rig.sheets() if each not in before]
    assert sheet.startswith(b"%PDF-")
    assert (queued(), left_on_disk(rig)) == ("", [])


def test_an_application_that_never_came_out_is_gone_with_the_visit(
    reviewing: Person, rig: Rig, portal: Sandbox
) -> None:
    rig.become("empty")
    before = rig.sheets()
    portal.mischief("/v1/submissions", times=50, problem="unavailable")
    reviewing.sends()
    reviewing.waits_for(flow.Failed)
    reviewing.touches(reviewing.says("failed-paper-print"))
    reviewing.waits_until(lambda: reviewing.says("failed-paper-failed") in reviewing.reads())
    assert isinstance(reviewing.state, flow.Failed)
    assert reviewing.state.trouble == "media-empty"
    reviewing.kiosk.controller.dispatch(flow.LeaveWanted())
    reviewing.kiosk.controller.dispatch(flow.Left())
    reviewing.waits_for_the_start_screen()

    assert rig.sheets() == before
    assert (queued(), left_on_disk(rig)) == ("", [])


def test_a_job_that_waited_when_the_program_was_killed_is_purged_at_the_next_start(
    rig: Rig,
    qtbot: QtBot,
    queued_settings: Settings,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    rig.become("slow")
    before = rig.sheets()
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[terminal]\nid = "t-1"\n[paper]\nprinter = "cups:{QUEUE}"\n')
    command = [sys.executable, "-m", "kiosk", "print-test", "--settings", str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **rig.environment}, stdout=subprocess.DEVNULL
    ) as program:
        qtbot.waitUntil(lambda: QUEUE in queued(), timeout=20_000)
        program.send_signal(signal.SIGKILL)
    assert QUEUE in queued()

    with before_a_kiosk(queued_settings, clock, qtbot):
        assert (queued(), left_on_disk(rig)) == ("", [])
    assert rig.sheets() == before
