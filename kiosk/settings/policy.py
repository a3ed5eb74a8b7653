r"""Policy: what the administration sets for a terminal, and nobody on it can change.

On Linux and macOS every *.toml in /etc/schalter/policy.d, in the order of their names; on Windows
HKEY_LOCAL_MACHINE\Software\Policies\Schalter. Never anything of a user.
"""

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from kiosk.settings import registry
from kiosk.settings.keys import keys
from kiosk.settings.layer import Layer, read
from kiosk.settings.registry import Entry
from kiosk.settings.settings import SettingsError

FOLDER = Path("/etc/schalter/policy.d")
ROOT = 0
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH

Policies: TypeAlias = Callable[[], tuple[Layer, ...]]
"""Gives the layers of policy, the strongest last; raises SettingsError."""


def of_this_machine() -> tuple[Layer, ...]:
    """Return the policy of this machine; see `Policies`."""
    if os.name != "nt":
        return from_folder(FOLDER)
    try:
        return from_registry(registry.policies())
    except OSError as error:
        raise SettingsError((f"{registry.PATH}: cannot be read: {error.strerror}",)) from error


def from_folder(folder: Path, owner: int = ROOT) -> tuple[Layer, ...]:
    """Return the policy in `folder`, which `owner` alone may write; see `Policies`."""
    try:
        status = folder.stat()
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsError((f"{folder}: cannot be read: {error.strerror}",)) from error
    if mistake := _untrusted(status, owner):
        raise SettingsError((f"{folder}: {mistake}",))
    return _all(paths, lambda status: _untrusted(status, owner))


def from_registry(found: Mapping[str, Entry]) -> tuple[Layer, ...]:
    """Return the policy that was `found`, converted to the settings' types; see `Policies`.

    Windows does not tell upper from lower case in names, and so nor does this.
    """
    entries = {name.lower(): entry for name, entry in found.items()}
    wrong = [f"{_named(name)}: {text}" for name, entry in entries.items() if (text := _odd(entry))]
    if wrong:
        raise SettingsError(tuple(wrong))
    values = {name: _value(name, entry) for name, entry in entries.items()}
    return (Layer(values, _named, locks=True),) if values else ()


def _untrusted(status: os.stat_result, owner: int) -> str:
    if status.st_uid != owner:
        return "policy must belong to root: chown root"
    if status.st_mode & WRITABLE_BY_OTHERS:
        return "policy must be writable by root alone: chmod go-w"
    return ""


def _all(paths: list[Path], trusted: Callable[[os.stat_result], str]) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    mistakes: list[str] = []
    for path in paths:
        try:
            layers.append(read(path, trusted, locks=True))
        except SettingsError as error:
            mistakes += error.mistakes
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return tuple(layers)


def _odd(entry: Entry) -> str:
    """Say that a value has a type nobody reads. REG_EXPAND_SZ would read a user's environment."""
    known = ", ".join(registry.TYPES.values())
    return "" if entry.type in registry.TYPES.values() else f"{entry.type}: use one of {known}"


def _value(name: str, entry: Entry) -> Any:
    """Return what an entry means for the type of its key; of what fits none the rules tell."""
    kind = str(keys()[name].kind) if name in keys() else ""
    match entry.data:
        case int(number) if "bool" in kind and number in {0, 1}:
            return bool(number)
        case str(text) if "float" in kind:
            return _number(text)
        case list(texts):
            return tuple(texts)
        case data:
            return data


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _named(name: str) -> str:
    """Return where a key stands, as the registry's own editor writes it."""
    return "\\".join((registry.PATH, *name.split(".")))
