"""What goes into the application, and that the same sources give the same bytes."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from kiosk import __version__

ROOT = Path(__file__).parents[2]
LOCKED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def script(name: str) -> ModuleType:
    return importlib.import_module(name)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


# --- Locks and versions --------------------------------------------------------------------------


def test_the_lock_of_the_tools_holds_what_the_project_names() -> None:
    locked = dict(LOCKED.findall(lock("package.txt")))
    for named in map(Requirement, project()["dependency-groups"]["package"]):
        assert Version(locked[named.name]) in named.specifier, named


@pytest.mark.parametrize("name", ["kiosk.txt", "package.txt"])
def test_everything_that_is_locked_has_a_hash(name: str) -> None:
    packages = len(LOCKED.findall(lock(name)))
    entries = lock(name).replace("\\\n", " ").splitlines()
    assert packages == len([entry for entry in entries if "--hash=sha256:" in entry])


def test_the_embedded_portal_is_never_part_of_a_terminal() -> None:
    locked = dict(LOCKED.findall(lock("kiosk.txt")))
    assert not locked.keys() & {"starlette", "uvicorn"}
    assert "sandbox" in script("freezing").LEFT_OUT
    spec = (ROOT / "packaging" / "pyinstaller" / "kiosk.spec").read_text(encoding="utf-8")
    assert '"kiosk.sandbox"' in spec


def test_the_version_that_is_built_is_the_programs() -> None:
    assert script("build").version() == __version__ == project()["project"]["version"]


def test_a_package_of_a_lock_is_found_with_its_hashes() -> None:
    found = script("freezing").locked("pyinstaller", ROOT / "requirements" / "package.txt")
    assert found.startswith("pyinstaller==")
    assert set(LOCKED.findall(found)) == {LOCKED.findall(found)[0]}
    assert "--hash=sha256:" in found


# --- The starter ---------------------------------------------------------------------------------


def test_the_starter_is_changed_in_one_place() -> None:
    bootloader = script("bootloader")
    source = f"before\n{bootloader.ANCHOR}after\n"
    assert bootloader.changed(source) == f"before\n{bootloader.ANCHOR}{bootloader.CHANGE}after\n"


@pytest.mark.parametrize("times", [0, 2])
def test_another_starter_stops_the_build(times: int) -> None:
    bootloader = script("bootloader")
    with pytest.raises(bootloader.OtherBootloaderError, match=f"{times}x"):
        bootloader.changed(bootloader.ANCHOR * times)


# --- Contents ------------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment with one package, which brings its licence."""
    packages = tmp_path / "packages"
    about = packages / "well_known-1.2.dist-info"
    (about / "licenses").mkdir(parents=True)
    (packages / "well_known.py").write_text("")
    (about / "licenses" / "LICENSE").write_text("May be used.")
    (about / "METADATA").write_text(
        "Metadata-Version: 2.4\nName: Well_Known\nVersion: 1.2\nLicense-Expression: MIT\n"
    )
    (about / "RECORD").write_text(
        "well_known.py,,\n"
        + "".join(f"{about.name}/{name},,\n" for name in ("METADATA", "RECORD", "licenses/LICENSE"))
    )
    return packages


def contents_of(environment: Path, origins: dict[str, str]) -> Any:
    made = script("contents").Contents
    nowhere = environment / "nowhere"
    return made(origins, environment, nowhere, environment.parent / "source", nowhere, ROOT)


def test_each_file_of_the_application_has_an_owner(environment: Path) -> None:
    origins = {
        "well_known": str(environment / "well_known.py"),
        "kiosk.flow": str(environment.parent / "source" / "kiosk" / "flow.py"),
    }
    (part,) = contents_of(environment, origins).parts
    assert (part.name, part.version, part.licence) == ("well-known", "1.2", "MIT")


def test_a_file_that_is_nobodys_stops_the_build(environment: Path, tmp_path: Path) -> None:
    origins = {"libstray.so": str(tmp_path / "elsewhere" / "libstray.so")}
    with pytest.raises(script("contents").StrayFileError, match=r"libstray\.so comes from"):
        _ = contents_of(environment, origins).parts


def test_every_licence_is_copied_and_listed(environment: Path, tmp_path: Path) -> None:
    made = contents_of(environment, {"well_known": str(environment / "well_known.py")})
    made.write_licences(tmp_path / "licences", ROOT / "LICENSE")
    assert (tmp_path / "licences" / "well-known" / "LICENSE").read_text() == "May be used."
    assert (tmp_path / "licences" / "schalter" / "LICENSES" / "OFL-1.1.txt").is_file()
    index = (tmp_path / "licences" / "README.md").read_text(encoding="utf-8")
    assert "| well-known | 1.2 | MIT | `well-known/` |" in index


def test_whoever_brings_no_licence_has_one_here() -> None:
    for texts in script("contents").WITHOUT_TEXT.values():
        assert all((ROOT / "LICENSES" / text).is_file() for text in texts)


def test_the_list_of_parts_holds_what_is_shipped_and_nothing_else() -> None:
    parts = [
        {"bom-ref": "a", "name": "shipped", "version": "1"},
        {"bom-ref": "b", "name": "pip", "version": "2"},
    ]
    edges = [{"ref": "root-component", "dependsOn": ["a", "b"]}, {"ref": "b"}]
    whole = {"components": parts, "dependencies": edges}
    found = script("contents").narrowed(whole, {"shipped": "1", "more": "3"}, "3.11.9")
    assert [part["name"] for part in found["components"]] == ["shipped", "more", "python"]
    assert found["dependencies"] == [{"ref": "root-component", "dependsOn": ["a"]}]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sha256sum")
def test_sums_are_in_order_and_can_be_checked(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    lines = script("contents").hashes(tmp_path)
    assert [line[66:] for line in lines.splitlines()] == ["a", "b"]
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet"], input=lines, text=True, cwd=tmp_path, check=False
    )
    assert checked.returncode == 0


# --- For real ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(
    "SCHALTER_BUILD" not in os.environ, reason="set SCHALTER_BUILD=1 to build it twice (2 minutes)"
)
def test_the_same_sources_give_the_same_package_wherever_it_is_built(tmp_path: Path) -> None:
    made = []
    for place in ("here", "there"):
        out, work = tmp_path / place / "out", tmp_path / place / "work"
        command = [sys.executable, str(ROOT / "packaging" / "build.py"), "--epoch", "1795514988"]
        subprocess.run([*command, "--out", str(out), "--work", str(work)], cwd=ROOT, check=True)
        made.append(out)
    sums = [(out / "schalter" / "SHA256SUMS").read_text() for out in made]
    assert sums[0] == sums[1]
    packages = [next(out.glob("*.deb")).read_bytes() for out in made]
    assert packages[0] == packages[1]
