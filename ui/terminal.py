"""Runs the kiosk of a terminal until it is closed."""

import signal
import sys

from PySide6.QtCore import QTimer

from kiosk import flow
from kiosk.settings import Settings
from ui.bootstrap import Kiosk, application, build

EXIT_CLOSED = 3
CLOSED_SECONDS = 20
"""So long *out of service* stands before the program ends and its supervisor starts it anew."""
WINDOW_SHARE = 0.9
"""Of the screen, where the kiosk is a window and does not cover it."""


def run(settings: Settings) -> int:
    """Run until the window is closed or the kiosk goes out of service; return the exit code."""
    app = application(sys.argv[:1])
    kiosk = build(settings)
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    # Python sees a signal only between two of its own instructions; this gives it some.
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(200)
    if not settings.screen.full_screen:
        kiosk.shell.resize(app.primaryScreen().availableSize() * WINDOW_SHARE)
    kiosk.shell.shown.connect(lambda: _end_when_closed(kiosk))
    kiosk.start()
    try:
        code = app.exec()
    finally:
        kiosk.close()
    return code


def _end_when_closed(kiosk: Kiosk) -> None:
    if isinstance(kiosk.controller.state, flow.Closed):
        QTimer.singleShot(CLOSED_SECONDS * 1000, lambda: application([]).exit(EXIT_CLOSED))
