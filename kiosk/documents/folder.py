"""The folder that documents are taken from: where a scanner lays them, or a stick is mounted.

Read only, one level deep. Links, pipes and devices are not files here. Both calls block.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest
from itertools import islice
from pathlib import Path

from kiosk.documents.names import readable
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits

LOOKED_AT = 5_000
"""Entries of a folder that are looked at; a fuller one is no scanner's."""
PIECE = 1 << 18
"""Bytes that are read at a time."""

_ONLY_THIS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
"""Follow no link, wait for no pipe; a system without a flag has no need of it."""


@dataclass(frozen=True)
class FoundFile:
    """A file that lies ready. `name` is its name in the folder, `size` in bytes."""

    name: str = field(repr=False)
    size: int
    modified: datetime

    @property
    def label(self) -> str:
        """Its name as people read it."""
        return readable(self.name)


class DocumentFolder:
    """Finds and reads the files of `folder`; `now` tells seconds that only grow."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._now = now

    def found(self) -> tuple[FoundFile, ...]:
        """Return its files, the newest first, none where the folder is not there."""
        try:
            with os.scandir(self._folder) as entries:
                files = list(_files(islice(entries, LOOKED_AT)))
        except OSError:
            return ()
        return tuple(nlargest(limits.FILES_SHOWN, files, key=lambda file: file.modified))

    def content(self, file: FoundFile, most: int) -> bytes:
        """Return what is in `file`, of a file that is too large `most` bytes and one more.

        Raises:
            RefusedDocumentError: it is gone, is no file any more, or reading it takes too long.
        """
        ends = self._now() + limits.DOCUMENT_SECONDS
        try:
            opened = os.open(self._folder / Path(file.name).name, _ONLY_THIS)
            with os.fdopen(opened, "rb", buffering=0) as source:
                if not stat.S_ISREG(os.fstat(opened).st_mode):
                    raise RefusedDocumentError(Refusal.GONE)
                return self._read(source.read, most + 1, ends)
        except OSError:
            raise RefusedDocumentError(Refusal.GONE) from None

    def _read(self, read: Callable[[int], bytes | None], most: int, ends: float) -> bytes:
        content = bytearray()
        while len(content) < most and (piece := read(min(PIECE, most - len(content)))):
            content += piece
            if self._now() > ends:
                raise RefusedDocumentError(Refusal.TOO_SLOW)
        return bytes(content)


def _files(entries: Iterator["os.DirEntry[str]"]) -> Iterator[FoundFile]:
    for entry in entries:
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # it went while we looked
        if stat.S_ISREG(about.st_mode) and not entry.name.startswith("."):
            modified = datetime.fromtimestamp(about.st_mtime).astimezone()
            yield FoundFile(entry.name, about.st_size, modified)
