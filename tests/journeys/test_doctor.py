"""`kiosk doctor` as IT starts it, against a real portal, and on machines where much is wrong."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from kiosk.commands import exits
from kiosk.commands.doctor import FAILED, NOT_WRITTEN
from kiosk.enrolment import Wish, enrol
from kiosk.portals.access import Access
from kiosk.readiness.report import GROUPS
from kiosk.sandbox import Sandbox
from kiosk.sandbox.running import now
from kiosk.secrets.choosing import CREDENTIALS
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from tests.fakes.certificates import proving
from tests.fakes.raw_server import answer, serving
from tests.fakes.visitor import OFFER
from tests.journeys.test_keyring import UNLOCK, Machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd and /proc are Linux's")

ROOT = Path(__file__).parents[2]
KEY = SecretName.TERMINAL_KEY
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What the doctor said, by the name of each check, and its exit code."""

    code: int
    report: dict[str, Any]

    def __getitem__(self, name: str) -> str:
        """Return the code of a check, or its outcome where it has none."""
        [check] = [check for check in self.report["checks"] if check["name"] == name]
        return str(check["code"] or check["outcome"])

    def found(self, name: str) -> str:
        [check] = [check for check in self.report["checks"] if check["name"] == name]
        return str(check["found"])


@dataclass
class Terminal:
    """A terminal's own folder: settings, state, and what systemd gives it."""

    folder: Path

    def set(self, url: str, portal: str = "", bfs: int = 1061, terminal: str = "t-1") -> None:
        (self.folder / "kiosk.toml").write_text(
            f'state_folder = "{self.folder}/state"\n'
            f'[portal]\nurl = "{url}"\nsign_in = "key"\n{portal}\n'
            f'[terminal]\nid = "{terminal}"\nbfs = {bfs}\n'
            f'[paper]\nprinter = "folder:{self.folder}/printed"\n'
        )

    def enrol(self, portal: Sandbox) -> None:
        """Enrol at `portal`; the key becomes a credential of systemd."""
        secrets, bfs = MemorySecrets(), 1061
        wish = Wish(Access(portal.url), self.folder / "kiosk.toml", portal.enrolment_code(bfs=bfs))
        done = asyncio.run(enrol(wish, secrets, lambda _: None))
        (self.folder / KEY.value).write_text(secrets.get(KEY) or "")
        self.set(portal.url, bfs=bfs, terminal=done.id)

    def doctor(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        settings = ["--settings", str(self.folder / "kiosk.toml")]
        return subprocess.run(
            [sys.executable, "-m", "kiosk", "doctor", *settings, *arguments],
            cwd=ROOT,
            env={**bare(self.folder), CREDENTIALS: str(self.folder), **environment},
            check=False,
            capture_output=True,
            text=True,
            timeout=100,
        )

    def told(self, **environment: str) -> Told:
        done = self.doctor("--json", **environment)
        assert done.stderr == ""
        return Told(done.returncode, json.loads(done.stdout))


def bare(home: Path) -> dict[str, str]:
    """Return an environment without bus, screen and proxy."""
    hidden = ("DBUS_", "DISPLAY", "WAYLAND_", "QT_", "XDG_", "HTTP", "http", "ALL_", "all_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(hidden)}
    return {**kept, "HOME": str(home)}


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER, sign_in=True) as running:
        yield running


def test_an_enrolled_terminal_has_nothing_wrong_on_the_way_to_its_portal(
    terminal: Terminal, portal: Sandbox
) -> None:
    terminal.enrol(portal)
    told = terminal.told()
    names = [name for group in ("portal", "sign-in", "paper", "settings") for name in GROUPS[group]]
    assert {told[name] for name in names} == {"ok", "skipped"}
    assert told["certificate"] == "skipped"
    assert "granted it a token" in told.found("terminal-known")
    assert told.code in {exits.OK, exits.WARNED}


def test_a_terminal_that_was_revoked_hears_it(terminal: Terminal, portal: Sandbox) -> None:
    terminal.enrol(portal)
    for known in portal.terminals:
        portal.revoke(known.terminal.id)
    told = terminal.told()
    assert (told["terminal-key"], told["terminal-known"]) == ("ok", "terminal-revoked")
    assert told.code == FAILED


def test_a_terminal_without_a_key_is_told_to_enrol(terminal: Terminal, portal: Sandbox) -> None:
    terminal.set(portal.url)
    (terminal.folder / KEY.value).write_text("not a key")
    told = terminal.told()
    assert (told["terminal-key"], told["terminal-known"]) == ("key-unusable", "skipped")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_a_day_off_is_named(terminal: Terminal, tmp_path: Path, days: int) -> None:
    clock = {"days": 0}
    with Sandbox.start(
        tmp_path / "portal", sources=OFFER, sign_in=True, clock=lambda: now() + clock["days"] * DAY
    ) as portal:
        terminal.enrol(portal)
        clock["days"] = days
        told = terminal.told()
    assert (told["clock"], told["terminal-known"]) == ("clock-wrong", "clock-wrong")
    assert f"{'behind' if days > 0 else 'ahead of'} the portal's" in told.found("clock")


def test_where_nothing_listens_only_the_connection_is_at_fault(terminal: Terminal) -> None:
    terminal.set("http://127.0.0.1:1")
    told = terminal.told()
    names = ("connection", "certificate", "contract", "clock", "terminal-known")
    assert [told[name] for name in names] == ["refused", *["skipped"] * 4]
    assert told.code == FAILED


def test_a_certificate_that_has_expired_is_named(terminal: Terminal) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(terminal.folder / "ca.pem"))
    context = proving(authority, not_after=datetime.now(UTC) - DAY)

    async def scenario() -> Told:
        async with serving(answer(), tls=context, host="localhost") as server:
            terminal.set(server.url, f'ca_file = "{terminal.folder}/ca.pem"')
            return await asyncio.to_thread(terminal.told)

    told = asyncio.run(scenario())
    assert (told["connection"], told["certificate"]) == ("tls-expired", "skipped")


def test_something_else_than_a_portal_is_named(terminal: Terminal) -> None:
    async def scenario() -> Told:
        async with serving(answer(b"<html>", media_type="text/html")) as server:
            terminal.set(server.url)
            return await asyncio.to_thread(terminal.told)

    told = asyncio.run(scenario())
    assert (told["connection"], told["contract"]) == ("ok", "captive-portal")


def test_a_locked_keyring_is_named_and_nothing_prompts(tmp_path: Path) -> None:
    machine, terminal = Machine(tmp_path), Terminal(tmp_path)
    terminal.set("https://journey.example", 'proxy = "none"')
    doctor = f'"$1" -m kiosk doctor --json --settings {tmp_path}/kiosk.toml || true'
    kept, *lines = machine.run(UNLOCK + '"$1" -c "$2" put; "$1" -c "$3"; ' + doctor)
    told = Told(FAILED, json.loads("\n".join(lines)))
    assert kept == "the key"
    assert (told["keyring"], told["terminal-key"]) == ("keyring-locked", "skipped")


def test_an_open_keyring_is_read(tmp_path: Path) -> None:
    machine, terminal = Machine(tmp_path), Terminal(tmp_path)
    terminal.set("https://journey.example", 'proxy = "none"')
    doctor = f'"$1" -m kiosk doctor --json --settings {tmp_path}/kiosk.toml || true'
    _, *lines = machine.run(UNLOCK + '"$1" -c "$2" put; ' + doctor)
    told = Told(FAILED, json.loads("\n".join(lines)))
    assert (told["keyring"], told["terminal-key"]) == ("ok", "key-unusable")


def test_without_bus_and_credentials_the_keyring_is_missing(terminal: Terminal) -> None:
    terminal.set("http://127.0.0.1:1")
    told = terminal.told(CREDENTIALS_DIRECTORY="")
    assert (told["keyring"], told["terminal-key"]) == ("keyring-missing", "skipped")


def test_a_network_of_its_own_without_anything_is_no_reason_to_fall(terminal: Terminal) -> None:
    terminal.set("https://portal.invalid", 'proxy = "none"')
    told = terminal.told(HOME="/proc/nowhere", XDG_RUNTIME_DIR="/proc/nowhere")
    assert (told["dns"], told["connection"]) == ("dns", "skipped")
    assert "check-crashed" not in {told[check["name"]] for check in told.report["checks"]}


def test_a_state_folder_that_cannot_be_written_is_named(terminal: Terminal) -> None:
    terminal.set("http://127.0.0.1:1")
    path = terminal.folder / "kiosk.toml"
    path.write_text(path.read_text().replace(f"{terminal.folder}/state", "/proc/schalter"))
    told = terminal.told()
    assert (told["state-folder"], told["audit-log"]) == ("not-writable", "ok")


@pytest.mark.parametrize("text", ["", "[portal\n", '[portal]\nurl = "http://portal.example"\n'])
def test_settings_that_cannot_be_used_leave_with_78_and_the_rest_is_looked_at(
    terminal: Terminal, text: str
) -> None:
    if text:
        (terminal.folder / "kiosk.toml").write_text(text)
    told = terminal.told()
    assert told.code == exits.SETTINGS
    assert (told["settings"], told["connection"]) == ("settings", "skipped")
    assert (told["fonts"], told["languages"]) == ("ok", "ok")


def test_the_table_begins_with_what_to_do_and_holds_no_colour_in_a_pipe(terminal: Terminal) -> None:
    terminal.set("http://127.0.0.1:1")
    done = terminal.doctor(COLUMNS="100")
    lines = done.stdout.splitlines()
    assert done.returncode == FAILED
    assert lines[2] == "FAILED portal/connection (refused)"
    assert lines[4].startswith("  -> Check host and port")
    assert "\x1b" not in done.stdout
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("platform", "code"),
    [("offscreen", "ok"), ("no-such-platform", "screen-library"), ("", "skipped")],
)
def test_a_screen_is_looked_at_from_a_process_that_it_may_end(
    terminal: Terminal, platform: str, code: str
) -> None:
    terminal.set("http://127.0.0.1:1")
    told = terminal.told(QT_QPA_PLATFORM=platform)
    assert told["screen"] == code
    assert ("800 x 800 pixels" in told.found("screen")) is (code == "ok")


def test_the_report_is_a_paper_too(terminal: Terminal) -> None:
    terminal.set("http://127.0.0.1:1")
    file = terminal.folder / "ready.pdf"
    assert terminal.doctor("--pdf", str(file)).returncode == FAILED
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_paper_that_cannot_be_written_is_named_and_the_report_is_printed(
    terminal: Terminal,
) -> None:
    terminal.set("http://127.0.0.1:1")
    done = terminal.doctor("--pdf", str(terminal.folder / "none" / "ready.pdf"))
    assert done.returncode == NOT_WRITTEN
    assert "the paper could not be written" in done.stderr
    assert "FAILED portal/connection (refused)" in done.stdout
