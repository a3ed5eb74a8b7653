"""Telemetry as a whole: what the settings ask for leaves, and nothing else is even begun."""

import asyncio
import http.client
import json
import logging
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from kiosk.audit import Audit, AuditEvent
from kiosk.portals.http import Http
from kiosk.presence import Presence
from kiosk.pulse import Vitals
from kiosk.readiness.report import Report
from kiosk.settings import PortalSettings, TelemetrySettings
from kiosk.telemetry import telemetry as module
from kiosk.telemetry.aside import aside
from kiosk.telemetry.catalogue import EXAMINED
from kiosk.telemetry.choosing import certificate_ends, installed_at, last_closing
from kiosk.telemetry.telemetry import Telemetry
from kiosk.worker import LoopThread
from tests.fakes.certificates import proving
from tests.fakes.measured import Terminal
from tests.fakes.raw_server import answer, serving
from tests.fakes.worker import HeldWorker
from tests.unit.telemetry.test_otlp import Collector, collecting

ROOT = Path(__file__).parents[3]
OFF = TelemetrySettings()
SHORT = 0.05
REPORT = Report((), datetime(2026, 11, 24, tzinfo=UTC), "0.2.0", "t-1")


@pytest.fixture
def worker() -> Iterator[LoopThread]:
    async def nothing() -> None:
        pass

    made = LoopThread(lambda call: call())
    yield made
    made.close(nothing)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def telemetry(
    terminal: Terminal,
    settings: TelemetrySettings,
    examine: Callable[[int], Report] = lambda _: REPORT,
) -> Telemetry:
    return Telemetry(
        settings, terminal.signs, examine, lambda: 1.5, lambda: Http(settings.otlp, proxy="none")
    )


def until(true: Callable[[], object]) -> None:
    """Wait for what happens on the worker's thread; the test's own time limit ends it."""
    while not true():
        pass


def test_off_is_the_default_and_each_way_out_is_asked_for(terminal: Terminal) -> None:
    assert not OFF.wanted
    for settings in (
        TelemetrySettings(endpoint="127.0.0.1:1"),
        TelemetrySettings(textfile_folder="/tmp"),
        TelemetrySettings(otlp="https://collector.example"),
    ):
        held = HeldWorker()
        telemetry(terminal, settings).start(held)
        assert settings.wanted
        assert len(held.held) == 2  # what leaves, and the look at the terminal


def test_the_endpoint_says_what_was_counted(terminal: Terminal, worker: LoopThread) -> None:
    port = free_port()
    made = telemetry(terminal, TelemetrySettings(endpoint=f"127.0.0.1:{port}"))
    made.count(AuditEvent.VISIT_BEGAN, {"visit": "1"})
    made.tell(Vitals(terminal.seconds, Presence.VISIT))
    made.start(worker)
    until(lambda: asked(port, "/livez"))
    assert b"schalter_visits_started_total 1\n" in asked(port, "/metrics")
    assert json.loads(asked(port, "/healthz"))["presence"] == "visit"


def asked(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    except ConnectionRefusedError:
        return b""
    finally:
        connection.close()


def test_a_port_that_is_taken_is_said_once_and_asked_for_again(
    terminal: Terminal,
    worker: LoopThread,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.02)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        telemetry(terminal, TelemetrySettings(endpoint=f"127.0.0.1:{port}")).start(worker)
        until(lambda: caplog.records)
    until(lambda: asked(port, "/livez"))
    (said,) = caplog.records
    assert said.levelno == logging.WARNING
    assert "telemetry.endpoint cannot be opened" in said.message


def test_the_file_is_written_again_and_again(
    terminal: Terminal, worker: LoopThread, tmp_path: Path
) -> None:
    settings = replace_interval(TelemetrySettings(textfile_folder=str(tmp_path)))
    made = telemetry(terminal, settings)
    made.start(worker)
    file = tmp_path / "schalter.prom"
    until(file.exists)
    made.count(AuditEvent.VISIT_BEGAN, {})
    until(lambda: "schalter_visits_started_total 1\n" in file.read_text())


def replace_interval(settings: TelemetrySettings) -> TelemetrySettings:
    """Seconds would make the test wait; the settings' rule holds for what is read."""
    import msgspec

    return msgspec.structs.replace(settings, interval_seconds=SHORT)


def test_a_folder_that_cannot_be_written_is_said_and_ends_nothing(
    terminal: Terminal, worker: LoopThread, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "not-yet"
    telemetry(terminal, replace_interval(TelemetrySettings(textfile_folder=str(folder)))).start(
        worker
    )
    until(lambda: caplog.records)
    folder.mkdir()
    until((folder / "schalter.prom").exists)
    assert len(caplog.records) == 1


def test_the_collector_is_told_once_the_time_has_come(
    terminal: Terminal, worker: LoopThread
) -> None:
    collector = Collector()
    with collecting(collector) as url:
        telemetry(terminal, replace_interval(TelemetrySettings(otlp=url))).start(worker)
        until(lambda: collector.received)


def test_a_collector_that_refuses_is_said_once_and_told_again(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    collector = Collector(status=503)
    with collecting(collector) as url:
        made = telemetry(terminal, TelemetrySettings(otlp=url))

        async def three_times() -> None:
            http = Http(url)
            for _ in range(3):
                await made.export(http)
            await http.close()

        asyncio.run(three_times())
    assert len(collector.received) == 3
    assert [record.message for record in caplog.records] == [
        "telemetry: telemetry.otlp was not taken: status 503"
    ]


def test_the_terminal_is_looked_at_while_nobody_is_here(
    terminal: Terminal, worker: LoopThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_LOOK_SECONDS", 0)
    monkeypatch.setattr(module, "BUSY_SECONDS", 0)
    looked = list[int]()

    def examine(lost: int) -> Report:
        looked.append(lost)
        return replace(REPORT, version="9")

    terminal.signs.report = None
    made = telemetry(terminal, OFF, examine)
    made.tell(Vitals(0, Presence.VISIT, audit_lost=7))
    made.start(worker)
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0), worker._loop).result()
    assert looked == []
    made.tell(Vitals(0, Presence.FREE, audit_lost=7))
    until(lambda: terminal.signs.certificate_ends == 1.5)
    assert looked == [7]
    assert [*terminal.signs.families()][-1].instrument is EXAMINED


def test_a_look_that_fails_is_said_and_ends_nothing_else(
    terminal: Terminal,
    worker: LoopThread,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(module, "FIRST_LOOK_SECONDS", 0)
    settings = replace_interval(TelemetrySettings(textfile_folder=str(tmp_path)))

    def examine(_: int) -> Report:
        raise ValueError("Meier")

    made = telemetry(terminal, settings, examine)
    made.tell(Vitals(0, Presence.FREE))
    made.start(worker)
    until(lambda: caplog.records)
    assert "the look at the terminal ended with ValueError" in caplog.records[0].message
    assert "Meier" not in caplog.text
    until((tmp_path / "schalter.prom").exists)


def test_a_version_keeps_the_day_it_came_until_another_one_does(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert installed_at(folder, "1.0", 100) == 100
    assert installed_at(folder, "1.0", 200) == 100
    assert installed_at(folder, "1.1", 300) == 300
    assert installed_at(folder, "1.0", 400) == 400


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": "1.0", "since": "x"}', "\x00"])
def test_a_broken_note_of_the_version_is_written_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "version.json").write_text(content)
    assert installed_at(tmp_path, "1.0", 100) == 100
    assert installed_at(tmp_path, "1.0", 200) == 100


def test_without_tls_or_portal_nobody_knows_when_a_certificate_ends() -> None:
    assert certificate_ends(PortalSettings(url="http://127.0.0.1:9")) is None


def test_a_closing_is_remembered_over_the_restart_that_follows_it(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    assert last_closing(log) is None
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    audit = Audit(log, lambda: now)
    audit.record(AuditEvent.KIOSK_STARTED, version="0.2.0")
    assert last_closing(log) is None
    audit.record(AuditEvent.KIOSK_CLOSED, reason="folder")
    audit.record(AuditEvent.KIOSK_STARTED, version="0.2.0")
    assert last_closing(log) == now.timestamp()
    with log.open("a") as file:
        file.write('{"at": "2026-11-2 KIOSK_CLOSED\n')
    assert last_closing(log) is None


def test_the_end_of_the_portals_certificate_is_read_from_its_tls(
    authority: trustme.CA, ca_file: str
) -> None:
    ends = (datetime.now(UTC) + timedelta(days=9)).replace(microsecond=0)

    async def scenario() -> float | None:
        tls = proving(authority, not_after=ends)
        async with serving(answer(), tls=tls, host="localhost") as server:
            portal = PortalSettings(url=server.url, ca_file=ca_file, proxy="none")
            return await asyncio.to_thread(certificate_ends, portal)

    assert asyncio.run(scenario()) == ends.timestamp()


def test_an_exit_waits_for_no_look() -> None:
    """A printer that does not answer would keep a kiosk from being started anew."""
    code = """
import asyncio, threading
from kiosk.telemetry.aside import aside
async def main():
    task = asyncio.create_task(aside(threading.Event().wait))
    await asyncio.sleep(0)
    task.cancel()
asyncio.run(main())
print("ended")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_what_a_look_returns_or_raises_comes_back() -> None:
    assert asyncio.run(aside(lambda: 7)) == 7
    with pytest.raises(ZeroDivisionError):
        asyncio.run(aside(lambda: 1 // 0))
