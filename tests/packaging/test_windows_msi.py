"""A test package made with wixl: its tables, and how it behaves under Wine.

What ships is built with WiX on Windows from the same schalter.wxs; docs/windows.md says what that
leaves open. Debian packages wixl and msitools, and wine64 for the slow tests.
"""

import importlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "packaging" / "windows" / "schalter.wxs"
WINE = shutil.which("wine64") or "/usr/lib/wine/wine64"
POLICIES = r"HKLM\Software\Policies\Schalter"
MARKS = r"HKLM\Software\Schalter"
INSTALL_FAILURE = 1603
"""ERROR_INSTALL_FAILURE; Linux hands on its lowest eight bits."""
OLD, NEW = "0.1.0", "0.2.0"

needs_wixl = pytest.mark.skipif(
    not (shutil.which("wixl") and shutil.which("msiinfo") and shutil.which("msibuild")),
    reason="needs wixl and msitools",
)
needs_wine = pytest.mark.skipif(not Path(WINE).exists(), reason="needs wine64")
pytestmark = needs_wixl


def made(folder: Path, version: str) -> Path:
    payload = folder / f"payload-{version}"
    (payload / "_internal" / "resources").mkdir(parents=True)
    for name in (
        "kiosk.exe",
        "schalter.exe",
        "_internal/resources/a b.txt",
        f"_internal/{version}",
    ):
        (payload / name).write_text(f"{name} of {version}", encoding="utf-8")
    build = importlib.import_module("for_wixl").build
    return Path(build(SOURCE, payload, version, folder / f"schalter-{version}.msi"))


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("msi")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SOURCE.parent))
        return {version: made(folder, version) for version in (OLD, NEW)}


def table(package: Path, name: str) -> list[dict[str, str]]:
    command = ["msiinfo", "export", str(package), name]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    head, _, _, *rows = said.replace("\r", "").rstrip("\n").split("\n")
    columns = head.split("\t")
    return [dict(zip(columns, row.split("\t"), strict=True)) for row in rows]


def by(package: Path, name: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in table(package, name)}


# --- Tables --------------------------------------------------------------------------------------


def test_every_file_is_in_it_once(packages: dict[str, Path]) -> None:
    names = [row["FileName"].rpartition("|")[2] for row in table(packages[NEW], "File")]
    assert sorted(names) == [NEW, "a b.txt", "kiosk.exe", "schalter.exe"]


def test_a_version_is_a_product_of_its_own_and_upgrades_the_former(
    packages: dict[str, Path],
) -> None:
    old, new = (by(packages[version], "Property", "Property") for version in (OLD, NEW))
    assert old["ProductCode"] != new["ProductCode"]
    assert old["UpgradeCode"] == new["UpgradeCode"]
    assert new["ProductVersion"]["Value"] == NEW
    found = {row["ActionProperty"]: row for row in table(packages[NEW], "Upgrade")}
    assert found["WIX_UPGRADE_DETECTED"]["VersionMax"] == NEW
    assert found["WIX_DOWNGRADE_DETECTED"]["VersionMin"] == NEW


def test_the_former_version_goes_within_the_transaction(packages: dict[str, Path]) -> None:
    places = by(packages[NEW], "InstallExecuteSequence", "Action")
    number = {name: int(row["Sequence"]) for name, row in places.items()}
    assert number["AppSearch"] < number["SetPORTAL_URL"] < number["CostInitialize"]
    assert number["InstallInitialize"] < number["RemoveExistingProducts"] < number["InstallFiles"]
    for name in ("PurgePolicies", "PurgeMarks", "PurgeData"):
        assert number["WriteRegistryValues"] < number[name] < number["InstallFinalize"]


def test_only_what_finds_another_version_is_secure(packages: dict[str, Path]) -> None:
    secure = by(packages[NEW], "Property", "Property")["SecureCustomProperties"]["Value"]
    assert set(secure.split(";")) == {"WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED"}


def test_a_policy_is_written_only_where_it_is_said(packages: dict[str, Path]) -> None:
    components = by(packages[NEW], "Component", "Component")
    written = [row for row in table(packages[NEW], "Registry") if "Policies" in row["Key"]]
    assert len(written) == 6
    for row in written:
        component = components[row["Component_"]]
        assert row["Value"] == f"[{component['Condition']}]"
        assert int(component["Attributes"]) & (16 | 64 | 256) == 16 | 64 | 256


def test_every_component_is_part_of_the_feature(packages: dict[str, Path]) -> None:
    components = set(by(packages[NEW], "Component", "Component"))
    assert {row["Component_"] for row in table(packages[NEW], "FeatureComponents")} == components


# --- Under Wine ----------------------------------------------------------------------------------


class Windows:
    """A Windows of Wine, in a folder of its own."""

    def __init__(self, prefix: Path) -> None:
        self.drive = prefix / "drive_c"
        self._surroundings = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
        }
        self.run("wineboot", "--init")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [WINE, *words], check=False, env=self._surroundings, capture_output=True, text=True
        )

    def msiexec(self, *words: str) -> int:
        return self.run("msiexec", *words, "/qn").returncode

    def values(self, key: str) -> dict[str, str]:
        """Every value below a key of the registry, without its type."""
        said = self.run("reg", "query", key, "/s").stdout.splitlines()
        lines = [line.split(None, 2) for line in said if line.startswith(" ")]
        return {line[0]: line[2] for line in lines}

    @property
    def program(self) -> Path:
        return self.drive / "Program Files" / "Schalter"

    @property
    def data(self) -> Path:
        return self.drive / "ProgramData" / "Schalter"


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    found = Windows(tmp_path / "wine")
    yield found
    found.run("wineboot", "--kill")


@pytest.mark.slow
@pytest.mark.timeout(400)
@needs_wine
def test_a_terminal_is_installed_upgraded_repaired_removed_and_purged(
    windows: Windows, packages: dict[str, Path]
) -> None:
    old, new = str(packages[OLD]), str(packages[NEW])

    told = (
        "PORTAL_URL=https://old.example",
        "TERMINAL_POLICY=assisted",
        "ENROLMENT_CODE=AAAA-BBBB",
    )
    assert windows.msiexec("/i", old, *told) == 0
    assert (windows.program / "_internal" / "resources" / "a b.txt").is_file()
    assert windows.values(POLICIES) == {"url": "https://old.example", "policy": "assisted"}
    code = (windows.data / "Enrolment" / "code.ini").read_text(encoding="utf-8")
    assert code.split() == ["[enrolment]", "code=AAAA-BBBB"]
    assert windows.values(MARKS)["StateFolder"].endswith("\\Schalter\\State\\")
    assert len(list(windows.drive.rglob("Schalter.lnk"))) == 1

    assert windows.msiexec("/i", new, "PORTAL_URL=https://new.example") == 0
    assert (windows.program / "_internal" / NEW).is_file()
    assert not (windows.program / "_internal" / OLD).exists()
    assert windows.values(POLICIES) == {"url": "https://new.example", "policy": "assisted"}

    assert windows.msiexec("/i", old) == INSTALL_FAILURE % 256, "none goes down"
    assert (windows.program / "_internal" / NEW).is_file()

    (windows.program / "kiosk.exe").unlink()
    assert windows.msiexec("/i", new, "REINSTALL=ALL", "REINSTALLMODE=amus") == 0
    assert (windows.program / "kiosk.exe").is_file()
    assert windows.values(POLICIES) == {"url": "https://new.example", "policy": "assisted"}

    (windows.data / "kiosk.toml").write_text("", encoding="utf-8")
    assert windows.msiexec("/x", new) == 0
    assert not windows.program.exists()
    assert (windows.data / "kiosk.toml").is_file()
    assert windows.values(POLICIES) == {"url": "https://new.example", "policy": "assisted"}

    assert windows.msiexec("/i", new) == 0
    assert windows.msiexec("/x", new, "PURGE=1") == 0
    assert not windows.program.exists()
    assert not windows.data.exists()
    assert windows.values(POLICIES) == windows.values(MARKS) == {}
