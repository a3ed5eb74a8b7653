"""Says what the application is made of: whose each file is, licences, SBOM, hashes."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import Distribution, distributions
from pathlib import Path

OUR_LICENCES = ("LICENSE", "LICENSES")
LICENCE_WORDS = ("licen", "copying", "notice", "authors")
WITHOUT_TEXT: Mapping[str, tuple[str, ...]] = {
    "jsonschema-rs": ("jsonschema-rs.txt",),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "qt.md"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Whose packages bring no text along: the files of LICENSES/ that hold it."""
CHOSEN: Mapping[str, str] = {
    "pyinstaller": "GPL-2.0-or-later with the Bootloader Exception",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
"""Under which licence a package is used that offers several, or says less than it means."""
TOOLS_INSIDE = {"pyinstaller"}
"""Of the tools only PyInstaller leaves something in the application: its starter and bootstrap."""


class StrayFileError(Exception):
    """A file of the application belongs to nobody whom the locks name."""


@dataclass(frozen=True)
class Part:
    """A package in the application."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


class Contents:
    """What is in the application, by where each file came from.

    Args:
        origins: place of each file and module in the application, and where it came from.
        terminal, tools: the folders of the packages of both environments.
        source, python: the copy of our sources; the interpreter's folder.
        root: the checkout, which holds the licences of what brings none along.
    """

    def __init__(
        self,
        origins: Mapping[str, str],
        terminal: Path,
        tools: Path,
        source: Path,
        python: Path,
        root: Path,
    ) -> None:
        self._origins, self._root = origins, root
        self._known = {**_owners(terminal), **_owners(tools, TOOLS_INSIDE)}
        self._places = (source, python, source.parent / "analysis")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The packages of others in the application, by name.

        Raises:
            StrayFileError: a file is nobody's, or no text of a licence is to be found.
        """
        found = {owner.name: owner for owner in self._shipped()}
        return tuple(self._part(found[name]) for name in sorted(found, key=str.lower))

    def _shipped(self) -> Iterator[Distribution]:
        for name, origin in self._origins.items():
            path = Path(origin)
            if owner := self._known.get(path):
                yield owner
            elif path.is_absolute() and not any(map(path.is_relative_to, self._places)):
                raise StrayFileError(f"{name} comes from {origin}")

    def _part(self, owner: Distribution) -> Part:
        name = _plain(owner.name)
        texts = tuple(sorted(map(Path, map(str, map(owner.locate_file, _licences(owner))))))
        texts = texts or tuple(
            self._root / "LICENSES" / text for text in WITHOUT_TEXT.get(name, ())
        )
        if not texts:
            raise StrayFileError(f"{owner.name} brings no text of its licence; see WITHOUT_TEXT")
        return Part(name, owner.version, CHOSEN.get(name) or _licence(owner), texts)

    def write_licences(self, folder: Path, python_licence: Path) -> None:
        """Write every licence's text into `folder`, a folder a package, and an index."""
        for name in OUR_LICENCES:
            source = self._root / name
            (shutil.copytree if source.is_dir() else _copy)(source, folder / "schalter" / name)
        _copy(python_licence, folder / "python" / "LICENSE.txt")
        lines = ["# Licences of everything in this application", "", *_HEAD]
        for part in self.parts:
            for text in part.texts:
                _copy(text, folder / part.name / _short(text))
            lines.append(f"| {part.name} | {part.version} | {part.licence} | `{part.name}/` |")
        (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


_HEAD = (
    "| what | version | licence | texts |",
    "| --- | --- | --- | --- |",
    "| Schalter | | EUPL-1.2, fonts OFL-1.1, icons ISC | `schalter/` |",
    "| Python | | PSF-2.0 | `python/` |",
)


def narrowed(bom: dict[str, object], shipped: Mapping[str, str], python: str) -> dict[str, object]:
    """Return a CycloneDX document of an environment with only what is `shipped`, and Python."""
    listed = bom.get("components")
    assert isinstance(listed, list)
    inside = [entry for entry in listed if _plain(entry["name"]) in shipped]
    known = {_plain(entry["name"]) for entry in inside}
    inside += [_component(name, shipped[name]) for name in sorted(shipped.keys() - known)]
    inside.append({**_component("python", python), "purl": f"pkg:generic/python@{python}"})
    references = {entry["bom-ref"] for entry in inside}
    edges = bom.get("dependencies")
    assert isinstance(edges, list)
    kept = [
        {**edge, "dependsOn": [one for one in edge.get("dependsOn", ()) if one in references]}
        for edge in edges
        if edge["ref"] in references or edge["ref"] == "root-component"
    ]
    return {**bom, "components": inside, "dependencies": kept}


def hashes(folder: Path) -> str:
    """Return a line for sha256sum(1) for each file below `folder`, by name."""
    return sums(sorted(path for path in folder.rglob("*") if path.is_file()), folder)


def sums(files: Iterable[Path], folder: Path) -> str:
    """Return such a line for each of `files`, named as seen from `folder`."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )


def as_json(document: object) -> str:
    """Return a document as JSON that is the same for the same document."""
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def _component(name: str, version: str) -> dict[str, str]:
    return {
        "bom-ref": f"{name}=={version}",
        "name": name,
        "purl": f"pkg:pypi/{name}@{version}",
        "type": "library",
        "version": version,
    }


def _owners(packages: Path, names: set[str] | None = None) -> dict[Path, Distribution]:
    """Return whose each file in an environment is."""
    return {
        Path(str(file.locate())).resolve(): found
        for found in distributions(path=[str(packages)])
        if names is None or _plain(found.name) in names
        for file in found.files or ()
    }


def _licences(owner: Distribution) -> Iterator[str]:
    for file in owner.files or ():
        is_about = ".dist-info" in file.parts[0]
        if is_about and any(word in str(file).lower() for word in LICENCE_WORDS):
            yield str(file)


def _licence(owner: Distribution) -> str:
    """Return what a package says of its licence, in short; the newest way of saying it first."""
    about = owner.metadata
    classifiers = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier", [])
        if text.startswith("License ::")
    ]
    said = [*about.get_all("License-Expression", []), " / ".join(classifiers)]
    said += [*about.get_all("License", []), "?"]
    return str(next(filter(None, said))).splitlines()[0].replace("|", "/")


def _plain(name: str) -> str:
    """Return a package's name as PEP 503 normalizes it."""
    return name.lower().replace("_", "-").replace(".", "-")


def _short(text: Path) -> Path:
    """Return where a text lies below `licenses/` of its package, else its name."""
    return (
        Path(*text.parts[text.parts.index("licenses") + 1 :])
        if "licenses" in text.parts
        else (Path(text.name))
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
