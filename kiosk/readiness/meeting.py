"""Meets a portal without asking it anything: a connection, TLS, and what its certificate says."""

import http.client
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.errors import Unreachable
from kiosk.portals import tls

SECONDS = 5.0
"""So long one step of a connection may take."""


@dataclass(frozen=True)
class Met:
    """Who was met.

    Attributes:
        protocol: such as `TLSv1.3`; '' without TLS, to this very machine.
        issuer: who issued the certificate; '' where the system keeps that to itself.
        ends: seconds since 1970 when the certificate ends; None as above.
    """

    protocol: str = ""
    issuer: str = ""
    ends: float | None = None


def meet(url: str, ca_file: str = "", via: str | None = None) -> Met:
    """Connect to the host of `url`, by way of the proxy `via` if there is one, and leave. Blocks.

    Raises:
        Unreachable: with the codes of kiosk/portals/http.py.
    """
    try:
        context = tls.context(ca_file)
    except OSError as error:
        raise Unreachable(type(error).__name__, code="ca-file") from None
    connection = _connection(url, context, via)
    try:
        connection.connect()
        return _met(connection.sock)
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(type(error).__name__, code=_why(error, via)) from None
    finally:
        connection.close()


def _connection(url: str, context: ssl.SSLContext, via: str | None) -> http.client.HTTPConnection:
    portal, hop = urlsplit(url), urlsplit(via or url)
    host = hop.hostname or ""
    if portal.scheme == "http":
        return http.client.HTTPConnection(host, hop.port, timeout=SECONDS)
    made = http.client.HTTPSConnection(
        host, hop.port or (80 if via else 443), timeout=SECONDS, context=context
    )
    if via:
        made.set_tunnel(portal.hostname or "", portal.port or 443)
    return made


def _met(sock: object) -> Met:
    if not isinstance(sock, ssl.SSLSocket):
        return Met()
    certificate = sock.getpeercert() or {}
    ends = certificate.get("notAfter")
    return Met(
        protocol=sock.version() or "",
        issuer=", ".join(_names(certificate.get("issuer", ()))),
        ends=ssl.cert_time_to_seconds(ends) if isinstance(ends, str) else None,
    )


def _names(issuer: object) -> Iterator[str]:
    """Yield organisation and common name of a distinguished name as ssl gives it."""
    parts = issuer if isinstance(issuer, tuple) else ()
    said = {name: str(value) for part in parts for name, value in part}
    yield from (said[name] for name in ("organizationName", "commonName") if name in said)


def _why(error: Exception, via: str | None) -> str:
    why = tls.reason(error)
    if via and not why.startswith("tls"):
        return "proxy-auth" if "407" in str(error) else "proxy"
    return why or "portal-unreachable"
