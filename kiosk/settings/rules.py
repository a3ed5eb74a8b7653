"""What is wrong with a setting: its name, its type, its value, and what its neighbours say."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from kiosk.identity import SIGN_INS
from kiosk.policy import POLICIES
from kiosk.portals.adapters import kinds_of_portals
from kiosk.portals.address import UnsafeAddressError, is_loopback, safe
from kiosk.portals.proxy import safe_proxy
from kiosk.settings.keys import keys, looks_secret, sections
from kiosk.settings.layer import Layer
from kiosk.telemetry.loopback import address as loopback_address
from kiosk.texts import languages

NO_SECRETS = (
    "a secret has no place in settings; take it out. `kiosk enrol` makes this terminal's key"
    " and keeps it in the system's keyring"
)


def mistakes(layer: Layer) -> Iterator[str]:
    """Yield what is wrong in one layer, each mistake with its place and its key."""
    for name, value in layer.values.items():
        if text := _mistake(name, value):
            yield f"{layer.place(name)}: {name}: {text}"


def in_order(name: str, value: Any) -> bool:
    """Whether `name` is a key and `value` may be its value."""
    return name in keys() and not _mistake(name, value)


def conflicts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each key that does not go together with others, and why."""
    policy = POLICIES[values["terminal.policy"]]
    if values["documents.folder"] and not policy.takes_files:
        yield "documents.folder", f"policy {policy.name} takes no files; leave it out"
    if values["screen.visitor_display"] and not policy.asks_agreement:
        yield "screen.visitor_display", f"policy {policy.name} asks no visitor; leave it out"
    if values["portal.sign_in"] == "none" and not is_loopback(values["portal.url"]):
        yield "portal.sign_in", "none is only for a portal on this machine; use key or secret"


@cache
def choices() -> Mapping[str, tuple[str, ...]]:
    """Return the words that some keys choose from."""
    return {
        "portal.kind": kinds_of_portals(),
        "portal.sign_in": SIGN_INS,
        "terminal.policy": tuple(POLICIES),
        "screen.language": languages(),
    }


def _mistake(name: str, value: Any) -> str:
    """Return what is wrong with one setting, or ''."""
    if name in {section.name for section in sections()}:
        return "" if value == {} else f"must be a section: [{name}]"
    if name not in keys():
        return NO_SECRETS if looks_secret(name) else _unknown(name)
    try:
        msgspec.convert(value, keys()[name].kind)
    except msgspec.ValidationError as error:
        return f"{error}"
    if name in choices() and value not in choices()[name]:
        return f"must be one of {', '.join(choices()[name])}"
    return RULES[name](value) if name in RULES else ""


def _unknown(name: str) -> str:
    """Say what is known where `name` was looked for."""
    section = name.rpartition(".")[0]
    known = [key.rpartition(".")[2] for key in keys() if key.rpartition(".")[0] == section]
    if not known or not section:
        known = [found.name for found in sections() if found.name] + [
            key for key in keys() if "." not in key
        ]
    return f"unknown; known are {', '.join(known)}"


def _address(url: str) -> str:
    return _refused(safe, url)


def _proxy(setting: str) -> str:
    return _refused(safe_proxy, setting)


def _refused(check: Callable[[str], str], value: str) -> str:
    try:
        check(value)
    except UnsafeAddressError as error:
        return str(error)
    return ""


def _collector(url: str) -> str:
    return _refused(safe, url).replace("the portal's", "a collector's") if url else ""


def _endpoint(setting: str) -> str:
    try:
        loopback_address(setting or "127.0.0.1:1")
    except ValueError:
        return "must be this very machine and a port: 127.0.0.1:9190 or [::1]:9190"
    return ""


def _printer(setting: str) -> str:
    if setting.startswith("windows:") and os.name != "nt":
        return "windows: is for Windows; use cups:, folder:PATH or none"
    if setting.startswith("cups:") and os.name == "nt":
        return "cups: is not for Windows; use windows:, folder:PATH or none"
    return ""


RULES: Mapping[str, Callable[[str], str]] = {
    "portal.url": _address,
    "portal.proxy": _proxy,
    "paper.printer": _printer,
    "telemetry.endpoint": _endpoint,
    "telemetry.otlp": _collector,
    "telemetry.proxy": _proxy,
}
"""What a type cannot say about a value of the right type."""
