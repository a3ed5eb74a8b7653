"""Addresses of this very machine: where programs of others may not ask."""

import ipaddress
from urllib.parse import urlsplit


def address(setting: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:9190` or `[::1]:9190`.

    Raises:
        ValueError: it is none, or leads beyond this very machine.
    """
    parts = urlsplit(f"//{setting}")
    host, port = parts.hostname or "", parts.port
    if not ipaddress.ip_address(host).is_loopback or not port or parts.netloc != setting:
        raise ValueError(setting)
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(setting)
    return host, port


def is_this_machine(host: str) -> bool:
    """Whether a `Host` header names this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
