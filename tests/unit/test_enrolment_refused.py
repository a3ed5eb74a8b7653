"""Why an enrolment does not come about: each said in one sentence, and nothing stays behind."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.enrolment import Wish, enrol
from kiosk.enrolment_refusals import EnrolmentError
from kiosk.portals.access import Access
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from tests.fakes.lucerne import no_wait, told
from tests.fakes.raw_server import Script, answer, hang_up, problem, redirect, serving
from tests.fakes.visitor import OFFER

KEY = SecretName.TERMINAL_KEY
BEFORE = '[screen]\nlanguage = "fr"\n'
DEVICE = {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": "https://p.example"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(BEFORE)
    return path


# --- Time ----------------------------------------------------------------------------------------


class Hours:
    """The time of portal and terminal, which only passes while somebody waits."""

    def __init__(self) -> None:
        self.passed = 0.0

    def wall(self) -> float:
        return 1_795_500_000.0 + self.passed

    def portal(self) -> datetime:
        return datetime.fromtimestamp(self.wall(), UTC)

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds

    def timing(self) -> Timing:
        return Timing(lambda: self.passed, self.sleep, wall=self.wall)


def refused(url: str, file: Path, hours: Hours, **wish: str) -> EnrolmentError:
    with pytest.raises(EnrolmentError) as caught:
        asyncio.run(
            enrol(Wish(Access(url), file, **wish), MemorySecrets(), lambda _: None, hours.timing())
        )
    assert file.read_text() == BEFORE
    return caught.value


def test_a_one_time_code_that_has_expired_is_refused(file: Path, tmp_path: Path) -> None:
    hours = Hours()
    with Sandbox.start(tmp_path / "portal", sources=OFFER, clock=hours.portal) as portal:
        code = portal.enrolment_code(id="t-expired")
        hours.passed += 15 * 24 * 3600
        said = refused(portal.url, file, hours, code=code)
    assert "has expired; ask the portal's administrator for a new one" in str(said)
    assert said.code == "refused"


def test_who_guesses_codes_is_asked_for_patience(file: Path, tmp_path: Path) -> None:
    hours = Hours()
    with Sandbox.start(tmp_path / "portal", sources=OFFER, clock=hours.portal) as portal:
        said = [refused(portal.url, file, hours, code=f"WRONG-{n}") for n in range(7)]
    assert [error.code for error in said] == [*["refused"] * 6, "portal-unavailable"]
    assert "The portal asks for patience; wait a minute" in str(said[-1])


def at(file: Path, *scripts: Script, hours: Hours | None = None) -> EnrolmentError:
    """Return how enrolling ends at a server that answers with `scripts`."""

    async def whole() -> EnrolmentError:
        secrets = MemorySecrets()
        async with serving(*scripts) as server:
            wish = Wish(Access(server.url), file)
            timing = hours.timing() if hours else Timing(sleep=no_wait)
            with pytest.raises(EnrolmentError) as caught:
                await enrol(wish, secrets, lambda _: None, timing)
        assert secrets.get(KEY) is None
        return caught.value

    said = asyncio.run(whole())
    assert file.read_text() == BEFORE
    return said


@pytest.mark.parametrize("last", ["authorization_pending", "expired_token"])
def test_a_code_that_nobody_approves_in_time_is_said_to_have_ended(file: Path, last: str) -> None:
    hours = Hours()
    codes = told(DEVICE | {"expires_in": 60})
    pending = [told({"error": "authorization_pending"}, "400 Bad Request")] * 3
    scripts = told({"keys": []}), codes, *pending, told({"error": last}, "400 Bad Request")
    error = at(file, *scripts, hours=hours)
    assert str(error).startswith("Nobody approved the code in time; run this again")
    assert hours.passed == (60 if last == "authorization_pending" else 20)


@pytest.mark.parametrize("trouble", [hang_up, problem("unavailable", 503)])
def test_a_line_that_breaks_while_it_waits_ends_nothing(file: Path, trouble: Script) -> None:
    denied = told({"error": "access_denied"}, "400 Bad Request")
    codes = told(DEVICE | {"expires_in": 60})
    assert "denied" in str(at(file, told({"keys": []}), codes, trouble, denied, hours=Hours()))


def test_a_portal_that_asks_for_patience_gets_it(file: Path) -> None:
    hours = Hours()
    slower = told({"error": "slow_down"}, "400 Bad Request")
    denied = told({"error": "access_denied"}, "400 Bad Request")
    scripts = told({"keys": []}), told(DEVICE | {"expires_in": 900}), slower, slower, denied
    assert "denied" in str(at(file, *scripts, hours=hours))
    assert hours.passed == 5 + 10 + 15


# --- Wrong portals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "code", "says"),
    [
        (answer(b"<h1>WLAN", media_type="text/html"), "portal-unavailable", "sign this machine in"),
        (answer(b"<h1>No", "404 No", "text/html"), "wrong-portal", "check --portal"),
        (told({"keys": "none"}), "wrong-portal", "check --portal"),
        (told([]), "wrong-portal", "check --portal"),
        (answer(b"hello", media_type="text/plain"), "wrong-portal", "check --portal"),
        (redirect("https://elsewhere.example/"), "portal-unavailable", "leads elsewhere"),
    ],
)
def test_what_answers_and_is_no_portal_is_told_what_it_is(
    file: Path, script: Script, code: str, says: str
) -> None:
    error = at(file, script)
    assert error.code == code
    assert says in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("own", ["https://portal.example", "http://127.0.0.1:1", "http://[", ""])
def test_a_portal_that_calls_itself_something_else_gets_no_terminal(file: Path, own: str) -> None:
    grant = told({"access_token": "enrols", "token_type": "Bearer", "expires_in": 60})
    terminal = {"id": "t-1", "bfs": 1061, "portal": own, "revoked": []}
    codes = told(DEVICE | {"expires_in": 900, "interval": 0})
    registered = told(terminal, "201 Created")
    withdrawn = grant, answer(b"", "204 No Content", "")
    error = at(file, told({"keys": []}), codes, grant, registered, *withdrawn)
    assert error.code == "wrong-portal"
    assert "enrol with --portal and that address" in str(error)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://portal.example", "wrong-portal"),
        ("portal.example", "wrong-portal"),
        ("https://portal.example:port", "wrong-portal"),
        ("https://[", "wrong-portal"),
        ("http://127.0.0.1:9", "portal-unavailable"),
    ],
)
def test_what_is_no_portal_is_said_in_one_sentence(file: Path, url: str, code: str) -> None:
    with pytest.raises(EnrolmentError) as caught:
        asyncio.run(enrol(Wish(Access(url), file), MemorySecrets(), lambda _step: None))
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
