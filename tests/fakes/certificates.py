"""Servers that prove who they are, by an authority that only a test knows."""

import ssl
from datetime import datetime

import trustme

NAMES = ("localhost", "portal.example")


def proving(
    authority: trustme.CA,
    *names: str,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> ssl.SSLContext:
    """Return the TLS context of a server that proves to be each of `names`, else of `NAMES`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = authority.issue_cert(
        *(names or NAMES), not_before=not_before, not_after=not_after
    )
    certificate.configure_cert(context)
    return context
