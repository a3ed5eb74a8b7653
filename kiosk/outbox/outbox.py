"""The outbox of a terminal: what keeps a submission, sends it later, and says how it stands."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.clock import Clock
from kiosk.outbox.life import LIFE, WARNING
from kiosk.outbox.store import Kept, OutboxStore, StoreError
from kiosk.portals.portal import Submission
from kiosk.view import OutboxLine

MINUTE = timedelta(minutes=1)
"""An age is told in whole ones: a page is not drawn anew each second."""


class Outbox:
    """Knows what lies in the store, so that a page need not ask the disk.

    Args:
        path: the file; see `OutboxStore`.
        clock: what is kept ends by the time of day.

    Attributes:
        trouble: IT's code of why the file cannot be had, '' where it can.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.store = OutboxStore(path)
        self._now: Callable[[], datetime] = clock.now
        self._kept: tuple[Kept, ...] = ()
        self._expired = 0
        self.trouble = ""

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What waited when the disk was last asked, oldest first."""
        return self._kept

    def line(self) -> OutboxLine:
        """Return what a page says of it."""
        now = self._now()
        ages = [now - one.stored_at for one in self._kept]
        return OutboxLine(
            waiting=len(ages),
            oldest=max((age // MINUTE * 60.0 for age in ages), default=0.0),
            expiring=sum(age >= LIFE - WARNING for age in ages),
            expired=self._expired,
            refused=tuple(one.code for one in self._kept if one.refused),
        )

    def keep(self, submission: Submission, key: Mapping[str, str]) -> datetime:
        """Seal `submission` to its sender's public `key`; return until when it is tried. Blocks.

        What was typed is in memory only, and on the disk only sealed. When this returns, it is
        there whatever happens then.

        Raises:
            StoreError: it is not kept.
        """
        from kiosk.outbox.sealing import sealed  # noqa: PLC0415 - joserfc costs 60 ms

        letter = sealed(submission, key, self._now())
        self.store.open()
        kept = self.store.add(letter)  # from here on it is kept, whatever else goes wrong
        self._kept = (*(one for one in self._kept if one.key != kept.key), kept)
        return kept.stored_at + LIFE

    def look(self) -> None:
        """Ask the disk. Blocks.

        Raises:
            StoreError: it cannot be had.
        """
        try:
            self.store.open()
            self._kept, self._expired = self.store.kept(), self.store.expired()
        except StoreError as error:
            self.trouble = error.code
            raise
        self.trouble = ""

    def forget_expired(self) -> None:
        """Staff know of those that expired. Blocks.

        Raises:
            StoreError: it cannot be had.
        """
        self.store.forget_expired()
        self.look()
