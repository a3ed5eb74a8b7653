"""The Debian package: what its files say, and that they agree with the program."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.readiness import lockdown
from kiosk.readiness.report import Outcome
from kiosk.secrets.credstore import FOLDER
from kiosk.secrets.secrets import SecretName
from kiosk.settings import loaded

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Debian's scripts run on Linux")

ROOT = Path(__file__).parents[2]
DEBIAN = ROOT / "packaging" / "debian"
TREE = DEBIAN / "tree"
UNITS = TREE / "usr" / "lib" / "systemd" / "system"
OF_THE_KIOSK = ("schalter.service", "schalter-x11.service", "schalter-doctor.service")
SNIPPETS = TREE / "usr" / "share" / "schalter" / "lockdown"
SCRIPTS = ("config", "preinst", "postinst", "prerm", "postrm")

HARDENING = {
    "CapabilityBoundingSet=",
    "LimitCORE=0",
    "MemoryDenyWriteExecute=yes",
    "MemorySwapMax=0",
    "NoNewPrivileges=yes",
    "PrivateTmp=yes",
    "ProtectHome=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "ProtectProc=invisible",
    "ProtectSystem=strict",
    "RestrictNamespaces=yes",
    "RestrictSUIDSGID=yes",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged @resources",
    "UMask=0077",
    "User=schalter",
}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines(unit: str) -> set[str]:
    return set(text(UNITS / unit).splitlines())


# --- The units -----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", OF_THE_KIOSK)
def test_what_shows_or_examines_the_kiosk_may_do_little_else(unit: str) -> None:
    assert lines(unit) >= HARDENING


@pytest.mark.parametrize("unit", OF_THE_KIOSK)
def test_each_unit_has_the_key_where_the_kiosk_looks_for_it(unit: str) -> None:
    assert f"LoadCredentialEncrypted={SecretName.TERMINAL_KEY.value}" in lines(unit)
    assert str(FOLDER) in text(UNITS / unit)


@pytest.mark.parametrize("unit", OF_THE_KIOSK[:2])
def test_a_kiosk_that_ended_or_no_longer_answers_is_started_anew(unit: str) -> None:
    assert lines(unit) >= {"Type=notify", "Restart=always", "StartLimitIntervalSec=0"}
    from ui.terminal import ALIVE_SECONDS

    (seconds,) = re.findall(r"^WatchdogSec=(\d+)$", text(UNITS / unit), re.MULTILINE)
    assert int(seconds) >= 3 * ALIVE_SECONDS


@pytest.mark.parametrize("unit", OF_THE_KIOSK)
def test_the_home_is_in_memory_and_only_the_state_stays(unit: str) -> None:
    said = text(UNITS / unit)
    assert re.search(r"^RuntimeDirectory=schalter", said, re.MULTILINE)
    assert "StateDirectory=schalter" in lines(unit)
    assert " /run/schalter /usr/sbin/nologin" in text(TREE / "usr/lib/sysusers.d/schalter.conf")


# --- The launchers -------------------------------------------------------------------------------


def test_the_launcher_has_freed_memory_overwritten_as_the_doctor_wants_it() -> None:
    said = text(TREE / "usr" / "bin" / "kiosk")
    (exported,) = re.findall(r"^export (.+)$", said, re.MULTILINE)
    environment = dict(word.split("=", 1) for word in exported.split())
    assert lockdown.freed_memory(environment).outcome is Outcome.OK
    assert exported in text(ROOT / "run"), "both launchers set the same"


def test_a_python_with_an_allocator_of_its_own_is_told() -> None:
    whole = {"PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "90"}
    whole["GLIBC_TUNABLES"] = "glibc.malloc.tcache_count=0"
    assert lockdown.freed_memory(whole, 0).outcome is Outcome.OK
    assert lockdown.freed_memory(whole, 10_000).code == "freed-memory"


def test_swap_that_the_service_may_not_use_is_fine() -> None:
    swaps = "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n"
    assert lockdown.swap(swaps, "0\n").outcome is Outcome.OK
    assert lockdown.swap(swaps, "max\n").code == lockdown.swap(swaps).code == "swap-on"


def test_the_desktop_entry_starts_what_is_there() -> None:
    entry = dict(
        re.findall(
            r"^(\w+)=(.+)$", text(TREE / "usr/share/applications/schalter.desktop"), re.MULTILINE
        )
    )
    assert os.access(TREE / entry["Exec"].lstrip("/"), os.X_OK)
    assert (TREE / f"usr/share/icons/hicolor/scalable/apps/{entry['Icon']}.svg").is_file()


# --- Lockdown ------------------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine's /etc, with CUPS as Debian installs it."""
    (tmp_path / "etc" / "cups").mkdir(parents=True)
    (tmp_path / "etc" / "cups" / "cupsd.conf").write_text("LogLevel warn\nPreserveJobFiles Yes\n")
    return tmp_path


def lock_down(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = text(TREE / "usr" / "sbin" / "schalter-lockdown")
    for before, after in (
        ("SNIPPETS=/usr/share/schalter/lockdown", f"SNIPPETS={SNIPPETS}"),
        ("/run/systemd/system", "/nowhere"),
        ("/etc/", f"{machine}/etc/"),
    ):
        script = script.replace(before, after)
    command = ["sh", "-c", script, "schalter-lockdown", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def cupsd(machine: Path) -> str:
    return text(machine / "etc" / "cups" / "cupsd.conf")


def test_a_locked_machine_pleases_the_doctor(machine: Path) -> None:
    assert lock_down(machine, "on").returncode == 0
    etc = machine / "etc"
    sysctl = text(etc / "sysctl.d" / "60-schalter.conf")
    settings = dict(re.findall(r"^(\S+) = (.+)$", sysctl, re.MULTILINE))
    verdicts = [
        lockdown.print_spool("cups:", cupsd(machine)),
        lockdown.system_keys(settings["kernel.sysrq"]),
        lockdown.core_dumps(-1, settings["kernel.core_pattern"]),
        lockdown.usb_storage([text(etc / "modprobe.d" / "schalter.conf")]),
    ]
    assert [verdict.code for verdict in verdicts] == [""] * 4
    assert "Storage=none" in text(etc / "systemd" / "coredump.conf.d" / "60-schalter.conf")


def test_locking_twice_is_locking_once_and_opening_leaves_nothing(machine: Path) -> None:
    before = {path: path.read_bytes() for path in machine.rglob("*") if path.is_file()}
    lock_down(machine, "on")
    once = cupsd(machine)
    lock_down(machine, "on")
    assert cupsd(machine) == once
    assert lock_down(machine, "off").returncode == 0
    assert before == {path: path.read_bytes() for path in machine.rglob("*") if path.is_file()}


def test_without_a_word_it_does_nothing(machine: Path) -> None:
    assert lock_down(machine).returncode == 2
    assert not (machine / "etc" / "sysctl.d").exists()


# --- Questions and settings ----------------------------------------------------------------------


def test_every_question_is_described_and_every_answer_used() -> None:
    described = set(re.findall(r"^Template: (\S+)$", text(DEBIAN / "templates"), re.MULTILINE))
    asked = set(re.findall(r"db_input \w+ (\S+)", text(DEBIAN / "config")))
    assert described == asked
    assert all(question in text(DEBIAN / "postinst") for question in described)


def test_nothing_takes_the_screen_unless_it_was_asked_to() -> None:
    first = text(DEBIAN / "templates").partition("\n\n")[0]
    assert "Template: schalter/session" in first
    assert "Default: none" in first


def test_a_code_is_kept_like_a_password_and_forgotten() -> None:
    question = text(DEBIAN / "templates").partition("Template: schalter/enrolment-code\n")[2]
    assert question.startswith("Type: password\n")
    assert "db_reset schalter/enrolment-code" in text(DEBIAN / "postinst")


def settings_from(answers: dict[str, str], file: Path) -> str:
    """Return what postinst writes when somebody gave these answers."""
    functions = text(DEBIAN / "postinst").partition('\n[ "$1" = configure ]')[0]
    stand_in = 'db_get() { RET=$(eval "printf %s \\"\\$ANSWER_$(echo ${1#*/} | tr - _)\\""); }'
    script = functions.replace(". /usr/share/debconf/confmodule", stand_in)
    script = script.replace("SETTINGS=/etc/schalter/kiosk.toml", f"SETTINGS={file}")
    environment = {f"ANSWER_{name}": value for name, value in answers.items()}
    subprocess.run(
        ["sh", "-c", f"{script}\nwrite_settings"], check=True, env={**os.environ, **environment}
    )
    return text(file)


ANSWERS = {"portal_url": "https://portal.example", "policy": "assisted", "printer": "cups:kiosk"}


def test_the_answers_become_settings_in_order(tmp_path: Path) -> None:
    settings_from(ANSWERS, tmp_path / "kiosk.toml")
    found = loaded(tmp_path / "kiosk.toml", tuple).settings
    assert found.portal.url == ANSWERS["portal_url"]
    assert found.terminal.policy == ANSWERS["policy"]
    assert found.paper.printer == ANSWERS["printer"]


def test_an_answer_cannot_say_more_than_its_key(tmp_path: Path) -> None:
    nasty = {**ANSWERS, "printer": 'none"\n[portal]\nproxy = "http://evil:1'}
    said = settings_from(nasty, tmp_path / "kiosk.toml")
    assert said.count("\n[portal]\n") == 1
    assert "proxy" not in [line.partition(" ")[0] for line in said.splitlines()]


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_can_be_read_by_the_shell(name: str) -> None:
    assert subprocess.run(["sh", "-n", DEBIAN / name], check=False).returncode == 0
    assert os.access(DEBIAN / name, os.X_OK)
    assert "set -e" in text(DEBIAN / name)


# --- What is generated ---------------------------------------------------------------------------


def command_line() -> Any:
    return importlib.import_module("command_line")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["kiosk", "doc"], {"doctor"}),
        (["kiosk", "doctor", "--j"], {"--json"}),
        (["kiosk", "config", "ch"], {"check"}),
        (["kiosk", "config", "explain", "--s"], {"--settings"}),
        (["kiosk", "print-test", "A"], {"A4", "A5"}),
        (["kiosk", "demo"], set()),
    ],
)
def test_bash_completes_what_was_begun(typed: list[str], offered: set[str], tmp_path: Path) -> None:
    words = " ".join(f"'{word}'" for word in typed)
    script = f"""
{command_line().completion()}
COMP_WORDS=({words}) COMP_CWORD={len(typed) - 1}
_kiosk
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert set(done.stdout.split()) == offered


def test_the_manual_names_every_command_and_option_of_the_package() -> None:
    page = command_line().manual("1.2", 0).replace(r"\-", "-")
    for name, _, parser in command_line().commands():
        assert f".SS {name}\n" in page
        for action in parser._actions:
            if action.help != "==SUPPRESS==" and action.dest != "help":
                assert all(option in page for option in action.option_strings)
    assert ".SS sandbox" not in page
    assert '"1970-01-01" "Schalter 1.2"' in page


def test_the_control_file_is_filled() -> None:
    package = importlib.import_module("debian_package")
    said = {"VERSION": "1.2", "ARCHITECTURE": "amd64", "DEPENDS": "libc6", "SIZE": "1"}
    control = package.filled(said)
    assert "@" not in control.replace("schalter@localhost", "")
    assert "\nDepends: libc6, ca-certificates, " in control
    assert all(package in control for package in ("cage", "xwayland", "seatd"))


# --- For real ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(
    "SCHALTER_PACKAGE" not in os.environ,
    reason="set SCHALTER_PACKAGE to a package, to try it as root with debootstrap (2 minutes)",
)
@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_it_installs_works_upgrades_and_goes_without_a_trace(suite: str, tmp_path: Path) -> None:
    command = [str(DEBIAN / "try.sh"), os.environ["SCHALTER_PACKAGE"], suite, str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == 0
