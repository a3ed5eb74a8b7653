"""Enrolling against the real embedded portal: all of it, or nothing that stays."""

import asyncio
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.enrolment import OF_STAFF, Progress, Proved, Waiting, Wish, enrol, unenrol
from kiosk.enrolment_refusals import EnrolmentError
from kiosk.errors import NotAllowed, SecretsUnavailable
from kiosk.identity import KEPT_LENGTH, KeyIdentity, as_kept
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.settings import load
from kiosk.signatures import new_key
from tests.fakes.lucerne import no_wait
from tests.fakes.visitor import OFFER

KEY = SecretName.TERMINAL_KEY
BEFORE = '# ours\n[terminal]\nid = "old"  # to be replaced\n\n[screen]\nlanguage = "fr" # stays\n'


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER, sign_in=True) as running:
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(BEFORE)
    return path


def enrolled(
    portal: Sandbox, file: Path, secrets: Any, told: Any = lambda _step: None, **wish: str
) -> Any:
    timing = Timing(sleep=no_wait)
    return asyncio.run(enrol(Wish(Access(portal.url), file, **wish), secrets, told, timing))


def ready(url: str, terminal: str, secrets: MemorySecrets) -> None:
    async def whole() -> None:
        access = Access(url, identity=KeyIdentity(terminal, secrets))
        client = LucernePortal(access, Timing(sleep=no_wait))
        try:
            await client.ready()
        finally:
            await client.close()

    asyncio.run(whole())


def test_a_code_of_a_list_enrols_and_the_rest_of_the_file_stays(
    portal: Sandbox, file: Path
) -> None:
    secrets = MemorySecrets()
    code = portal.enrolment_code(id="t-code", place="Eingangshalle «Süd»", counter='"1"')
    assert enrolled(portal, file, secrets, code=code).id == "t-code"
    text = file.read_text()
    assert text.startswith('# ours\n[terminal]\nid = "t-code"  # to be replaced\n')
    assert 'language = "fr" # stays' in text
    assert load(file).terminal.place == "Eingangshalle «Süd»"
    assert load(file).portal.url == portal.url
    assert len(secrets.get(KEY) or "") == KEPT_LENGTH
    ready(portal.url, "t-code", secrets)


def test_an_administrator_approves_the_code_that_is_shown(portal: Sandbox, file: Path) -> None:
    shown: list[Progress] = []

    def told(step: Progress) -> None:
        shown.append(step)
        if isinstance(step, Waiting):
            assert step.code.user_code.replace("-", "") in (
                step.code.verification_uri_complete.replace("-", "")
            )
            portal.approve(step.code.user_code, id="t-device")

    assert enrolled(portal, file, MemorySecrets(), told).id == "t-device"
    assert len(shown) == 3


def test_enrolling_again_revokes_the_key_before(portal: Sandbox, file: Path) -> None:
    first, second = MemorySecrets(), MemorySecrets()
    for secrets in (first, second):
        enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-again"))
    ready(portal.url, "t-again", second)
    with pytest.raises(NotAllowed) as caught:
        ready(portal.url, "t-again", first)
    assert caught.value.code == "terminal-revoked"


def test_a_machine_that_becomes_another_terminal_is_the_one_before_no_longer(
    portal: Sandbox, file: Path
) -> None:
    secrets = MemorySecrets()
    for name in ("t-before", "t-after"):
        enrolled(portal, file, secrets, code=portal.enrolment_code(id=name))
    counts = {found.terminal.id: found.counts for found in portal.terminals}
    assert (counts["t-before"], counts["t-after"]) == (False, True)
    ready(portal.url, "t-after", secrets)


def test_what_the_keyring_held_of_a_terminal_nobody_knows_hinders_nothing(
    portal: Sandbox, file: Path
) -> None:
    secrets = MemorySecrets()
    secrets.put(KEY, as_kept(new_key().pem))
    assert enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-new")).id == "t-new"
    ready(portal.url, "t-new", secrets)


def test_a_wrong_code_leaves_nothing_behind(portal: Sandbox, file: Path) -> None:
    secrets = MemorySecrets()
    with pytest.raises(EnrolmentError, match="wrong, was used already, or has expired"):
        enrolled(portal, file, secrets, code="BCDF-GHJK-LMNP-QRST")
    assert (secrets.get(KEY), file.read_text()) == (None, BEFORE)


def test_a_denied_request_leaves_nothing_behind(portal: Sandbox, file: Path) -> None:
    def told(step: Progress) -> None:
        if isinstance(step, Waiting):
            portal.deny(step.code.user_code)

    with pytest.raises(EnrolmentError, match="denied"):
        enrolled(portal, file, MemorySecrets(), told)
    assert file.read_text() == BEFORE


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_a_day_wrong_is_said_first(portal: Sandbox, file: Path, hours: int) -> None:
    timing = Timing(sleep=no_wait, wall=lambda: time.time() + hours * 3600)
    secrets = MemorySecrets()
    wish = Wish(Access(portal.url), file, code=portal.enrolment_code(id="t-clock"))
    with pytest.raises(EnrolmentError, match=r"clock differs .* set the clock"):
        asyncio.run(enrol(wish, secrets, lambda _step: None, timing))
    assert "t-clock" not in {found.terminal.id for found in portal.terminals}
    assert (secrets.get(KEY), file.read_text()) == (None, BEFORE)


class Locked(MemorySecrets):
    """Gives what it holds, and takes nothing."""

    def put(self, name: SecretName, value: str) -> None:
        raise SecretsUnavailable(code="keyring-locked")


def test_a_keyring_that_takes_nothing_ends_it_before_the_code_is_spent(
    portal: Sandbox, file: Path
) -> None:
    code = portal.enrolment_code(id="t-locked")
    with pytest.raises(EnrolmentError, match="keyring is locked") as caught:
        enrolled(portal, file, Locked(), code=code)
    assert caught.value.code == "keyring"
    assert "t-locked" not in {found.terminal.id for found in portal.terminals}
    unlocked = MemorySecrets()
    assert enrolled(portal, file, unlocked, code=code).id == "t-locked"


def test_a_file_that_cannot_be_changed_withdraws_the_registration(
    portal: Sandbox, tmp_path: Path
) -> None:
    file, secrets = tmp_path / "kiosk.toml", MemorySecrets()
    file.write_text('terminal = { id = "old" }\n')
    with pytest.raises(EnrolmentError, match="tables are not written as") as caught:
        enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-inline"))
    assert caught.value.code == "settings"
    (known,) = [found for found in portal.terminals if found.terminal.id == "t-inline"]
    assert not known.counts
    assert secrets.get(KEY) is None
    assert tomllib.loads(file.read_text()) == {"terminal": {"id": "old"}}


def inline(folder: Path) -> Path:
    """Return a file in which nothing can be set line by line, so that an enrolment fails late."""
    path = folder / "inline.toml"
    path.write_text('terminal = { id = "old" }\n')
    return path


def test_a_good_key_of_another_terminal_comes_back_where_enrolling_fails_late(
    portal: Sandbox, file: Path, tmp_path: Path
) -> None:
    secrets = MemorySecrets()
    enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-first"))
    enrolled(portal, file, MemorySecrets(), code=portal.enrolment_code(id="t-other"))
    before = secrets.get(KEY)
    with pytest.raises(EnrolmentError):  # the portal names the key of t-other that it revoked
        enrolled(portal, inline(tmp_path), secrets, code=portal.enrolment_code(id="t-other"))
    assert secrets.get(KEY) == before
    ready(portal.url, "t-first", secrets)


def test_a_key_that_the_portal_revoked_meanwhile_does_not_come_back(
    portal: Sandbox, file: Path, tmp_path: Path
) -> None:
    secrets = MemorySecrets()
    enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-same"))
    with pytest.raises(EnrolmentError):
        enrolled(portal, inline(tmp_path), secrets, code=portal.enrolment_code(id="t-same"))
    assert secrets.get(KEY) is None


@pytest.mark.parametrize("kept", ["", "MIGHAgEAMBMG", "no key at all"])
def test_what_was_kept_and_is_no_key_is_put_back_as_it_was(
    portal: Sandbox, tmp_path: Path, kept: str
) -> None:
    secrets = MemorySecrets()
    secrets.put(KEY, kept)
    with pytest.raises(EnrolmentError):
        enrolled(portal, inline(tmp_path), secrets, code=portal.enrolment_code(id="t-odd"))
    assert secrets.get(KEY) == kept


def test_who_breaks_off_while_it_waits_leaves_nothing(portal: Sandbox, file: Path) -> None:
    secrets = MemorySecrets()

    def told(step: Progress) -> None:
        if isinstance(step, Waiting):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        enrolled(portal, file, secrets, told, terminal="t-broken-off")
    assert (secrets.get(KEY), file.read_text()) == (None, BEFORE)
    assert "t-broken-off" not in {found.terminal.id for found in portal.terminals}


def test_who_breaks_off_at_the_last_step_is_withdrawn_at_the_portal(
    portal: Sandbox, file: Path
) -> None:
    secrets = MemorySecrets()

    def told(step: Progress) -> None:
        if isinstance(step, Proved):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        enrolled(portal, file, secrets, told, code=portal.enrolment_code(id="t-late"))
    assert (secrets.get(KEY), file.read_text()) == (None, BEFORE)
    (known,) = [found for found in portal.terminals if found.terminal.id == "t-late"]
    assert not known.counts


def test_a_withdrawn_terminal_is_unknown_and_has_no_key(portal: Sandbox, file: Path) -> None:
    secrets = MemorySecrets()
    for name in OF_STAFF:
        secrets.put(name, "of this terminal only")
    enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-leaves"))
    asyncio.run(unenrol(load(file), Access(portal.url), secrets))
    assert [secrets.get(name) for name in (KEY, *OF_STAFF)] == [None] * 3
    (known,) = [found for found in portal.terminals if found.terminal.id == "t-leaves"]
    assert not known.counts


def test_where_the_portal_is_away_the_key_is_deleted_all_the_same(
    portal: Sandbox, file: Path
) -> None:
    secrets = MemorySecrets()
    enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-offline"))
    with pytest.raises(EnrolmentError, match="cannot be reached"):
        asyncio.run(unenrol(load(file), Access("http://127.0.0.1:9"), secrets))
    assert secrets.get(KEY) is None


def test_a_terminal_that_was_revoked_already_is_only_forgotten(portal: Sandbox, file: Path) -> None:
    secrets = MemorySecrets()
    enrolled(portal, file, secrets, code=portal.enrolment_code(id="t-gone"))
    portal.revoke("t-gone")
    asyncio.run(unenrol(load(file), Access(portal.url), secrets))
    assert secrets.get(KEY) is None


def test_where_there_is_no_key_there_is_nothing_to_withdraw(file: Path) -> None:
    with pytest.raises(EnrolmentError, match="not enrolled"):
        asyncio.run(unenrol(load(file), Access("http://127.0.0.1:9"), MemorySecrets()))


def test_a_key_is_kept_in_a_form_that_every_keyring_takes() -> None:
    kept = as_kept(new_key().pem)
    assert len(kept) == KEPT_LENGTH
    assert "\n" not in kept
