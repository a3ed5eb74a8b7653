"""Reads and checks the settings of this terminal: defaults < file < policy."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from kiosk.settings import machine, policy, registry, rules
from kiosk.settings.keys import keys
from kiosk.settings.layer import Layer, not_for_all, read
from kiosk.settings.policy import Policies
from kiosk.settings.settings import Settings, SettingsError


@dataclass(frozen=True)
class Origin:
    """Who set a key: a file and its line, a key of the registry, or nobody (`default`).

    Attributes:
        locked: Whether it is policy: nothing on this terminal can set it otherwise.
    """

    place: str = "default"
    locked: bool = False


@dataclass(frozen=True)
class Loaded:
    """Settings that are in order.

    Attributes:
        values: The value in force of each key, by its full name.
        origins: Who set each key.
        remarks: What is worth knowing and no mistake, a sentence each.
    """

    settings: Settings
    values: Mapping[str, Any]
    origins: Mapping[str, Origin]
    remarks: tuple[str, ...] = ()


def load(path: Path | None = None) -> Settings:
    """Return the settings of this terminal; see `loaded`."""
    return loaded(path).settings


def loaded(
    path: Path | None = None,
    policies: Policies = policy.of_this_machine,
    *,
    thorough: bool = False,
) -> Loaded:
    """Read the settings in `path`, and whatever policy says over them.

    Args:
        path: a TOML file; None for this system's, which need not be there where there is policy.
        policies: gives what the administration set.
        thorough: whether to look at the files and folders that are named, too.

    Raises:
        SettingsError: a file cannot be read or holds mistakes; all are named.
    """
    layers, mistakes = _read(path, policies)
    mistakes += [mistake for layer in layers for mistake in rules.mistakes(layer)]
    values, origins = _merged(layers)
    objections = [*rules.conflicts(values), *(machine.findings(values) if thorough else ())]
    mistakes += [f"{origins[name].place}: {name}: {text}" for name, text in objections]
    if mistakes:
        raise SettingsError(tuple(mistakes))
    settings = msgspec.convert(_nested(values), Settings)
    return Loaded(settings, values, origins, tuple(_overruled(layers)))


def default_path() -> Path:
    """Return where this system keeps the settings when none are named; no environment is asked.

    Raises:
        SettingsError: the system does not say.
    """
    if os.name != "nt":
        return Path("/etc/schalter/kiosk.toml")
    try:
        return Path(registry.program_data()) / "Schalter" / "kiosk.toml"
    except OSError as error:
        mistake = "the registry names no folder for all users; name the file with --settings"
        raise SettingsError((mistake,)) from error


def _read(path: Path | None, policies: Policies) -> tuple[list[Layer], list[str]]:
    """Return what could be read, the strongest last, and what could not."""
    layers: list[Layer] = []
    mistakes: list[str] = []
    sources: tuple[Policies, ...] = (partial(_file, path), policies)
    for source in sources:
        try:
            layers += source()
        except SettingsError as error:
            mistakes += error.mistakes
    if not layers and not mistakes:
        missing = f"{default_path()}: there is none, and no policy; write it or name --settings"
        mistakes.append(missing)
    return layers, mistakes


def _file(path: Path | None) -> tuple[Layer, ...]:
    if path is None and not default_path().exists():
        return ()
    return (read(path or default_path(), not_for_all),)


def _merged(layers: Iterable[Layer]) -> tuple[dict[str, Any], dict[str, Origin]]:
    """Return the value in force of each key, and who set it; what is wrong sets nothing."""
    values = {name: key.default for name, key in keys().items()}
    origins = dict.fromkeys(values, Origin())
    for layer in layers:
        for name, value in layer.values.items():
            if rules.in_order(name, value):
                values[name] = value
                origins[name] = Origin(layer.place(name), layer.locks)
    return values, origins


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return full names as the tables they stand for."""
    whole: dict[str, Any] = {}
    for name, value in values.items():
        section, _, key = name.rpartition(".")
        (whole.setdefault(section, {}) if section else whole)[key] = value
    return whole


def _overruled(layers: list[Layer]) -> Iterator[str]:
    """Yield what a file sets in vain, because policy sets it too."""
    for layer in (layer for layer in layers if not layer.locks):
        for name in layer.values:
            if by := [over for over in layers if over.locks and name in over.values]:
                over = by[-1].place(name)
                yield f"{layer.place(name)}: {name}: has no effect; locked by {over}"
