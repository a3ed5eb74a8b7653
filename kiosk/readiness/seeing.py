"""Looks at the screen from a process of its own: Qt ends the one in which it finds none."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from kiosk.readiness.program import Display, NoScreenError, ScreenUnusableError

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""One of these says, outside Windows and macOS, that there is a screen."""
SECONDS = 20.0
LONGEST_REASON = 200


def seen(environment: Mapping[str, str] = os.environ) -> Sequence[Display]:
    """Return the screens of this session, at least one.

    Raises:
        NoScreenError: the session has none.
        ScreenUnusableError: it should have one, and Qt cannot open it.
    """
    has_one = os.name == "nt" or sys.platform == "darwin"
    if not has_one and not any(environment.get(name) for name in SCREENS):
        raise NoScreenError("This session has no screen; run this where the kiosk runs")
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kiosk"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*program, "doctor", "--displays"],
            env=dict(environment),
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
        displays = [Display(**display) for display in json.loads(done.stdout)]
    except subprocess.CalledProcessError as error:
        raise ScreenUnusableError(_reason(error.stderr, error.returncode)) from None
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise ScreenUnusableError(type(error).__name__) from None
    if not displays:
        raise ScreenUnusableError("Qt finds none")
    return displays


def _reason(said: bytes, code: int) -> str:
    """Return the last line that Qt or Python said before it ended."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines()]
    telling = [line for line in lines if "qt.qpa" in line or "Error" in line]
    return (telling or [f"it ended with {code}"])[-1][:LONGEST_REASON].rstrip(".")
