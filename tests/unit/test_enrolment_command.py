"""`kiosk enrol` and `kiosk unenrol`: what they print, what they write, and how they leave."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.commands import exits
from kiosk.commands.enrolment import BROKEN_OFF, EXITS, REFUSED
from kiosk.errors import SecretsUnavailable
from kiosk.portals.lucerne.device import DeviceCode
from kiosk.portals.lucerne.enrolling import Enrolling
from kiosk.sandbox import Sandbox
from kiosk.sandbox.terminals import Enrolled
from kiosk.secrets import choosing
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.settings import load, loading
from kiosk.settings.layer import Layer
from tests.fakes.visitor import OFFER

KEY = SecretName.TERMINAL_KEY
ELSEWHERE = "https://portal.example"
DEAD = "http://127.0.0.1:1"
"""A proxy that is none."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER, sign_in=True) as running:
        yield running


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> MemorySecrets:
    kept = MemorySecrets()
    monkeypatch.setattr(choosing, "secrets_for", lambda _url: kept)
    return kept


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """This system's settings, which are not there yet."""
    path = tmp_path / "etc" / "schalter" / "kiosk.toml"
    monkeypatch.setattr(loading, "default_path", lambda: path)
    return path


def known(portal: Sandbox, terminal: str) -> Enrolled:
    (found,) = [each for each in portal.terminals if each.terminal.id == terminal]
    return found


def listed(folder: Path, *lines: str, encoding: str = "utf-8") -> str:
    path = folder / "codes.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding)
    return str(path)


# --- It works ------------------------------------------------------------------------------------


def test_a_code_enrols_a_terminal_that_has_no_settings_yet(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = portal.enrolment_code(id="t-1", place="Eingangshalle")
    assert main(["enrol", "--portal", portal.url, "--code", code]) == exits.OK
    printed = capsys.readouterr()
    assert printed.out.endswith(
        f"This is terminal t-1 of municipality 1061. Its settings: {file}\n"
    )
    assert code not in printed.out + printed.err
    assert load().terminal.place == "Eingangshalle"
    assert secrets.get(KEY)
    assert "PRIVATE" not in file.read_text()


def test_what_an_administrator_opens_is_shown_as_words_and_as_a_qr_code(
    portal: Sandbox,
    secrets: MemorySecrets,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited = Enrolling.approved

    async def approved(self: Enrolling, code: DeviceCode) -> str:
        portal.approve(code.user_code, id="t-device")
        return await waited(self, replace(code, interval=0.0))

    monkeypatch.setattr(Enrolling, "approved", approved)
    assert main(["enrol", "--portal", portal.url, "--terminal", "t-device"]) == exits.OK
    printed = capsys.readouterr().out
    assert f"Open {portal.url}/device?user_code=" in printed
    assert "and compare the code: " in printed
    assert "█" in printed
    assert "Waiting 15 minutes for approval" in printed
    assert load().terminal.id == "t-device"
    assert secrets.get(KEY)


@pytest.mark.parametrize("parted", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_fifty_terminals_share_one_list_as_excel_and_others_write_it(
    portal: Sandbox, secrets: MemorySecrets, file: Path, tmp_path: Path, parted: str, encoding: str
) -> None:
    lines = [f"t-list-{n}{parted}{portal.enrolment_code(id=f't-list-{n}')}" for n in range(3)]
    codes = listed(tmp_path, f"id{parted}code", *lines, encoding=encoding)
    assert main(["enrol", "--portal", portal.url, "--codes", codes, "--id", "t-list-1"]) == exits.OK
    assert load().terminal.id == "t-list-1"
    assert known(portal, "t-list-1").keys


def test_without_an_id_the_line_of_this_host_is_taken(
    portal: Sandbox,
    secrets: MemorySecrets,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "t-host.lan.example")
    codes = listed(tmp_path, "id,code", f"t-host,{portal.enrolment_code(id='t-host')}")
    assert main(["enrol", "--portal", portal.url, "--codes", codes]) == exits.OK
    assert load().terminal.id == "t-host"


def test_the_portals_own_list_can_be_used_as_it_is(
    portal: Sandbox, secrets: MemorySecrets, file: Path, tmp_path: Path
) -> None:
    code = portal.enrolment_code(id="t-portal")
    codes = listed(tmp_path, '"id",bfs,place,"code"', f't-portal,1061,"Halle, Süd",{code}')
    assert main(["enrol", "--portal", portal.url, "--codes", codes, "--id", "t-portal"]) == exits.OK


def test_the_way_that_was_named_is_kept_in_the_settings(
    portal: Sandbox, secrets: MemorySecrets, file: Path
) -> None:
    """To this very machine no proxy is asked, so this one need not be there."""
    code = portal.enrolment_code(id="t-way")
    proxy = "http://proxy.example:3128"
    assert main(["enrol", "--portal", portal.url, "--code", code, "--proxy", proxy]) == exits.OK
    assert load().portal.proxy == proxy


def test_a_withdrawn_terminal_is_unknown_and_its_settings_stay(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = portal.enrolment_code(id="t-leaves")
    assert main(["enrol", "--portal", portal.url, "--code", code]) == exits.OK
    before = file.read_text()
    assert main(["unenrol"]) == exits.OK
    assert f"t-leaves is no longer known at {portal.url}" in capsys.readouterr().out
    assert secrets.get(KEY) is None
    assert not known(portal, "t-leaves").counts
    assert file.read_text() == before


# --- It does not ---------------------------------------------------------------------------------


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Return how a command left, and the one line that it said about it."""
    code = main(words)
    said = capsys.readouterr().err
    assert said.count("\n") == 1, said
    return code, said


def test_a_wrong_code_leaves_one_sentence_and_nothing_else(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, "enrol", "--portal", portal.url, "--code", "BCDF-GHJK-LMNP-QRST")
    assert code == REFUSED
    assert said.startswith("Not enrolled. The code is wrong, was used already, or has expired;")
    assert (secrets.get(KEY), file.exists(), list(file.parent.glob("*"))) == (None, False, [])


def test_a_code_serves_once(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "enrol", "--portal", portal.url, "--code", portal.enrolment_code(id="t-once")
    assert main(words) == exits.OK
    before = secrets.get(KEY)
    assert refused(capsys, *words)[0] == REFUSED
    assert secrets.get(KEY) == before


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://portal.example", exits.SETTINGS),
        ("portal.example", exits.SETTINGS),
        ("https://portal.example:https", exits.SETTINGS),
        ("https://[", exits.SETTINGS),
        ("", exits.SETTINGS),
        (DEAD, EXITS["portal-unavailable"]),
    ],
)
def test_an_address_that_is_no_portals_is_refused(
    file: Path, secrets: MemorySecrets, capsys: pytest.CaptureFixture[str], url: str, code: int
) -> None:
    assert refused(capsys, "enrol", "--portal", url, "--code", "A")[0] == code


@pytest.mark.parametrize("proxy", ["http://anna:geheim@proxy.example:1", "proxy.example", "ftp:a"])
def test_a_proxy_that_is_none_is_refused_and_its_password_not_repeated(
    file: Path, secrets: MemorySecrets, capsys: pytest.CaptureFixture[str], proxy: str
) -> None:
    code, said = refused(capsys, "enrol", "--portal", ELSEWHERE, "--proxy", proxy)
    assert code == exits.SETTINGS
    assert "proxy" in said
    assert "geheim" not in said


def test_a_proxy_that_does_not_answer_is_named(
    file: Path, secrets: MemorySecrets, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, "enrol", "--portal", ELSEWHERE, "--proxy", DEAD)
    assert code == EXITS["portal-unavailable"]
    assert "The proxy does not let this terminal through" in said
    assert f"by way of {DEAD}" in said


def test_a_proxy_of_the_settings_is_used_where_none_is_named(
    file: Path, secrets: MemorySecrets, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(f'[portal]\nproxy = "{DEAD}"\n')
    assert f"by way of {DEAD}" in refused(capsys, "enrol", "--portal", ELSEWHERE)[1]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("id,code",),
        ("id,code", "t-2,ABCD"),
        ("id,code", "t-1,"),
        ("id,code", "t-1"),
        ("name,code", "t-1,ABCD"),
        ("id,code", "t-1,ABCD", "t-1,EFGH"),
    ],
)
def test_a_list_without_one_code_for_this_terminal_says_what_it_must_hold(
    file: Path,
    secrets: MemorySecrets,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lines: tuple[str, ...],
) -> None:
    codes = listed(tmp_path, *lines)
    words = "enrol", "--portal", ELSEWHERE, "--codes", codes, "--id", "t-1"
    code, said = refused(capsys, *words)
    assert code == exits.SETTINGS
    assert f"{codes}: must hold one line whose id is t-1, and its code" in said
    assert "ABCD" not in said


@pytest.mark.parametrize("content", [None, "id,code\nt-1,Zürich\n".encode("latin-1")])
def test_a_list_that_cannot_be_read_is_named(
    file: Path,
    secrets: MemorySecrets,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
) -> None:
    codes = tmp_path / "codes.csv"
    if content is not None:
        codes.write_bytes(content)
    words = "enrol", "--portal", ELSEWHERE, "--codes", str(codes), "--id", "t-1"
    code, said = refused(capsys, *words)
    assert code == exits.SETTINGS
    assert said.startswith(f"{codes}: cannot be read")


def test_a_locked_keyring_is_named_before_the_code_is_spent(
    portal: Sandbox, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Locked(MemorySecrets):
        def get(self, name: SecretName) -> str | None:
            raise SecretsUnavailable(code="keyring-locked")

    locked = Locked()
    monkeypatch.setattr(choosing, "secrets_for", lambda _url: locked)
    words = "enrol", "--portal", portal.url, "--code", portal.enrolment_code(id="t-locked")
    code, said = refused(capsys, *words)
    assert code == EXITS["keyring"]
    assert "The keyring is locked" in said
    monkeypatch.setattr(choosing, "secrets_for", lambda _url: MemorySecrets())
    assert main(words) == exits.OK


def test_who_presses_ctrl_c_is_told_that_nothing_is_left(
    portal: Sandbox,
    secrets: MemorySecrets,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken_off(_self: Enrolling, _code: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Enrolling, "approved", broken_off)
    code, said = refused(capsys, "enrol", "--portal", portal.url)
    assert (code, said) == (BROKEN_OFF, "Not enrolled. It was broken off; nothing is left.\n")
    assert (secrets.get(KEY), file.exists()) == (None, False)


def test_other_mistakes_in_the_settings_are_said_after_enrolling(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('[screen]\nlanguage = "rm"\n')
    code = portal.enrolment_code(id="t-mended")
    assert main(["enrol", "--portal", portal.url, "--code", code]) == exits.SETTINGS
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Enrolled, but the settings have to be mended:"
    assert said[1].startswith(f"{file}:2: screen.language: must be one of")
    assert tomllib.loads(file.read_text())["terminal"]["id"] == "t-mended"


def test_what_policy_overrules_is_said_after_enrolling(
    portal: Sandbox,
    secrets: MemorySecrets,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    locked = Layer({"terminal.counter": "Schalter 1"}, lambda _: "policy.d/10.toml:2", locks=True)
    monkeypatch.setattr(loading.loaded, "__defaults__", (None, lambda: (locked,)))
    code = portal.enrolment_code(id="t-policy", counter="Schalter 2")
    assert main(["enrol", "--portal", portal.url, "--code", code]) == exits.OK
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.endswith("terminal.counter: has no effect; locked by policy.d/10.toml:2")


def test_where_the_portal_is_away_the_key_goes_all_the_same_and_it_is_said_what_remains(
    portal: Sandbox, secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = portal.enrolment_code(id="t-away")
    assert main(["enrol", "--portal", portal.url, "--code", code]) == exits.OK
    file.write_text(file.read_text().replace(portal.url, DEAD))
    capsys.readouterr()
    assert main(["unenrol"]) == EXITS["portal-unavailable"]
    reason, remains = capsys.readouterr().err.splitlines()
    assert "cannot be reached" in reason
    assert remains == f"Withdraw t-away at {DEAD} if it is still known there."
    assert secrets.get(KEY) is None


def test_a_terminal_that_never_was_enrolled_cannot_be_withdrawn(
    secrets: MemorySecrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(f'[portal]\nurl = "{DEAD}"\n')
    assert main(["unenrol"]) == REFUSED
    assert "This terminal is not enrolled" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named_before_the_code_is_spent(
    portal: Sandbox, secrets: MemorySecrets, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no folder").write_text("")
    words = "enrol", "--portal", portal.url, "--code", portal.enrolment_code(id="t-unwritten")
    left, said = refused(capsys, *words, "--settings", str(tmp_path / "no folder" / "kiosk.toml"))
    assert left == exits.SETTINGS
    assert "name a file with --settings that the terminal's user may write" in said
    assert main([*words, "--settings", str(tmp_path / "kiosk.toml")]) == exits.OK
