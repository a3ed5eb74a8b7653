"""The key of a terminal nobody logs in to; systemd-creds is a stand-in that changes letters."""

import sys
from pathlib import Path

import pytest

from kiosk.errors import SecretsUnavailable
from kiosk.secrets import credstore
from kiosk.secrets.credstore import Credstore
from kiosk.secrets.secrets import SecretName

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")

KEY = SecretName.TERMINAL_KEY
STAND_IN = """#!/bin/sh
# systemd-creds encrypt --name=NAME - -    or    systemd-creds decrypt --name=NAME FILE -
case "$1" in
  encrypt) echo "$2"; tr a-z n-za-m ;;
  decrypt)
    [ "$(head -1 "$3")" = "$2" ] || { echo "wrong name" >&2; exit 1; }
    tail -n +2 "$3" | tr a-z n-za-m ;;
esac
"""


@pytest.fixture
def store(tmp_path: Path) -> Credstore:
    program = tmp_path / "systemd-creds"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    return Credstore(tmp_path / "store", str(program))


def test_what_is_put_is_got_again_and_lies_there_encrypted(
    store: Credstore, tmp_path: Path
) -> None:
    assert store.get(KEY) is None
    store.put(KEY, "the key")
    assert store.get(KEY) == "the key"
    kept = tmp_path / "store" / KEY.value
    assert "the key" not in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [KEY.value]


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: Credstore) -> None:
    store.put(KEY, "the key")
    store.delete(KEY)
    store.delete(KEY)
    assert store.get(KEY) is None


def test_a_file_under_another_name_is_refused(store: Credstore, tmp_path: Path) -> None:
    store.put(SecretName.CLIENT_SECRET, "another")
    folder = tmp_path / "store"
    (folder / SecretName.CLIENT_SECRET.value).rename(folder / KEY.value)
    with pytest.raises(SecretsUnavailable, match="wrong name; run this as root") as refused:
        store.get(KEY)
    assert refused.value.code == "keyring-denied"


def test_where_there_is_no_systemd_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SecretsUnavailable, match="systemd 250") as refused:
        Credstore(tmp_path, str(tmp_path / "none")).put(KEY, "the key")
    assert refused.value.code == "keyring-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_does_not_answer_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "systemd-creds"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(credstore, "SECONDS", 0.1)
    with pytest.raises(SecretsUnavailable, match="does not answer") as refused:
        Credstore(tmp_path, str(program)).put(KEY, "the key")
    assert refused.value.code == "keyring-slow"
