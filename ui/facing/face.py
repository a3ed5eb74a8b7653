"""The visitor's screen itself: shows a `Facing`, and follows it without a flicker."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from kiosk.facing import NOBODY, READ, Facing, Stage
from kiosk.session import Contrast, Session, TextSize
from ui.facing.bar import Bar
from ui.facing.head import head
from ui.facing.leaf import Greeting, Languages, Leaf, Message, Notice, in_text_mm
from ui.facing.reading import Reading
from ui.theme import Theme

FOLLOWS_MS = 100
"""What staff type is shown so often: a screen that moves at every key is hard to read."""
NOBODY_YET = frozenset({Stage.WELCOME, Stage.CLOSED})
"""Where it was wiped after these, nobody goes."""
GOODBYE_MS = 6_000
"""So long *Goodbye* stands. Nothing of the visit is on it."""
SHORTEST_MM, LONGEST_MM = 150.0, 250.0
"""The sides hold at least so much (a 10 inch screen nearly does): on a smaller one all shrinks."""

UNHEARD = NOBODY - {Stage.WELCOME}
"""Where the flow hears nothing from a visitor, nothing is offered."""
HEAD_MM = 120.0
"""A screen that is lower, for text of the normal size, has no room for a head."""


class Face(QWidget):
    """Shows one leaf at a time. How it looks is the visitor's own, and ends with the visit.

    Args:
        px_per_mm: calibrated density of the screen.
        settle_seconds, now: see `ui.shell.Shell`; None where the window around it takes care.
        back: whether staff may take the screen back without an answer.

    Signals:
        happened: what the visitor did, as an event of the flow.
    """

    happened = Signal(object)

    def __init__(
        self,
        px_per_mm: float,
        *,
        settle_seconds: float | None = None,
        now: Callable[[], float] = time.monotonic,
        back: bool = False,
    ) -> None:
        super().__init__()
        self._px_per_mm, self._now, self._back = px_per_mm, now, back
        self._guarded, self._settle_seconds = settle_seconds is not None, settle_seconds or 0.0
        self._sized = self._choosing = False
        self._facing: Facing | None = None
        self._look = TextSize.NORMAL, Contrast.NORMAL
        self._theme: Theme | None = None
        self.leaf: Leaf | None = None
        self.at = ""
        self._held: QWidget | None = None
        self._dropped: list[QWidget] = []
        self._listens_from = 0.0
        self._following = self._timer(FOLLOWS_MS, self.follow)
        self._parting = self._timer(GOODBYE_MS, self.part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    # --- What it shows -------------------------------------------------------------------------

    def show_facing(self, facing: Facing) -> None:
        """Show `facing`: another stage or language at once, other answers a moment later."""
        before, self._facing = self._facing, facing
        if before is None or _leaf_of(before) != _leaf_of(facing):
            self._change(before, facing)
        elif facing != before and not self._following.isActive():
            self._following.start()
        self._listens_from = min(self._listens_from, self._now() + self._settle_seconds)

    def attend(self, pointer: str) -> None:
        """Show that staff are at the question at `pointer`."""
        self.at = pointer
        if not self._following.isActive():
            self._following.start()

    def follow(self) -> None:
        """Show at once what waits to be shown."""
        self._following.stop()
        if self.leaf is not None and self._facing is not None:
            self.leaf.follow(self._facing)
            self.leaf.attend(self.at)

    def part(self) -> None:
        """Welcome the next one: *Goodbye* has stood long enough."""
        self._build()

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self._facing = None
        self._drop()
        self.bury()

    def bury(self) -> None:
        """Delete at once what was taken away; never called from within it."""
        for old in self._dropped:
            if isValid(old):
                delete(old)
        self._dropped.clear()

    def _change(self, before: Facing | None, facing: Facing) -> None:
        self._choosing = False
        if facing.stage in NOBODY:
            self._look, self.at = (TextSize.NORMAL, Contrast.NORMAL), ""
        if facing.stage is Stage.GOODBYE and (before is None or before.stage in NOBODY_YET):
            facing = self._facing = replace(facing, stage=Stage.WELCOME)
        if facing.stage is Stage.WELCOME and self._parting.isActive():
            return
        self._build()
        if facing.stage is Stage.GOODBYE:
            self._parting.start()

    # --- Building ------------------------------------------------------------------------------

    def _build(self) -> None:
        facing = self._facing
        if facing is None or not self._sized:
            return
        self.setUpdatesEnabled(False)
        self._drop()
        theme = self._wear()
        kind = Languages if self._choosing else LEAVES.get(facing.stage, Message)
        leaf = kind(facing, theme, self.size())
        leaf.happened.connect(self._happened)
        bar = Bar(facing, theme, self.width(), back=self._back)
        bar.happened.connect(self._happened)
        bar.look_wanted.connect(self.look_differently)
        bar.languages_wanted.connect(self._choose_language)
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if not isinstance(leaf, Greeting) and in_text_mm(self.size(), theme)[1] >= HEAD_MM:
            layout.addWidget(head(facing, theme))
        layout.addWidget(leaf, 1)
        layout.addWidget(bar)
        bar.setHidden(facing.stage in UNHEARD)  # not before it has a place: it would be a window
        self.layout().addWidget(held)  # type: ignore[union-attr] # it was given one
        self.leaf, self._held = leaf, held
        held.show()
        leaf.attend(self.at)
        self._listens_from = self._now() + self._settle_seconds
        self.setUpdatesEnabled(True)

    def _wear(self) -> Theme:
        theme = self._look_of()
        if theme != self._theme:
            self._theme = theme
            self.setStyleSheet("")  # or Qt brings back the palette that was before it
            self.setPalette(theme.palette())
            self.setStyleSheet(theme.style_sheet())
        return theme

    def _look_of(self) -> Theme:
        shorter, longer = sorted((self.width(), self.height()))
        density = min(self._px_per_mm, shorter / SHORTEST_MM, longer / LONGEST_MM)
        size, contrast = self._look
        session = Session(text_size=size, contrast=contrast)
        upright = self.height() > self.width()
        return Theme.of(session, density, upright, width_mm=self.width() / density)

    def look_differently(self, size: TextSize, contrast: Contrast) -> None:
        """Wear another look, until the visit ends."""
        self._look = size, contrast
        self._build()

    def _choose_language(self) -> None:
        self._choosing = not self._choosing
        self._build()

    def _drop(self) -> None:
        """Take the leaf away; nothing of it stays but what waits to be deleted."""
        self._following.stop()
        self._parting.stop()
        held, self._held, self.leaf = self._held, None, None
        if held is not None:
            held.hide()
            self.layout().removeWidget(held)  # type: ignore[union-attr] # as above
            held.deleteLater()
            self._dropped = [*filter(isValid, self._dropped), held]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground: on a first show, Qt's own is not yet the theme's."""
        if self._theme is not None:
            QPainter(self).fillRect(self.rect(), QColor(self._theme.colours.paper))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Build anew where the measures changed."""
        super().resizeEvent(event)
        self._sized = True
        if self._facing is not None and self._look_of() != self._theme:
            self._build()

    def _happened(self, event: object) -> None:
        """Pass one event on; the next is heard when its outcome is on the screen."""
        if self._guarded and self._now() < self._listens_from:
            return
        if self._choosing:
            self._choose_language()
        self._listens_from = float("inf")
        self.happened.emit(event)


LEAVES: dict[Stage, type[Leaf]] = {
    Stage.WELCOME: Greeting,
    Stage.GOODBYE: Greeting,
    Stage.CLOSED: Notice,
    Stage.PAUSED: Notice,
    **dict.fromkeys(READ, Reading),
}


def _leaf_of(facing: Facing) -> object:
    """Return what makes a leaf another one; the rest is followed within it."""
    if facing.stage not in READ:
        return facing
    about = facing.language, facing.languages, facing.municipality, facing.service, facing.sender
    return facing.stage, about
