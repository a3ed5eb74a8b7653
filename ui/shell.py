"""The one window: builds the page of each state, and deletes the page before it."""

import time
from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from kiosk.policy import Frame as FrameKind
from kiosk.view import View
from ui.frames import frame_for, page_for
from ui.lockdown import Lockdown
from ui.pages.page import Page
from ui.surround import Surround
from ui.theme import Role, Theme
from ui.touch import Touches
from ui.widgets.label import Label

SHORTEST_MM, LONGEST_MM = 190.0, 330.0
"""The sides hold at least so much (a 15.6 inch screen does): on a smaller one all shrinks."""


class Shell(QWidget):
    """Shows views, one page at a time.

    Args:
        px_per_mm: calibrated density of the screen.
        full_screen: whether the window covers the screen, without any frame.
        settle_seconds: for so long after a page came, nothing on it acts: the second half of a
            double tap was meant for the page before.
        now: seconds that only grow.

    Signals:
        happened: what the visitor did, as an event of the flow.
        answered: a JSON Pointer and the entry typed there.
        touched: real input reached the window.
        shown: a view is on the screen.
    """

    happened = Signal(object)
    answered = Signal(str, object)
    touched = Signal()
    shown = Signal()

    def __init__(
        self,
        px_per_mm: float,
        *,
        full_screen: bool = False,
        settle_seconds: float = 0.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._px_per_mm, self._full_screen = px_per_mm, full_screen
        self._settle_seconds, self._now = settle_seconds, now
        self._view: View | None = None
        self._theme: Theme | None = None
        self._page: Page | None = None
        self._frame: Surround | None = None
        self._dropped: WeakSet[QWidget] = WeakSet()
        self._listens_from = 0.0
        self._may_close = False
        self._guards: tuple[Touches, Lockdown] | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setAutoFillBackground(True)

    # --- The window ----------------------------------------------------------------------------

    def open(self) -> None:
        """Put the window on the screen."""
        if self._full_screen:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setGeometry(self.screen().geometry())  # X without a window manager makes it so
            self.showFullScreen()
        else:
            self.show()
        if self._guards is None:
            touches = Touches(self.windowHandle())
            touches.touched.connect(self.touched)
            self._guards = touches, Lockdown(self.windowHandle())

    def shut(self) -> None:
        """Close the window; from here on it may be."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close, unless the program itself closes it or the window is not the kiosk's."""
        if self._may_close or not self._full_screen:
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Build the page anew where the measures changed, else let it fill the window."""
        super().resizeEvent(event)
        if self._view is not None and self._look_of(self._view) != self._theme:
            self._build(self._view)
        self._fill()

    # --- Views ---------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self._page

    def show_view(self, view: View) -> None:
        """Show `view`: refresh the page where state, language and look are the same."""
        before, self._view = self._view, view
        same = (
            before is not None
            and before.state == view.state
            and before.texts.language == view.texts.language
            and self._theme == self._look_of(view)
            and type(self._page) is page_for(view)
        )
        if same and self._page is not None:
            self._refresh(view)
            self._listens_from = min(self._listens_from, self._now() + self._settle_seconds)
        else:
            self._build(view)
        self.shown.emit()

    def _refresh(self, view: View) -> None:
        if self._frame is not None:
            self._frame.refresh(view)
        elif self._page is not None:
            self._page.refresh(view)

    def _look_of(self, view: View) -> Theme:
        shorter, longer = sorted((self.width(), self.height()))
        density = min(self._px_per_mm, shorter / SHORTEST_MM, longer / LONGEST_MM)
        staff = view.policy.frame is FrameKind.COUNTER
        portrait, width_mm = self.height() > self.width(), self.width() / density
        return Theme.of(view.session, density, portrait, staff, width_mm=width_mm)

    def _build(self, view: View) -> None:
        self.setUpdatesEnabled(False)
        self._drop()
        self._wear(self._look_of(view))
        assert self._theme is not None
        page = page_for(view)(view, self._theme)
        page.happened.connect(self._happened)
        page.answered.connect(self.answered)
        self._page = page
        if page.bare:
            page.setParent(self)
        else:
            self._frame = frame_for(view)(page, view, self._theme)
            self._frame.happened.connect(self._happened)
            self._frame.setParent(self)
        if self._guards is not None:
            self._guards[1].ours = self._frame.own_keys if self._frame else frozenset()
        self._fill()
        (self._frame or page).show()
        self.setWindowTitle(page.title())
        self._listens_from = self._now() + self._settle_seconds
        self._begin(page)
        self.setUpdatesEnabled(True)

    def _drop(self) -> None:
        """Take the page away; nothing of it stays with the window."""
        old = self._frame or self._page
        self._frame = self._page = None
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
            self._dropped.add(old)

    def bury_pages(self) -> None:
        """Delete at once every page that was taken away; never called from within one.

        `deleteLater` alone is not enough: it waits for the event loop that it was called from.
        """
        for page in list(self._dropped):
            if isValid(page):
                delete(page)
        self._dropped.clear()

    def _wear(self, theme: Theme) -> None:
        if theme != self._theme:
            self._theme = theme
            self.setStyleSheet("")  # or Qt brings back the palette that was before it
            self.setPalette(theme.palette())
            self.setStyleSheet(theme.style_sheet())

    def _fill(self) -> None:
        whole = self._frame or self._page
        if whole is not None:
            whole.setGeometry(QRect(0, 0, self.width(), self.height()))

    def _begin(self, page: Page) -> None:
        """Put the focus where the page begins, and say what it is called."""
        first = page.first_focus() or _heading(page) or page
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        said = ". ".join(filter(None, (page.title(), page.news())))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, said))

    def _happened(self, event: object) -> None:
        """Pass one event on; the next is heard when its outcome is on the screen."""
        if self._now() < self._listens_from:
            return
        self._listens_from = float("inf")
        self.happened.emit(event)


def _heading(page: Page) -> Label | None:
    labels = (label for label in page.findChildren(Label) if not label.isHidden())
    return next((label for label in labels if label.role is Role.HEADING), None)
