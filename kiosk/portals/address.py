"""Addresses: where answers may be sent. TLS everywhere, but for this very machine."""

import ipaddress
from urllib.parse import urlsplit

USUAL_PORTS = {"https": 443, "http": 80}


class UnsafeAddressError(ValueError):
    """The portal's address is not one that answers may be sent to. The text says why."""


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of `url`, for comparing."""
    parts = urlsplit(url)
    port = parts.port or USUAL_PORTS.get(parts.scheme)
    return parts.scheme, parts.hostname or "", port


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this very machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_be_shown(url: str) -> bool:
    """Whether people may be led to `url`, by a code or on paper: TLS, but for this very machine."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:  # a port or host that is none
        return False
    secure = scheme == "https" or (scheme == "http" and is_loopback(url))
    return secure and bool(host) and url.isascii() and url.isprintable() and " " not in url


def safe(base_url: str) -> str:
    """Return `base_url` without a slash at its end.

    Raises:
        UnsafeAddressError: it is plain http to another machine, or not an address.
    """
    try:
        parts = urlsplit(base_url)
        _ = parts.port  # it is read when it is asked for
    except ValueError:
        raise UnsafeAddressError("the portal's address has a host or port that is none") from None
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise UnsafeAddressError("the portal's address must begin with https:// and name a host")
    if parts.scheme == "http" and not is_loopback(base_url):
        raise UnsafeAddressError("plain http is only allowed to this machine; use https://")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UnsafeAddressError("the portal's address must hold no user, query or fragment")
    return base_url.rstrip("/")
