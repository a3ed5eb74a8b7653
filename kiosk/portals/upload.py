"""A document on its way from a visitor's own phone: through an address at the portal."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


@dataclass(frozen=True)
class Upload:
    """An address that takes one file, for a short time.

    Whoever knows `url` may send the file, and whoever knows `id` may fetch it: neither is logged,
    nor part of a state.
    """

    id: str = field(repr=False)
    url: str = field(repr=False)
    expires_at: datetime


class UploadState(Enum):
    """How far it has come."""

    WAITING = "waiting"
    OPENED = "opened"
    """A phone shows the page."""
    UPLOADED = "uploaded"
    """The file is there, and can be fetched once."""


@dataclass(frozen=True)
class Uploaded:
    """What the portal says about an upload; the rest is empty before the file is there.

    `name` is the phone's, for people; `size` is in bytes; `sha256` is hex.
    """

    state: UploadState
    name: str = field(default="", repr=False)
    size: int = 0
    sha256: str = ""
