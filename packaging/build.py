"""Builds the application, and the Debian package of it: `python packaging/build.py --out dist`.

The interpreter it is run with goes into the application. See docs/build.md.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import contents
import freezing
from freezing import ROOT, Workshop, run

SUMS = "SHA256SUMS"
VALIDATION = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
with open(sys.argv[1], encoding="utf-8") as file:
    sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read()))
"""
"""Ends with what is wrong with a CycloneDX document; the tools' environment knows its schema."""


def main() -> int:
    """Build what is asked for and return the exit code."""
    options = _parser().parse_args()
    epoch = options.epoch or _epoch()
    workshop = Workshop(options.work.resolve(), epoch)
    workshop.prepare()
    frozen = workshop.freeze()
    _describe(workshop, frozen)
    out: Path = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    application = out / "schalter"
    shutil.rmtree(application, ignore_errors=True)
    shutil.move(frozen, application)
    print(application)
    if sys.platform == "linux" and not options.no_package:
        import debian_package  # noqa: PLC0415 - Linux only

        package = debian_package.build(application, out, version(), epoch)
        (out / SUMS).write_text(contents.sums([package], out), encoding="utf-8")
        print(package)
    return 0


def version() -> str:
    """Return the version that is built."""
    text = (ROOT / "kiosk" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder for what is built")
    parser.add_argument("--work", type=Path, default=Path("build"), help="folder to build in")
    parser.add_argument("--epoch", type=int, help="time that is written into it (seconds)")
    parser.add_argument("--no-package", action="store_true", help="only the application")
    return parser


def _epoch() -> int:
    """Return SOURCE_DATE_EPOCH, else the time of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _describe(workshop: Workshop, frozen: Path) -> None:
    """Put beside the application what it is made of."""
    made = contents.Contents(
        json.loads(workshop.origins.read_text(encoding="utf-8")),
        workshop.packages,
        freezing.packages_of(workshop.tool),
        workshop.source,
        Path(sys.base_prefix),
        ROOT,
    )
    made.write_licences(frozen / "licences", _python_licence())
    shipped = {part.name: part.version for part in made.parts}
    bom = contents.narrowed(_bom(workshop), shipped, platform.python_version())
    (frozen / "sbom.cdx.json").write_text(contents.as_json(bom), encoding="utf-8")
    run([workshop.tool, "-c", VALIDATION, frozen / "sbom.cdx.json"])
    (frozen / SUMS).write_text(contents.hashes(frozen), encoding="utf-8")


def _bom(workshop: Workshop) -> dict[str, object]:
    """Return the environment that was frozen as CycloneDX."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bom.json"
        what = ["environment", workshop.python, "--pyproject", ROOT / "pyproject.toml"]
        how = ["--output-reproducible", "--mc-type", "application", "--of", "JSON", "-o", file]
        run([workshop.tool, "-m", "cyclonedx_py", *what, *how])
        found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
        return found


def _python_licence() -> Path:
    """Return the licence's text of the interpreter that goes into the application."""
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
    )
    return next(place for place in places if place.is_file())


if __name__ == "__main__":
    sys.exit(main())
