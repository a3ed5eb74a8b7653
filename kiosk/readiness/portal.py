"""Looks at the way to the portal, step by step: proxy, name, connection, certificate, answers."""

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from kiosk.catalogue import Municipality
from kiosk.errors import PortalError, Unreachable
from kiosk.portals.lucerne.sign_in import SKEW_SECONDS, apart
from kiosk.portals.proxy import NONE, UnusableProxyError, proxy_for, shown
from kiosk.readiness.meeting import Met
from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Verdict, fine, skipped

DAY = 24 * 3600
SOON_DAYS = 21
"""A certificate that ends sooner should have been renewed by now: 90-day ones are at 30 days."""

_REASONS = {
    "ca-file": "the file portal.ca_file holds no authority that can be read",
    "dns": "its name is not known",
    "refused": "nothing listens there",
    "timeout": "no answer came in time",
    "proxy": "the proxy does not lead there",
    "proxy-auth": "the proxy asks for a password (407)",
    "redirected": "it sends the kiosk elsewhere",
    "captive-portal": "a web page came instead of the portal",
    "tls": "TLS failed",
    "tls-protocol": "it speaks no TLS that is new enough",
    "tls-certificate": "its certificate is not accepted",
    "tls-expired": "its certificate has expired by this machine's clock",
    "tls-not-yet-valid": "its certificate is not valid yet by this machine's clock",
    "tls-revoked": "its certificate was revoked",
    "tls-wrong-name": "its certificate is for another name",
    "tls-unknown-authority": "nobody this machine trusts has issued its certificate",
    "unintelligible": "what answers does not speak the portal's contract",
    "portal-busy": "it asks to come back later",
    "withdrawn": "it has no such place",
    "not-allowed": "it does not let this terminal in",
}


def reason(error: PortalError) -> str:
    """Return why, for people, and the technical word behind it."""
    return f"{_REASONS.get(error.code, 'it could not be asked')} ({error.detail or error.code})"


def proxy(
    url: str, setting: str, of_the_way: Callable[[str, str], str | None] = proxy_for
) -> Verdict:
    """Say which proxy is on the way, and who named it."""
    try:
        via = of_the_way(url, setting)
    except UnusableProxyError as error:
        return failed("proxy", f"{error}.")
    if via is None:
        nobody = "portal.proxy is none" if setting == NONE else "the system names none for it"
        return fine(f"No proxy is used: {nobody}.")
    return fine(f"{shown(via)}, named by {'portal.proxy' if setting else 'the system'}.")


def dns(
    url: str, via: str | None = None, resolve: Callable[..., Sequence[Any]] = socket.getaddrinfo
) -> Verdict:
    """Say where the name of the portal leads, or that of the proxy, which looks further itself."""
    host = urlsplit(via or url).hostname or ""
    if _is_address(host):
        return fine(f"{host} is an address, and no name has to be known.")
    try:
        found = resolve(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return failed("dns", f"The name {host} is not known ({type(error).__name__}).")
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    more = f" and {len(addresses) - 3} more" if len(addresses) > 3 else ""  # noqa: PLR2004 - enough
    return fine(f"{host} is {', '.join(addresses[:3])}{more}.")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def connection(url: str, via: str | None, meet: Callable[[], Met]) -> Verdict:
    """Say whether a connection is made, with TLS where it leaves this machine.

    A proxy that speaks TLS itself is only met with the portal's first answer.
    """
    place = urlsplit(url).netloc
    if via and via.startswith("https:"):
        return fine(f"{shown(via)} speaks TLS itself; whether it leads there, `contract` tells.")
    try:
        met = meet()
    except Unreachable as error:
        return failed(error.code, f"No connection to {place}: {reason(error)}.")
    how = met.protocol or "without TLS, on this very machine"
    return fine(f"{place} is connected: {how}.")


def certificate(met: Met | None, ca_file: str, now: Callable[[], float] = time.time) -> Verdict:
    """Say who issued the portal's certificate, and for how many days it is good."""
    if met is None:
        return skipped("It was not seen: a proxy that speaks TLS itself is on the way.")
    if not met.protocol:
        return skipped("There is no TLS to this very machine.")
    trust = "the system's authorities" + (f" and {ca_file}" if ca_file else "")
    if met.ends is None:
        return skipped(f"Accepted by {trust}; this system does not say when it ends.")
    days = int((met.ends - now()) // DAY)
    said = f"{met.issuer or 'An unnamed authority'}, good for {days} days; trusted by {trust}."
    return fine(said) if days >= SOON_DAYS else warned("tls-ends-soon", said)


def contract(serve: Callable[[], Sequence[Municipality]], bfs: int) -> Verdict:
    """Say whether what answers is the portal, and serves the municipality `bfs`."""
    try:
        served = serve()
    except PortalError as error:
        return failed(error.code, f"The portal gives no answer: {reason(error)}.")
    name = next((found.name for found in served if found.bfs == bfs), None)
    if name is None:
        said = f"The portal serves {len(served)} municipalities, and {bfs} is not one of them."
        return failed("municipality-unknown", said)
    return fine(f"The portal answers, and serves {name} ({bfs}).")


def clock(skew: Callable[[], float | None]) -> Verdict:
    """Say how far this machine's clock is from the portal's; `skew` is in seconds, ahead is +."""
    try:
        seconds = skew()
    except PortalError as error:
        return warned("clock-unknown", f"The portal gives no answer: {reason(error)}.")
    if seconds is None:
        return warned("clock-unknown", "The portal's answer holds no date.")
    side = "ahead of" if seconds > 0 else "behind"
    said = f"This machine's clock is {abs(seconds):.0f} s {side} the portal's"
    if apart(seconds):
        return failed("clock-wrong", f"{said}; {SKEW_SECONDS:.0f} s are forgiven.")
    return fine(f"{said}.")
