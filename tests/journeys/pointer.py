"""Somebody's finger on an X server: clicks that the server itself makes (XTEST), not Qt."""

import ctypes
from ctypes.util import find_library

PRESS, RELEASE = 1, 0
LEFT = 1
NOWHERE = AT_ONCE = 0


def has_pointer() -> bool:
    """Whether the library is there that asks the server for clicks."""
    return find_library("Xtst") is not None and find_library("X11") is not None


class Pointer:
    """Of the display that `DISPLAY` names."""

    def __init__(self) -> None:
        self._x11, self._test = (ctypes.CDLL(find_library(name)) for name in ("X11", "Xtst"))
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        opened = self._x11.XOpenDisplay(None)
        if opened is None:
            raise OSError("the X server cannot be reached")
        self._display = ctypes.c_void_p(opened)

    def clicks(self, screen: int, x: int, y: int) -> None:
        """Press and release the left button at a place of screen number `screen`."""
        root = self._x11.XRootWindow(self._display, screen)
        self._x11.XWarpPointer(self._display, NOWHERE, root, 0, 0, 0, 0, x, y)
        for way in (PRESS, RELEASE):
            self._test.XTestFakeButtonEvent(self._display, LEFT, way, AT_ONCE)
        self._x11.XSync(self._display, 0)
