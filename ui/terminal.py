"""Runs the kiosk of a terminal until it is closed."""

import logging
import signal
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer

from kiosk import flow
from kiosk.errands import described
from kiosk.secrets.secrets import Secrets
from kiosk.settings import Settings
from kiosk.watchdog import ALIVE, READY, STOPPING, Watchdog
from ui.bootstrap import Kiosk, application, build

EXIT_CLOSED = 3
"""The kiosk went out of service: something may be left of a visit. A supervisor starts it anew."""
CLOSED_SECONDS = 20
"""So long *out of service* stands before the program ends and its supervisor starts it anew."""
ALIVE_SECONDS = 5
"""Between two signs of life; the unit waits 30."""


def run(
    settings: Settings,
    secrets: Secrets | None = None,
    meet: Callable[[Kiosk], object] | None = None,
) -> int:
    """Run until the window is closed or the kiosk goes out of service; return the exit code.

    `secrets` are the machine's where none are given. `meet` is given the kiosk before it starts;
    what it returns lives as long.
    """
    sys.excepthook = _tell_quietly
    app = application(sys.argv[:1])
    kiosk = build(settings, secrets=secrets)
    company = meet(kiosk) if meet else None
    # `quit` would ask the window, and a kiosk's window refuses to close.
    signal.signal(signal.SIGTERM, lambda *_: QTimer.singleShot(0, app.exit))
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, app.exit))
    closed = QTimer()
    closed.setSingleShot(True)
    closed.timeout.connect(lambda: app.exit(EXIT_CLOSED))
    # Python sees a signal only between two of its own instructions; this gives it some.
    pulse = QTimer()
    pulse.timeout.connect(lambda: _end_when_closed(kiosk, closed))
    pulse.timeout.connect(kiosk.controller.look_at_the_clock)
    pulse.timeout.connect(kiosk.pulse.beat)
    pulse.start(200)
    watchdog, life = Watchdog(), QTimer()
    life.timeout.connect(lambda: watchdog.tell(ALIVE))
    life.start(ALIVE_SECONDS * 1000)
    if not settings.screen.full_screen:
        kiosk.screens.be_windows(app.primaryScreen().availableSize())
    kiosk.start()
    watchdog.tell(READY)
    try:
        code = app.exec()
    finally:
        watchdog.tell(STOPPING)
        kiosk.close()
        del company
    return code


def _end_when_closed(kiosk: Kiosk, closed: QTimer) -> None:
    """Start `closed` once; also where the page that says so could not be shown."""
    if isinstance(kiosk.controller.state, flow.Closed) and not closed.isActive():
        closed.start(CLOSED_SECONDS * 1000)


def _tell_quietly(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """Say what kind of fault a page had, and where; what the fault says may hold an answer."""
    logging.getLogger("kiosk").error("fault: %s", described(error))
