"""What every part of the client asks with."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from kiosk.portals.http import Answer, Request

Asking: TypeAlias = Callable[[Request], Awaitable[Answer]]


class Calls:
    """A part of the client, with the ways to ask that the client gives it.

    Args:
        answered: sends a request and returns its answer where that is a good one; else raises a
            `PortalError`.
        patiently: does the same again where it did not get through.
    """

    def __init__(self, answered: Asking, patiently: Asking) -> None:
        self._answered = answered
        self._patiently = patiently
