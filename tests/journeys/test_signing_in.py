"""A whole kiosk at a portal that asks who it is: nobody notices, until it may not send any more."""

import asyncio
import logging
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.enrolment import Wish, enrol
from kiosk.portals.access import Access
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.settings import Settings, load
from kiosk.standing import AGAIN_SECONDS
from tests.fakes.clock import FakeClock
from tests.journeys.person import Person
from tests.journeys.test_keyring import UNLOCK, Machine
from ui import demo
from ui.bootstrap import build

SERVICE = "lu.wohnsitzbestaetigung"
TERMINAL = "t-hall"


@pytest.fixture(scope="module")
def running_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, mischief=True, remember=True, sign_in=True) as sandbox:
        yield sandbox


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def settings(portal: Sandbox, secrets: MemorySecrets, tmp_path: Path) -> Settings:
    """What `kiosk enrol` leaves behind, in a file that says the rest."""
    file = tmp_path / "kiosk.toml"
    file.write_text(rest_of_the_settings(tmp_path))
    enrol_at(portal, secrets, file)
    return load(file)


def enrol_at(portal: Sandbox, secrets: MemorySecrets, file: Path) -> None:
    code = portal.enrolment_code(id=TERMINAL, counter="Schalter 1")
    asyncio.run(enrol(Wish(Access(portal.url), file, code), secrets, lambda _step: None))


@pytest.fixture
def person(
    qtbot: QtBot,
    settings: Settings,
    secrets: MemorySecrets,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    """Somebody before a kiosk that was enrolled."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with switched_on(settings, secrets, qtbot, clock) as person:
        person.waits_for_the_start_screen()
        yield person


@contextmanager
def switched_on(
    settings: Settings, secrets: MemorySecrets, qtbot: QtBot, clock: FakeClock
) -> Iterator[Person]:
    kiosk = build(settings, clock, secrets)
    kiosk.shell.resize(1080, 1920)
    kiosk.start()
    try:
        yield Person(kiosk, qtbot, clock)
    finally:
        kiosk.close()


def rest_of_the_settings(folder: Path) -> str:
    return (
        f'state_folder = "{folder / "state"}"\n'
        "[screen]\nfull_screen = false\n"
        f'[paper]\nprinter = "folder:{folder / "printed"}"\n'
    )


def comes_to_the_review(person: Person) -> None:
    person.comes()
    person.opens(SERVICE)
    person.fills_in()


def test_a_visit_at_an_enrolled_terminal_is_like_any_other(
    person: Person, portal: Sandbox, caplog: pytest.LogCaptureFixture, secrets: MemorySecrets
) -> None:
    caplog.set_level(logging.DEBUG)
    comes_to_the_review(person)
    person.sends()
    person.waits_for(flow.Done)
    (sent,) = portal.submissions
    assert (sent["terminal"], sent["actor"]) == (TERMINAL, "citizen")
    assert "Bearer" not in caplog.text
    assert (secrets.get(SecretName.TERMINAL_KEY) or "?") not in caplog.text


def test_a_token_that_ends_in_the_middle_of_a_form_is_noticed_by_nobody(
    person: Person, portal: Sandbox
) -> None:
    person.comes()
    person.opens(SERVICE)
    portal.expire_tokens()
    person.fills_in()
    portal.expire_tokens()
    person.sends()
    person.waits_for(flow.Done)
    assert len(portal.submissions) == 1


def ended(person: Person) -> tuple[str, str]:
    """What the page says went wrong, and the code for IT."""
    state = person.state
    assert isinstance(state, flow.Failed | flow.OutOfService)
    return getattr(state, "problem", ""), state.code


def test_a_terminal_that_is_revoked_meanwhile_keeps_the_answers_and_then_goes_out_of_service(
    person: Person, portal: Sandbox
) -> None:
    comes_to_the_review(person)
    before = person.kiosk.controller.session.answers
    portal.revoke(TERMINAL)
    person.sends()
    person.waits_for(flow.Failed)
    assert ended(person) == ("not-allowed", "terminal-revoked")
    assert person.says("problem-not-allowed-title") in person.reads()
    assert "terminal-revoked" in person.reads()
    assert person.kiosk.controller.session.answers == before
    assert not portal.submissions
    person.kiosk.controller.dispatch(flow.Left())
    person.waits_for(flow.OutOfService)
    assert ended(person) == ("", "terminal-revoked")
    assert not person.kiosk.controller.session.answers
    assert person.says("out-of-service-title") in person.reads()


def test_a_terminal_that_is_enrolled_again_comes_back_by_itself(
    person: Person, portal: Sandbox, clock: FakeClock, secrets: MemorySecrets, tmp_path: Path
) -> None:
    comes_to_the_review(person)
    portal.revoke(TERMINAL)
    person.sends()
    person.waits_for(flow.Failed)
    person.kiosk.controller.dispatch(flow.Left())
    person.waits_for(flow.OutOfService)
    enrol_at(portal, secrets, tmp_path / "kiosk.toml")
    clock.advance(AGAIN_SECONDS)
    person.waits_for(flow.Attract)
    comes_to_the_review(person)
    person.sends()
    person.waits_for(flow.Done)
    assert len(portal.submissions) == 1


def test_a_terminal_that_lost_its_key_turns_visitors_away_until_it_is_enrolled_again(
    settings: Settings,
    secrets: MemorySecrets,
    portal: Sandbox,
    qtbot: QtBot,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    secrets.delete(SecretName.TERMINAL_KEY)
    with switched_on(settings, secrets, qtbot, clock) as person:
        person.waits_for(flow.OutOfService)
        assert ended(person) == ("", "not-enrolled")
        assert "not-enrolled" in person.reads()
        enrol_at(portal, secrets, tmp_path / "kiosk.toml")
        clock.advance(AGAIN_SECONDS)
        person.waits_for(flow.Attract)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_terminal_whose_clock_is_a_day_wrong_turns_visitors_away(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """The portal's clock is moved, since this machine's is not the test's to set."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ahead = timedelta()
    secrets, file = MemorySecrets(), tmp_path / "kiosk.toml"
    file.write_text(rest_of_the_settings(tmp_path))

    def told() -> datetime:
        return datetime.now().astimezone() + ahead

    with Sandbox.start(tmp_path / "portal", sign_in=True, clock=told) as portal:
        enrol_at(portal, secrets, file)
        ahead = timedelta(days=days)
        with switched_on(load(file), secrets, qtbot, clock) as person:
            person.waits_for(flow.OutOfService)
            assert ended(person) == ("", "clock-wrong")
            assert "clock-wrong" in person.reads()
            ahead = timedelta()
            clock.advance(AGAIN_SECONDS)
            person.waits_for(flow.Attract)


def test_the_demos_terminal_enrols_itself_when_it_is_first_asked_who_it_is(tmp_path: Path) -> None:
    with demo.embedded_portal(1024) as started:
        url, code = started()
        secrets = demo.EnrolsItself(url, code, tmp_path)
        assert not (tmp_path / "kiosk.toml").exists()
        assert secrets.get(SecretName.TERMINAL_KEY)
        written = load(tmp_path / "kiosk.toml")
        settings = demo.demo_settings(url, 1024, tmp_path, "none")
    assert (written.terminal, written.portal) == (settings.terminal, settings.portal)


def test_without_a_display_the_demo_walks_a_whole_visit_and_leaves_its_paper(
    tmp_path: Path,
) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo", "--out", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    assert f"are in {tmp_path}" in done.stdout
    assert list(tmp_path.glob("*-done.png"))
    (paper,) = tmp_path.glob("printed/*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


# --- With a real keyring -------------------------------------------------------------------------

VISIT = """
import sys
from pathlib import Path
from kiosk.secrets.choosing import secrets_for
from kiosk.settings import load
from ui.tour import Look, walk
settings, out = load(Path(sys.argv[1])), Path(sys.argv[2])
pictures = walk(settings, secrets_for(settings.portal.url), Look(), [sys.argv[3]], out)
print("pictures" if pictures else "none")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")
def test_from_the_shell_a_terminal_is_enrolled_visited_and_withdrawn_with_a_real_keyring(
    portal: Sandbox, tmp_path: Path
) -> None:
    machine = Machine(tmp_path)
    machine.environment["QT_QPA_PLATFORM"] = "offscreen"
    file = tmp_path / "kiosk.toml"
    file.write_text(rest_of_the_settings(tmp_path))
    code = portal.enrolment_code(id="t-keyring")
    place = f'service "Schalter {portal.url}" username terminal-key'
    kiosk = f"{shlex.quote(sys.executable)} -m kiosk"
    visit = shlex.join([sys.executable, "-c", VISIT, str(file), str(tmp_path / "out"), SERVICE])
    printed = machine.run(
        f"{UNLOCK}set -e\n"
        f"{kiosk} enrol --portal {portal.url} --code {code} --settings {file}\n"
        f"secret-tool lookup {place}; echo\n"
        f"{visit}\n"
        f"{kiosk} unenrol --settings {file}\n"
        f'secret-tool search --all service "Schalter {portal.url}" 2>&1\n'
        f"secret-tool lookup {place} || echo nothing is left\n"
    )
    assert "This is terminal t-keyring of municipality" in "\n".join(printed)
    key = printed[printed.index("pictures") - 1]
    assert len(key) == 184
    assert printed[-1] == "nothing is left"
    assert "t-keyring is no longer known" in printed[printed.index("pictures") + 1]
    assert len(printed) == printed.index("pictures") + 4
    (sent,) = portal.submissions
    assert sent["terminal"] == "t-keyring"
    (known,) = [each for each in portal.terminals if each.terminal.id == "t-keyring"]
    assert not known.counts
    leaked = [
        path for path in tmp_path.rglob("*") if path.is_file() and key.encode() in path.read_bytes()
    ]
    assert not leaked
