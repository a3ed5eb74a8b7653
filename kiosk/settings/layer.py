"""A layer: the settings that one file or one registry key holds, by name, and where each stands."""

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kiosk.settings.keys import keys
from kiosk.settings.settings import SettingsError

WRITABLE_BY_ALL = stat.S_IWOTH


@dataclass(frozen=True)
class Layer:
    """What one place sets.

    Attributes:
        values: Each value under its full name; what is not a key of ours is here too.
        place: Says where a name stands, for people: `kiosk.toml:3`.
        locks: Whether it is policy: what it sets cannot be set anywhere else.
    """

    values: Mapping[str, Any]
    place: Callable[[str], str]
    locks: bool = False


def read(path: Path, trusted: Callable[[os.stat_result], str], *, locks: bool = False) -> Layer:
    """Read the TOML file `path`; `trusted` says what is wrong with its rights, or ''.

    Raises:
        SettingsError: it is missing, not to be trusted, or not TOML.
    """
    try:
        with path.open("rb") as file:
            _refuse(path, trusted(os.fstat(file.fileno())))
            text = _text(path, file)
        table = tomllib.loads(text)
    except OSError as error:
        raise SettingsError((f"{path}: cannot be read: {error.strerror}",)) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((f"{path}: is not TOML: {error}",)) from error
    return Layer(flat(table), lambda name: _place(path, text, name), locks=locks)


def not_for_all(status: os.stat_result) -> str:
    """Say that anyone may write a file; Windows keeps such rights elsewhere."""
    if os.name != "nt" and status.st_mode & WRITABLE_BY_ALL:
        return "anyone on this machine may change it; take that away with: chmod o-w"
    return ""


def flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return `table` with full names; a section that holds nothing stays under its own."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict) and value and name not in keys():
            found |= {f"{name}.{inner}": held for inner, held in value.items()}
        else:
            found[name] = value
    return found


def _text(path: Path, file: IO[bytes]) -> str:
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        mistake = f"{path}: byte {error.start} is not UTF-8; save it as UTF-8"
        raise SettingsError((mistake,)) from error


def _refuse(path: Path, mistake: str) -> None:
    if mistake:
        raise SettingsError((f"{path}: {mistake}",))


def _place(path: Path, text: str, name: str) -> str:
    """Return file and line of `name`: the last line with its word before which it is not set."""
    lines = text.split("\n")
    word = name.rpartition(".")[2]
    for number in range(len(lines), 0, -1):
        if word in lines[number - 1] and not _sets("\n".join(lines[: number - 1]), name):
            return f"{path}:{number}"
    return str(path)


def _sets(beginning: str, name: str) -> bool:
    """Whether the beginning of a file already sets `name`; one that breaks off is none."""
    try:
        return name in flat(tomllib.loads(beginning))
    except tomllib.TOMLDecodeError:
        return True
