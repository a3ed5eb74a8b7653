"""Fills in the winget manifests of a package: `python winget.py schalter-VERSION.msi ...`.

`build.ps1` prints the package's name; Windows tells its product code (docs/windows.md).
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

TEMPLATES = Path(__file__).parent / "winget"
PRODUCT_CODE = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
NAMED = re.compile(r"schalter-(\d+\.\d+\.\d+)\.msi")


def main(arguments: list[str] | None = None) -> int:
    """Write the manifests into a folder of the version, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("package", type=Path, help="schalter-VERSION.msi")
    parser.add_argument("--product-code", required=True, type=_code, help="{...}, of this package")
    parser.add_argument("--url", required=True, type=_address, help="where it will be fetched")
    parser.add_argument("--out", type=Path, default=Path("manifests"))
    options = parser.parse_args(arguments)
    said = {
        "VERSION": _version(options.package),
        "URL": options.url,
        "SHA256": hashlib.sha256(options.package.read_bytes()).hexdigest().upper(),
        "PRODUCT_CODE": options.product_code,
    }
    folder: Path = options.out / "s" / "Schalter" / "Schalter" / said["VERSION"]
    folder.mkdir(parents=True, exist_ok=True)
    for template in sorted(TEMPLATES.glob("*.yaml")):
        text = filled(template.read_text(encoding="utf-8"), said)
        (folder / template.name).write_text(text, encoding="utf-8", newline="\n")
    print(folder)
    return 0


def filled(text: str, said: Mapping[str, str]) -> str:
    """Return a manifest with what is `said` in the place of each @NAME@."""
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    return text


def _version(package: Path) -> str:
    named = NAMED.fullmatch(package.name)
    if named is None:
        raise SystemExit(f"{package.name}: must be named schalter-VERSION.msi, as it was built")
    return named[1]


def _code(text: str) -> str:
    if not PRODUCT_CODE.fullmatch(text):
        raise argparse.ArgumentTypeError("must be a GUID in capitals, within braces")
    return text


def _address(text: str) -> str:
    if not text.startswith("https://"):
        raise argparse.ArgumentTypeError("must begin with https://")
    return text


if __name__ == "__main__":
    sys.exit(main())
