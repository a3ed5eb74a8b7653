"""Real keyrings, on session buses of their own: open, locked, empty, and not there at all."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.secrets.os_keyring import ANSWER_SECONDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")

ROOT = Path(__file__).parents[2]
PLACE = ["service", "Schalter https://journey.example", "username", "terminal-key"]
UNLOCK = """
printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
for _ in $(seq 100); do  # whoever asks before it is on the bus has another one started
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / \\
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true && break
    sleep 0.1
done
"""
LOCK = """
import secretstorage
from contextlib import closing
with closing(secretstorage.dbus_init()) as bus:
    secretstorage.Collection(bus).lock()
"""
TRY = """
import sys
from kiosk.errors import SecretsUnavailable
from kiosk.secrets.os_keyring import OsKeyring
from kiosk.secrets.secrets import SecretName
secrets = OsKeyring("https://journey.example")
try:
    if sys.argv[1] == "put":
        secrets.put(SecretName.TERMINAL_KEY, "the key")
    print(secrets.get(SecretName.TERMINAL_KEY))
except SecretsUnavailable as error:
    print(error.code)
"""
NO_SERVICE = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


class Machine:
    """A user's session on a machine of its own: home, runtime folder and bus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "run").mkdir(mode=0o700)
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL")
        kept = {key: value for key, value in os.environ.items() if key not in hidden}
        homes = {"HOME": folder, "XDG_RUNTIME_DIR": folder / "run", "XDG_DATA_HOME": folder / "d"}
        homes |= {"XDG_CONFIG_HOME": folder / "c", "XDG_CACHE_HOME": folder / "k"}
        self.environment = kept | {key: str(value) for key, value in homes.items()}

    def run(self, script: str, *options: str) -> list[str]:
        """Run `script` within a session bus; return the lines it printed."""
        command = ["dbus-run-session", *options, "--", "bash", "-c", script, "_", sys.executable]
        return self._printed(command)

    def without_a_bus(self, *words: str) -> list[str]:
        return self._printed([sys.executable, "-c", TRY, *words])

    def _printed(self, command: list[str]) -> list[str]:
        done = subprocess.run(
            [*command, TRY, LOCK, *PLACE] if "bash" in command else command,
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.stdout.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_another_program_reads_what_was_put(machine: Machine) -> None:
    put = '"$1" -c "$2" put; shift 3; secret-tool lookup "$@"'
    assert machine.run(UNLOCK + put) == ["the key", "the key"]


def test_a_keyring_that_was_locked_says_so_at_once_and_does_not_prompt(machine: Machine) -> None:
    script = '"$1" -c "$2" put; "$1" -c "$3"; "$1" -c "$2" get; "$1" -c "$2" put'
    began = time.monotonic()
    assert machine.run(UNLOCK + script) == ["the key", "keyring-locked", "keyring-locked"]
    assert time.monotonic() - began < 4 * ANSWER_SECONDS


def test_after_a_start_at_which_nobody_logged_in_the_keyring_is_locked(machine: Machine) -> None:
    assert machine.run(UNLOCK + '"$1" -c "$2" put') == ["the key"]
    assert machine.run('"$1" -c "$2" get') == ["keyring-locked"]


def test_a_machine_that_never_had_a_keyring_has_none_and_none_is_made(machine: Machine) -> None:
    assert machine.run('"$1" -c "$2" put') == ["keyring-missing"]
    assert not list(machine.folder.glob("d/keyrings/*.keyring"))


def test_a_bus_without_a_secret_service_has_no_keyring(machine: Machine) -> None:
    config = machine.folder / "bus.conf"
    config.write_text(NO_SERVICE)
    assert machine.run('"$1" -c "$2" get', f"--config-file={config}") == ["keyring-missing"]


def test_without_a_bus_there_is_no_keyring(machine: Machine) -> None:
    assert machine.without_a_bus("put") == ["keyring-missing"]
