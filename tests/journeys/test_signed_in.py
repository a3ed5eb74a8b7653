"""A terminal that signs in, at a portal that asks for it: enrolled, revoked, enrolled again."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.enrolment import Wish, enrol
from kiosk.idle import REFRESH_SECONDS
from kiosk.portals.access import Access
from kiosk.portals.lucerne import tokens
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.settings import Settings
from kiosk.standing import AGAIN_SECONDS
from tests.fakes.clock import FakeClock
from tests.fakes.files import JPEG
from tests.journeys.person import Person, before_a_kiosk
from tests.journeys.telephone import address, goes_on_and_sends, sends, waits, wants_to_hand_in

TERMINAL = "t-hall"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Sandbox]:
    """A portal that asks who is there, in place of the one that does not."""
    with Sandbox.start(tmp_path / "portal", remember=True, sign_in=True) as sandbox:
        yield sandbox


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


def enrols(portal: Sandbox, secrets: MemorySecrets, folder: Path) -> None:
    """Enrol the terminal, as its administrator would with a one-time code."""
    code = portal.enrolment_code(id=TERMINAL)
    wish = Wish(Access(portal.url), folder / "kiosk.toml", code=code)
    asyncio.run(enrol(wish, secrets, lambda _step: None))


@pytest.fixture
def person(
    qtbot: QtBot,
    settings: Settings,
    clock: FakeClock,
    secrets: MemorySecrets,
    portal: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    """Somebody before a kiosk that signs in with its key.

    The minutes of the kiosk's clock are moments for its client, so nothing it proved counts.
    """
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(tokens, "PROVED_SECONDS", 0.0)
    enrols(portal, secrets, tmp_path)
    signing_in = replace(
        settings,
        portal=replace(settings.portal, sign_in="key"),
        terminal=replace(settings.terminal, id=TERMINAL),
    )
    with before_a_kiosk(signing_in, clock, qtbot, secrets) as person:
        yield person


def log(folder: Path) -> str:
    return (folder / "state" / "audit.jsonl").read_text()


def test_revoked_at_the_start_screen_it_goes_out_of_service_and_comes_back_when_enrolled_again(
    person: Person, portal: Sandbox, secrets: MemorySecrets, tmp_path: Path
) -> None:
    portal.revoke(TERMINAL)
    person.clock.advance(REFRESH_SECONDS)
    person.waits_for(flow.OutOfService)
    assert person.state == flow.OutOfService("terminal-revoked")
    assert person.says("out-of-service-title") in person.reads()
    assert "terminal-revoked" in person.reads()
    assert '"event": "OUT_OF_SERVICE", "code": "terminal-revoked"' in log(tmp_path)

    enrols(portal, secrets, tmp_path)
    person.clock.advance(AGAIN_SECONDS)
    person.waits_for_the_start_screen()
    assert '"event": "IN_SERVICE_AGAIN", "code": "terminal-revoked"' in log(tmp_path)
    person.comes()


def test_a_terminal_whose_key_was_lost_says_that_it_is_not_enrolled(
    person: Person, secrets: MemorySecrets
) -> None:
    secrets.delete(SecretName.TERMINAL_KEY)
    person.clock.advance(REFRESH_SECONDS)
    person.waits_for(flow.OutOfService)
    assert person.state == flow.OutOfService("not-enrolled")


def test_a_visit_that_has_begun_is_not_turned_away_in_the_middle(
    person: Person, portal: Sandbox
) -> None:
    person.comes()
    portal.revoke(TERMINAL)
    person.clock.advance(person.idle_seconds - 1)
    assert isinstance(person.state, flow.Home)
    person.clock.advance(person.warning_seconds + 1)
    person.clock.advance(person.warning_seconds)
    person.waits_for(flow.OutOfService)


def test_a_photo_from_the_phone_arrives_in_the_name_of_the_terminal(
    person: Person, portal: Sandbox
) -> None:
    wants_to_hand_in(person, "lu.parkkarte")
    with httpx.Client(follow_redirects=True) as phone:  # a phone signs in nowhere
        url = address(person)
        assert phone.get(url).status_code == 200
        waits(person, flow.Phone.OPENED)
        assert "angekommen" in sends(phone, url, "Ausweis.jpg", JPEG).text
        person.clock.advance(2)
        person.waits_for(flow.Filling)
        assert phone.get(url).status_code == 404
    goes_on_and_sends(person)
    (body,) = portal.submissions
    assert body["terminal"] == TERMINAL
    assert [found["sha256"] for found in body["attachments"]] == [sha256(JPEG).hexdigest()]


def test_tokens_that_end_while_the_code_stands_are_renewed_without_a_word(
    person: Person, portal: Sandbox
) -> None:
    wants_to_hand_in(person, "lu.parkkarte")
    portal.expire_tokens()
    with httpx.Client() as phone:
        phone.get(address(person))
    waits(person, flow.Phone.OPENED)


def test_without_its_token_nobody_learns_of_an_upload(person: Person, portal: Sandbox) -> None:
    wants_to_hand_in(person, "lu.parkkarte")
    token = address(person).rpartition("/")[2]
    for path in (f"/v1/uploads/{token}", f"/v1/uploads/{token}/content"):
        refused = httpx.get(portal.url + path)
        assert refused.status_code == 401
        assert 'error="invalid_token"' in refused.headers["www-authenticate"]
