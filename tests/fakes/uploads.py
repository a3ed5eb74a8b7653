"""The uploads of a portal in memory, and the phone that a test holds in its hand."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.errors import Unintelligible, Withdrawn
from kiosk.portals.upload import Upload, Uploaded, UploadState

LIFE = timedelta(minutes=10)


@dataclass
class Slot:
    """What one address holds."""

    accept: tuple[str, ...]
    max_bytes: int
    language: str
    uploaded: Uploaded = field(default_factory=lambda: Uploaded(UploadState.WAITING))
    content: bytes = b""


class FakeUploads:
    """See the uploads of `kiosk.portals.portal.Portal`.

    Attributes:
        open: what is open, by id.
        closed: the ids that were closed, in order.
    """

    def __init__(self) -> None:
        self.open: dict[str, Slot] = {}
        self.closed: list[str] = []
        self._made = 0

    def make(self, accept: tuple[str, ...], max_bytes: int, language: str, now: datetime) -> Upload:
        self._made += 1
        id_ = f"upload-{self._made}"
        self.open[id_] = Slot(accept, max_bytes, language)
        return Upload(id_, f"https://portal.example/u/{id_}", now + LIFE)

    def state(self, upload: Upload) -> Uploaded:
        return self._slot(upload).uploaded

    def fetch(self, upload: Upload, uploaded: Uploaded) -> bytes:
        slot = self._slot(upload)
        del self.open[upload.id]
        if hashlib.sha256(slot.content).hexdigest() != uploaded.sha256:
            raise Unintelligible
        return slot.content

    def close(self, upload: Upload) -> None:
        self.closed.append(upload.id)
        self.open.pop(upload.id, None)

    def close_all(self) -> None:
        self.closed += self.open
        self.open.clear()

    def _slot(self, upload: Upload) -> Slot:
        if upload.id not in self.open:
            raise Withdrawn
        return self.open[upload.id]

    # --- The phone -----------------------------------------------------------------------------

    def phone_opens(self) -> None:
        """Open the page of the address that was made last."""
        self._last().uploaded = Uploaded(UploadState.OPENED)

    def phone_sends(self, name: str, content: bytes, sha256: str = "") -> None:
        """Send a file there; `sha256` is what the portal says of it, the truth where empty."""
        slot = self._last()
        told = sha256 or hashlib.sha256(content).hexdigest()
        slot.uploaded = Uploaded(UploadState.UPLOADED, name, len(content), told)
        slot.content = content

    def expire(self) -> None:
        """Let everything end."""
        self.open.clear()

    def _last(self) -> Slot:
        return [*self.open.values()][-1]
