"""The proxy on the way to a portal: the one that was set, the system's, or none."""

from urllib.parse import urlsplit

from kiosk.portals.address import UnsafeAddressError, is_loopback

NONE = "none"
SYSTEM = ""


class UnusableProxyError(Exception):
    """The system names a proxy that the kiosk does not speak to."""


def safe_proxy(setting: str) -> str:
    """Return `setting` if it is '' (the system's proxy), `none`, or `http://host:port`.

    Raises:
        UnsafeAddressError: it is something else, or holds a password. The text holds none of it.
    """
    if setting in {SYSTEM, NONE}:
        return setting
    try:
        parts = urlsplit(setting)
        port = parts.port
    except ValueError:
        raise UnsafeAddressError("the proxy's port must be a number up to 65535") from None
    if parts.username is not None or parts.password is not None:
        raise UnsafeAddressError(
            "the proxy's address must hold no user or password: settings are no place for"
            " secrets; let the proxy admit this terminal by its address"
        )
    if parts.scheme != "http" or not parts.hostname or not port:
        raise UnsafeAddressError("the proxy must be '', none or http://host:port")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise UnsafeAddressError("the proxy's address must end with its port")
    return setting.rstrip("/")


def proxy_for(url: str, setting: str = SYSTEM) -> str | None:
    """Return the address of the proxy on the way to `url`; None where there is none.

    Never to this very machine. May block: Windows may resolve a name to find an exception.

    Raises:
        UnusableProxyError: the system's is not one for HTTP.
    """
    if setting == NONE or is_loopback(url):
        return None
    return setting or _of_the_system(url)


def shown(proxy: str) -> str:
    """Return the address of a proxy for people and logs, without a user or password."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _of_the_system(url: str) -> str | None:
    """Return what environment or system settings say, and not where they name an exception.

    A script that chooses proxies (PAC) is not run.
    """
    from urllib.request import (  # noqa: PLC0415 - it loads half the standard library
        getproxies,
        proxy_bypass,
    )

    parts = urlsplit(url)
    proxies = getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    if not found or proxy_bypass(parts.netloc):
        return None
    return _spoken_to(found if "://" in found else f"http://{found}")


def _spoken_to(proxy: str) -> str:
    try:
        parts = urlsplit(proxy)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        named = False
    if not named or parts.scheme not in {"http", "https"}:
        raise UnusableProxyError("the system's proxy is not http://host:port")
    return proxy
