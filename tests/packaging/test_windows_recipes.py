"""Recipes for a Windows machine: well formed, in agreement with one another, and explained."""

import importlib
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest
import yaml  # type: ignore[import-untyped] # it brings no types along

from kiosk.commands import exits
from kiosk.commands.update import BROKEN, LATER
from kiosk.readiness.lockdown import ELSEWHERE

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "packaging" / "windows"
LOCKDOWN = WINDOWS / "lockdown"
GUIDE = ROOT / "docs" / "windows.md"
PROVISIONING = ROOT / "docs" / "provisioning.md"
SCRIPTS = sorted(WINDOWS.rglob("*.ps1"))
LAUNCHER = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"
NOT_CODE = re.compile(r"'[^']*'|\"(?:`.|[^\"`])*\"|#[^\n]*")
"""Text and comments of PowerShell, for counting what is left."""


def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


# --- Scripts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stops_at_the_first_mistake(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("# "), "says first what it is for"
    assert "#Requires -Version 5.1" in text, "what every Windows has"
    assert "Set-StrictMode -Version Latest" in text
    assert "$ErrorActionPreference = 'Stop'" in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_what_a_script_opens_it_closes(script: Path) -> None:
    code = NOT_CODE.sub("", script.read_text(encoding="utf-8"))
    for opened, closed in ("()", "{}", "[]"):
        assert code.count(opened) == code.count(closed), opened
    assert script.read_bytes().isascii(), "Windows PowerShell reads a script without BOM as ANSI"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_runs_what_it_fetched_or_was_given_as_text(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    for word in ("Invoke-Expression", "iex ", "DownloadString", "Invoke-WebRequest", "Bypass"):
        assert word not in text


@pytest.mark.parametrize("script", sorted(LOCKDOWN.glob("*")), ids=lambda path: path.name)
def test_every_recipe_is_explained(script: Path) -> None:
    assert f"`{script.name}`" in guide()


# --- The shell -----------------------------------------------------------------------------------


def test_the_shell_of_a_terminal_is_the_program_without_a_console() -> None:
    whole = parse(LOCKDOWN / "shell-launcher.xml").getroot()
    (profile,) = whole.findall(f"{LAUNCHER}Profiles/{LAUNCHER}Profile")
    (shell,) = profile
    assert shell.attrib["Shell"] == r"%ProgramFiles%\Schalter\schalter.exe"
    (config,) = whole.findall(f"{LAUNCHER}Configs/{LAUNCHER}Config")
    assert config.find(f"{LAUNCHER}Profile") is not None
    assert config.findall(f"{LAUNCHER}Profile")[0].attrib["Id"] == profile.attrib["Id"]


def test_however_the_kiosk_leaves_it_is_started_anew() -> None:
    whole = parse(LOCKDOWN / "shell-launcher.xml").getroot()
    (profile,) = whole.findall(f"{LAUNCHER}Profiles/{LAUNCHER}Profile")
    actions = list(profile[0])
    assert [action.tag for action in actions] == [f"{LAUNCHER}DefaultAction"]
    assert actions[0].attrib["Action"] == "RestartShell"


def test_whoever_is_no_visitor_has_the_desktop() -> None:
    whole = parse(LOCKDOWN / "shell-launcher.xml").getroot()
    (default,) = whole.iter(f"{LAUNCHER}DefaultProfile")
    assert default[0].attrib["Shell"].endswith("explorer.exe")


# --- The doctor ----------------------------------------------------------------------------------


@pytest.mark.parametrize("check", ELSEWHERE)
def test_what_the_doctor_leaves_to_people_has_a_recipe(check: str) -> None:
    rows = [line for line in guide().splitlines() if line.startswith(f"| `{check}` |")]
    assert len(rows) == 1, f"docs/windows.md has one row for the doctor's check {check}"


def test_dumps_are_off_because_their_key_is_gone() -> None:
    """LocalDumps switches them on by being there, whatever stands in it."""
    text = (LOCKDOWN / "traces.ps1").read_text(encoding="utf-8")
    assert r'Remove-Item -LiteralPath "$reporting\LocalDumps"' in text
    assert not re.search(r"(Set-Number|New-Item)[^\n]*LocalDumps", text)


def test_no_printer_keeps_a_document() -> None:
    assert "-KeepPrintedJobs $false" in (LOCKDOWN / "traces.ps1").read_text(encoding="utf-8")


def test_the_write_filter_forgets_neither_key_nor_audit_log() -> None:
    text = (LOCKDOWN / "uwf.ps1").read_text(encoding="utf-8")
    for kept in (r"ProgramData\Schalter", r"Microsoft\Credentials", r"Microsoft\Protect"):
        assert kept in text


# --- Updates -------------------------------------------------------------------------------------


def update() -> str:
    return (WINDOWS / "update.ps1").read_text(encoding="utf-8")


def test_an_update_asks_the_kiosk_before_it_touches_anything() -> None:
    steps = update().rpartition("\nCopy-Judged\n")[2]
    assert steps.index("Invoke-Gate") < steps.index("Invoke-Installer")
    assert f"$LASTEXITCODE -eq {LATER}" in update()
    assert exits.OK == 0 != BROKEN


def test_only_a_package_that_is_signed_is_installed_and_where_nobody_can_swap_it() -> None:
    judged = update().partition("function Copy-Judged")[2].partition("\nfunction ")[0]
    assert judged.index("Copy-Item") < judged.index("Get-AuthenticodeSignature")
    assert "-LiteralPath $candidate" in judged
    assert "$store = Join-Path $env:ProgramFiles" in update()


def test_a_version_that_does_not_work_is_taken_back() -> None:
    text = update()
    assert "update verify" in text
    restored = text.partition("function Restore-LastGood")[2].partition("\nfunction ")[0]
    assert restored.index("'/x'") < restored.index("'/i'"), "no installed version goes down"


def test_every_number_of_the_event_log_and_every_exit_code_is_explained() -> None:
    events = set(re.findall(r"Write-Told (\d+) ", update()))
    assert len(events) > 5
    codes = set(re.findall(r"exit (\d+)", update()))
    for number in events | codes:
        assert re.search(rf"^\| {number} \|", guide(), re.MULTILINE), number


# --- winget --------------------------------------------------------------------------------------

FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "version": ({"DefaultLocale"}, set()),
    "installer": (
        {"Installers"},
        {
            "AppsAndFeaturesEntries",
            "ElevationRequirement",
            "ExpectedReturnCodes",
            "InstallerSuccessCodes",
            "InstallerSwitches",
            "InstallerType",
            "InstallModes",
            "MinimumOSVersion",
            "Scope",
            "UpgradeBehavior",
        },
    ),
    "defaultLocale": (
        {"PackageLocale", "Publisher", "PackageName", "License", "ShortDescription"},
        {"Moniker", "Tags"},
    ),
}
"""What the schema 1.9 of winget asks for in each kind of manifest, and what else of it we use."""
IN_ALL = {"PackageIdentifier", "PackageVersion", "ManifestType", "ManifestVersion"}
CODE = "{735F669B-163F-4136-AFCA-CE75D8FE15B9}"


def manifests(folder: Path) -> dict[str, dict[str, Any]]:
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yaml")]
    return {manifest["ManifestType"]: manifest for manifest in found}


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    monkeypatch.syspath_prepend(str(WINDOWS))
    package = tmp_path / "schalter-0.2.0.msi"
    package.write_bytes(b"a package")
    words = ["--product-code", CODE, "--url", "https://packages.example/schalter-0.2.0.msi"]
    script = importlib.import_module("winget")
    assert script.main([str(package), *words, "--out", str(tmp_path)]) == 0
    return manifests(tmp_path / "s" / "Schalter" / "Schalter" / "0.2.0")


def test_manifests_hold_what_winget_asks_for_and_nothing_it_does_not_know(
    filled: dict[str, dict[str, Any]],
) -> None:
    assert filled.keys() == FIELDS.keys()
    for kind, (required, known) in FIELDS.items():
        assert required | IN_ALL <= filled[kind].keys()
        assert filled[kind].keys() <= required | known | IN_ALL
        assert filled[kind]["PackageIdentifier"] == "Schalter.Schalter"
        assert filled[kind]["PackageVersion"] == "0.2.0"
        assert filled[kind]["ManifestVersion"] == "1.9.0"


def test_manifests_name_the_very_package(filled: dict[str, dict[str, Any]]) -> None:
    (installer,) = filled["installer"]["Installers"]
    assert installer["InstallerUrl"] == "https://packages.example/schalter-0.2.0.msi"
    assert re.fullmatch(r"[0-9A-F]{64}", installer["InstallerSha256"])
    assert installer["ProductCode"] == CODE
    (entry,) = filled["installer"]["AppsAndFeaturesEntries"]
    source = (WINDOWS / "schalter.wxs").read_text(encoding="utf-8")
    assert f'UpgradeCode="{entry["UpgradeCode"].strip("{}")}"' in source
    assert f'Name="{entry["DisplayName"]}" Manufacturer="{entry["Publisher"]}"' in source


@pytest.mark.parametrize(
    "words",
    [
        ["schalter.msi", "--product-code", CODE, "--url", "https://a.example"],
        ["schalter-0.2.0.msi", "--product-code", "none", "--url", "https://a.example"],
        ["schalter-0.2.0.msi", "--product-code", CODE, "--url", "http://a.example"],
    ],
)
def test_a_manifest_is_not_made_of_anything_else(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(WINDOWS))
    with pytest.raises(SystemExit):
        importlib.import_module("winget").main(words)


# --- The workflow --------------------------------------------------------------------------------


def workflow() -> Any:
    return yaml.safe_load((ROOT / ".github/workflows/windows.yml").read_text(encoding="utf-8"))


def test_every_action_of_the_workflow_is_of_one_version() -> None:
    used = [step["uses"] for step in workflow()["jobs"]["package"]["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.search(r"@v\d+\.\d+\.\d+$", name)] == []


def test_the_workflow_may_read_and_holds_no_secret() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    text = (ROOT / ".github/workflows/windows.yml").read_text(encoding="utf-8")
    assert "secrets." not in text


def test_what_the_workflow_runs_is_there() -> None:
    text = (ROOT / ".github/workflows/windows.yml").read_text(encoding="utf-8")
    for name in re.findall(r"packaging\\[\w\\]+\.(?:ps1|py)", text):
        assert (ROOT / name.replace("\\", "/")).is_file(), name
