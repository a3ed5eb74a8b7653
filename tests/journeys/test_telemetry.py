"""Whole visits with a canary in every field: nothing that leaves for IT or support holds it."""

import http.client
import io
import json
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import choice
from typing import Any

import msgspec
import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import __version__, flow
from kiosk.bundle import members, packed
from kiosk.places import audit_file
from kiosk.readiness.report import Report
from kiosk.readiness.settings import Found
from kiosk.sandbox import Sandbox
from kiosk.settings import Loaded, Settings, TelemetrySettings
from kiosk.settings.keys import keys
from kiosk.settings.loading import Origin
from tests.fakes.clock import FakeClock
from tests.journeys.canary_visit import CanaryTour
from tests.journeys.test_wipe import forms
from tests.unit.telemetry.test_otlp import Collector, collecting
from ui.bootstrap import Kiosk, build
from ui.tour import Look

ROOT = Path(__file__).parents[2]
SERVICES = ("lu.wohnsitzbestaetigung", "lu.umzug")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def collector() -> Collector:
    return Collector()


@pytest.fixture
def measured(settings: Settings, collector: Collector, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a terminal from which everything leaves that can."""
    folder = tmp_path / "textfile"
    folder.mkdir()
    with collecting(collector) as url:
        telemetry = TelemetrySettings(
            endpoint=f"127.0.0.1:{free_port()}",
            textfile_folder=str(folder),
            otlp=url,
            interval_seconds=10,
        )
        soon = msgspec.structs.replace(telemetry, interval_seconds=0.1)
        yield msgspec.structs.replace(settings, telemetry=soon)


@pytest.fixture
def kiosk(
    measured: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Kiosk]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = build(measured, FakeClock())
    yield made
    made.close()
    shiboken6.delete(made.shell)


def asked(settings: Settings, path: str) -> bytes:
    host, _, port = settings.telemetry.endpoint.rpartition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse().read()
    connection.close()
    return answer


def bundle(settings: Settings) -> dict[str, bytes]:
    """Return the members of a bundle about this terminal, as they are packed."""
    values = {key: _value(settings, key) for key in keys()}
    found = Found(Loaded(settings, values, dict.fromkeys(values, Origin())))
    report = Report((), datetime.now(UTC), __version__, settings.terminal.id)
    made = packed(members(found, report, audit_file(settings), "free"), report.made_at)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _value(settings: Settings, key: str) -> Any:
    found: Any = settings
    for name in key.split("."):
        found = getattr(found, name)
    return found


def test_nothing_that_leaves_the_terminal_holds_what_was_typed(
    kiosk: Kiosk,
    measured: Settings,
    portal: Sandbox,
    collector: Collector,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    canary = "".join(choice("abcdefghkmnpqrstuvwxyz") for _ in range(14))
    CanaryTour.backwards, CanaryTour.typed = canary[::-1], 0
    tour = CanaryTour(kiosk, Look(), tmp_path / "tour")
    tour.begin()
    for service in SERVICES:
        tour.visit(service)
        kiosk.pulse.beat()
    kiosk.controller.dispatch(flow.Touched())  # and somebody who only looks, and goes
    qtbot.waitUntil(lambda: isinstance(kiosk.controller.state, flow.Home))
    kiosk.pulse.beat()
    told = len(collector.received)
    qtbot.waitUntil(lambda: len(collector.received) > told + 1)
    assert CanaryTour.typed > 15
    assert canary in str(list(portal.submissions)), "the canary was never sent"

    text = (tmp_path / "textfile" / "schalter.prom").read_bytes()
    left = {
        "metrics": asked(measured, "/metrics"),
        "health": asked(measured, "/healthz"),
        "readiness": asked(measured, "/readyz"),
        "textfile": text,
        "presence": (tmp_path / "state" / "presence.json").read_bytes(),
        **{f"otlp {number}": body for number, (_, _, body) in enumerate(collector.received)},
        **{f"bundle {name}": content for name, content in bundle(measured).items()},
    }
    keys_sent = {body["key"] for body in portal.submissions if "key" in body}
    for name, content in left.items():
        assert not any(form in content for form in forms(canary)), name
        assert not any(key.encode() in content for key in keys_sent), name
    assert_counted(left["metrics"].decode())
    assert_counted(text.decode())
    assert_counted(bundle(measured)["metrics.prom"].decode())
    (last, *_) = json.loads(collector.received[-1][2])["resourceMetrics"]
    names = {metric["name"] for metric in last["scopeMetrics"][0]["metrics"]}
    assert {"schalter.visits.ended", "schalter.submissions", "schalter.papers"} <= names


def assert_counted(exposition: str) -> None:
    """The visits were counted, or the search above would have searched nothing."""
    lines = exposition.splitlines()
    assert "schalter_visits_started_total 3" in lines
    assert 'schalter_visits_ended_total{outcome="finished"} 2' in lines
    assert 'schalter_submissions_total{code="received"} 2' in lines
    for service in SERVICES:
        assert f'schalter_services_opened_total{{service="{service}"}} 1' in lines


def test_nothing_of_telemetry_is_imported_or_begun_where_nobody_asks_for_it(
    settings: Settings, tmp_path: Path
) -> None:
    code = f"""
import sys
from kiosk.settings import PaperSettings, Settings
from ui.bootstrap import application, build
application(["kiosk"])
kiosk = build(Settings(state_folder={str(tmp_path)!r}, paper=PaperSettings(printer="none")))
kiosk.start()
kiosk.pulse.beat()
kiosk.close()
print(*(name for name in sys.modules if name.startswith("kiosk.telemetry")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert set(done.stdout.split()) <= {"kiosk.telemetry", "kiosk.telemetry.loopback"}
