"""The second window of a counter: it faces the visitor, from a display of its own."""

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.facing import Facing
from ui.facing.display import WINDOW, visitors_display
from ui.facing.face import Face
from ui.languages import texts_in
from ui.lockdown import Lockdown

UPRIGHT = QSize(9, 16)
WINDOW_SHARE = 0.9
"""Of the display, where it is a window and does not cover it."""


class FacingWindow(QWidget):
    """Covers the visitor's display while it is there; else it is hidden, and shows nothing.

    It never takes the keyboard from staff: what a visitor touches here moves no focus there.

    Args:
        staffs: staff's window; its display is never the visitor's.
        wanted: the setting `screen.visitor_display`.
        full_screen: whether it covers a display; else it is a window like any other.
        px_per_mm, settle_seconds, now: see `ui.shell.Shell`.

    Signals:
        happened: what the visitor did, as an event of the flow.
        moved: the display came or went: `faces` may have changed.
    """

    happened = Signal(object)
    moved = Signal()

    def __init__(
        self,
        px_per_mm: float,
        staffs: QWidget,
        wanted: str,
        *,
        full_screen: bool = False,
        settle_seconds: float = 0.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._staffs, self._wanted = staffs, wanted
        self._full_screen = full_screen and wanted != WINDOW
        self._opened = self._may_close = False
        self._on: QScreen | None = None
        self._guard: Lockdown | None = None
        self.face = Face(px_per_mm, settle_seconds=settle_seconds, now=now)
        self.face.happened.connect(self.happened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self.face)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        if self._full_screen:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)

    # --- The window ----------------------------------------------------------------------------

    @property
    def faces(self) -> bool:
        """Whether the visitor has a screen to read now."""
        return self.isVisible()

    @property
    def stands_beside(self) -> bool:
        """Whether it is a window on staff's own display."""
        return self._wanted == WINDOW

    def open(self) -> None:
        """Show it where its display is, now and whenever that comes."""
        self._opened = True
        for signal, heard in self._heard():
            signal.connect(heard)
        self.place()

    def _heard(self) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return (
            (app.focusChanged, self._attend),
            (app.screenAdded, self.place),
            (app.screenRemoved, self._lose),
            (app.primaryScreenChanged, self.place),
        )

    def _listen_no_more(self) -> None:
        for signal, heard in self._heard():
            signal.disconnect(heard)

    def place(self) -> None:
        """Stand on the visitor's display; hide where there is none."""
        if not self._opened:
            return
        before, screen = self.faces, self._display(QGuiApplication.screens())
        if screen is None and self._wanted != WINDOW:
            self._hide()
        else:
            self._stand_on(screen)
        if self.faces != before:
            self.moved.emit()

    def _display(self, screens: list[QScreen]) -> QScreen | None:
        found = visitors_display(self._wanted, screens, self._staffs.screen())
        return found if isinstance(found, QScreen) else None

    def _stand_on(self, screen: QScreen | None) -> None:
        if screen is not None and screen is not self._on:
            self._on = screen
            self.setScreen(screen)
            screen.geometryChanged.connect(self.place)
        if self._full_screen and screen is not None:
            self.setGeometry(screen.geometry())
            self.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would activate it
        elif not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._stand_in(screen or self._staffs.screen())
        self.show()
        if self._guard is None:
            self._guard = Lockdown(self.windowHandle())

    def _stand_in(self, screen: QScreen) -> None:
        """Be a window of its own: upright, at the right edge of `screen`."""
        room = screen.availableGeometry()
        size = UPRIGHT.scaled(room.size() * WINDOW_SHARE, Qt.AspectRatioMode.KeepAspectRatio)
        self.setGeometry(QRect(room.topRight() - QPoint(size.width(), 0), size))

    def _lose(self, screen: QScreen) -> None:
        """Hide at once, before the system puts the window over staff's."""
        if screen is self._on:
            self._on = None
        self.place()

    def _hide(self) -> None:
        self.hide()
        self.face.clear()

    def shut(self) -> None:
        """Close the window; from here on it may be."""
        if self._opened:
            self._listen_no_more()
        self._opened, self._may_close = False, True
        self.face.clear()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close, unless the program itself closes it or the window is not the kiosk's."""
        if self._may_close or not self._full_screen:
            event.accept()
        else:
            event.ignore()

    # --- What it shows -------------------------------------------------------------------------

    def show_facing(self, facing: Facing) -> None:
        """Show `facing`, where there is a display for it."""
        if self.faces:
            self.setWindowTitle(texts_in(facing.language)("facing-title"))
            self.face.show_facing(facing)

    def _attend(self, _: QWidget | None, widget: QWidget | None) -> None:
        """Show at which question staff are, now that they type in `widget`."""
        if widget is not None and widget.window() is self._staffs:
            self.face.attend(_question_around(widget))


def _question_around(widget: QWidget | None) -> str:
    """Return the pointer of the question that `widget` stands in, '' for none.

    Whatever asks a question in a form, a row or a cell, has its `pointer`.
    """
    while widget is not None:
        if isinstance(pointer := getattr(widget, "pointer", None), str):
            return pointer
        widget = widget.parentWidget()
    return ""
