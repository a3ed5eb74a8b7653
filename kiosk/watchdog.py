"""Tells systemd that the kiosk is ready and alive, as sd_notify(3) describes it.

Where the screen no longer answers, nobody tells any more, and systemd starts the kiosk anew.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress

SOCKET = "NOTIFY_SOCKET"
READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


class Watchdog:
    """Whom to tell; nobody where systemd did not start this, or does not want to be told.

    Which process is meant (WATCHDOG_PID) is not asked: a terminal's main process is the compositor,
    and the unit takes the word of every process in it (NotifyAccess=all).
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get(SOCKET, "")
        self._address = address if address.startswith("/") else ""
        if address.startswith("@"):
            self._address = f"\0{address[1:]}"  # an abstract one; unix(7)

    def tell(self, state: str) -> None:
        """Send `state`. What cannot be sent is left out: systemd then acts as if nobody lived."""
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.setblocking(False)
            notify.sendto(state.encode(), self._address)
