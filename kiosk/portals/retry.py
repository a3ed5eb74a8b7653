"""Trying the same again: how long to wait, what a portal's `Retry-After` is worth, when to stop."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from kiosk.errors import Busy, OutcomeUnknown, PortalError, Unreachable
from kiosk.portals.budget import Patience

T = TypeVar("T")


@dataclass(frozen=True)
class Timing:
    """Time and chance, so that a test needs neither.

    `now` counts seconds and never jumps; `wall` is what the clock says, in seconds since 1970.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""
    wall: Callable[[], float] = time.time


async def patiently(attempt: Callable[[], Awaitable[T]], patience: Patience, timing: Timing) -> T:
    """Await `attempt` until it succeeds, is refused for good, or patience ends.

    Raises:
        PortalError: the last one.
    """
    ends = timing.now() + patience.seconds
    waited_out = 0
    while True:
        try:
            return await attempt()
        except (Unreachable, OutcomeUnknown, Busy) as error:
            waited_out += 1
            wait = _wait(waited_out, error, patience, timing)
            if wait is None or timing.now() + wait >= ends:
                raise
        await timing.sleep(wait)


def _wait(failed: int, error: PortalError, patience: Patience, timing: Timing) -> float | None:
    """Return how long to wait after the `failed`th failure; None to give up."""
    if failed >= patience.attempts:
        return None
    backoff = min(patience.first_wait * 2.0 ** (failed - 1), patience.longest_wait)
    jittered = backoff * timing.chance()
    if not isinstance(error, Busy):
        return jittered
    if error.retry_after > patience.longest_wait:
        return None
    return error.retry_after + jittered


def retry_after(value: str, date: str = "") -> float:
    """Return the seconds that a `Retry-After` header asks for; 0 for what makes no sense.

    An HTTP date is compared with the answer's own `date`, if it has one: the portal's clock, not
    the terminal's, wrote both.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    until = moment_of(value)
    if until is None:
        return 0.0
    seconds = (until - (moment_of(date) or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds)


def moment_of(value: str) -> datetime | None:
    """Return the moment that an HTTP date means (RFC 9110 5.6.7); None for what is none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
