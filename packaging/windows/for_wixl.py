"""Makes a test package of schalter.wxs with wixl, so that its tables can be looked at on Linux.

What ships is built by WiX on Windows. wixl reads the older schema and knows less: rights, PATH, the
launch condition and the rehearsal are left out; rows it cannot write are added with msibuild.
"""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, parse, tostring

from msi_rows import NEW, Rows

OLD = "http://schemas.microsoft.com/wix/2006/wi"
LEFT_OUT = {"SummaryInformation", "Launch", "Environment", "PermissionEx", "IniFile"}
LEFT_OUT_WITHIN = {
    "Feature": {"AllowAbsent"},
    "MajorUpgrade": {"Schedule"},
    "MediaTemplate": {"CompressionLevel"},
    "Property": {"Hidden"},
    "RegistrySearch": {"Bitness"},
}
ONLY_ACTIONS_NAME = ("System64Folder",)
"""Folders of Windows that WiX knows by name; wixl has to be told."""


@dataclass
class Older:
    """A package in wixl's words.

    Attributes:
        folder: where its relative paths begin.
        whole, product, target: its elements Wix, Product and the folder TARGETDIR.
        rows: what has to be added to the package that wixl makes of it.
    """

    folder: Path
    whole: Element
    product: Element
    target: Element
    rows: Rows = field(default_factory=Rows)


def build(source: Path, payload: Path, version: str, target: Path) -> Path:
    """Make the package `target` of `source` with the files in `payload`.

    Raises:
        CalledProcessError: wixl or msibuild does not take it.
    """
    folder = target.parent
    said = {
        "Version": version,
        "Payload": os.path.relpath(payload, folder),
        "Source": os.path.relpath(source.parent, folder),
    }
    older = converted(source, said, folder)
    file = target.with_suffix(".wixl.wxs")
    file.write_text(tostring(older.whole, encoding="unicode"), encoding="utf-8")
    _run(["wixl", "--arch", "x64", "--output", target.name, file.name], folder)
    for query in older.rows.queries:
        _run(["msibuild", target.name, "-q", query], folder)
    return target


def converted(source: Path, said: dict[str, str], folder: Path) -> Older:
    """Return the package of `source`, which is for WiX 5, in wixl's words.

    Args:
        source: schalter.wxs.
        said: the variables of the build.
        folder: where its relative paths begin.
    """
    (package,) = parse(source).getroot().findall(f"{NEW}Package")  # noqa: S314 - our own file
    for element in package.iter():
        for name, value in element.attrib.items():
            element.set(name, _filled(value, said))
    older = _begun(package, folder)
    for child in package:
        _convert(child, older)
    older.rows.remove_former_early()
    return older


def _filled(value: str, said: dict[str, str]) -> str:
    """Return `value` with the variables of the build; what begins with one is a path."""
    filled = re.sub(r"\$\((\w+)\)", lambda found: said[found[1]], value)
    return filled.replace("\\", "/") if value.startswith("$(") else filled


def _run(command: list[str], folder: Path) -> None:
    """Run a program where all it is told lies: wixl takes relative paths only."""
    subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)


def _begun(package: Element, folder: Path) -> Older:
    names = ("Name", "Manufacturer", "Version", "Language", "UpgradeCode")
    named = {name: package.attrib[name] for name in names}
    whole = Element("Wix", xmlns=OLD)
    product = SubElement(whole, "Product", {"Id": "*", **named})
    how = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    SubElement(product, "Package", how)
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    for name in ONLY_ACTIONS_NAME:
        SubElement(target, "Directory", Id=name, Name=name)
    return Older(folder, whole, product, target)


def _convert(child: Element, older: Older) -> None:
    """Put one child of the package to its place in the older source, or among the rows."""
    match child.tag.removeprefix(NEW):
        case "StandardDirectory":
            folder = SubElement(older.target, "Directory", Id=child.attrib["Id"])
            folder.extend(_plain(below) for below in child)
        case "CustomAction":
            older.rows.program(child.attrib)
        case "SetProperty":
            older.rows.set_property(child.attrib)
        case "InstallExecuteSequence":
            for action in child:
                older.rows.schedule(action.attrib["Action"], action.attrib)
        case "ComponentGroup":
            _group(child, older)
        case name if name not in LEFT_OUT and child.tag.startswith(NEW):
            older.product.append(_plain(child))


def _plain(element: Element) -> Element:
    """Return an element in the older schema, with what is below it."""
    name = element.tag.removeprefix(NEW)
    left_out = LEFT_OUT_WITHIN.get(name, set())
    kept = {word: value for word, value in element.attrib.items() if word not in left_out}
    if name == "RegistrySearch":
        kept["Win64"] = "yes"
    plain = Element(name, kept)
    below = (child for child in element if child.tag.removeprefix(NEW) not in LEFT_OUT)
    plain.extend(_plain(child) for child in below)
    return plain


def _group(group: Element, older: Older) -> None:
    """Components go below their folder, and a group of the same name refers to them."""
    fragment = SubElement(older.whole, "Fragment")
    referring = SubElement(fragment, "ComponentGroup", Id=group.attrib["Id"])
    for child in group:
        folder = child.get("Directory") or group.attrib["Directory"]
        place = SubElement(older.product, "DirectoryRef", Id=folder)
        if child.tag == f"{NEW}Files":
            _files(Path(child.attrib["Include"]).parent, place, referring, older.folder)
        else:
            _component(child, place, referring)
            older.rows.component(child)


def _component(component: Element, place: Element, referring: Element) -> None:
    said = component.attrib
    plain = SubElement(place, "Component", Id=said["Id"], Guid=said["Guid"], Win64="yes")
    below = (child for child in component if child.tag.removeprefix(NEW) not in LEFT_OUT)
    plain.extend(_plain(child) for child in below)
    SubElement(referring, "ComponentRef", Id=said["Id"])


def _files(folder: Path, place: Element, referring: Element, base: Path) -> None:
    """Make every file of the payload a component of its own, as WiX does."""
    for path in sorted((base / folder).iterdir()):
        name = f"{place.attrib['Id']}.{re.sub(r'[^A-Za-z0-9_.]', '_', path.name)}"
        if path.is_dir():
            below = SubElement(place, "Directory", Id=name, Name=path.name)
            _files(folder / path.name, below, referring, base)
            continue
        component = SubElement(place, "Component", Id=f"C.{name}", Guid="*", Win64="yes")
        source = (folder / path.name).as_posix()
        SubElement(component, "File", Id=f"F.{name}", Source=source, KeyPath="yes")
        SubElement(referring, "ComponentRef", Id=f"C.{name}")
