"""How a screen that stands is composed: a tall head, white, the question, and what is touched low.

Eyes are high and hands are low, also a child's and those of who sits in a wheelchair. A page that
needs the room gets it: first from the white, then from the head.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.header import UprightHead
from ui.widgets.pane import Pane
from ui.widgets.stack import column

HEAD, QUESTION = 0.2, 0.36
"""Where the head ends and where the question begins, in parts of the screen's height."""


class Upright(QWidget):
    """`head` above `pane`. What has moved up for more room stays up: nothing jumps to and fro."""

    def __init__(self, head: UprightHead, pane: Pane, page: Page, theme: Theme) -> None:
        super().__init__()
        self._head, self._pane, self._page, self._theme = head, pane, page, theme
        self._spare: int | None = None
        layout = column(theme, head, pane, within=self)
        layout.setSpacing(0)
        pane.changed.connect(self._compose)

    def begin_anew(self) -> None:
        """Forget what was too tall: the window has another size."""
        self._spare = None
        self._compose()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Share the room anew: the keyboard came or went."""
        self._compose()

    def _compose(self) -> None:
        screen, width = self.window().height(), self.width()
        low, tall = self._head.least(width), round(HEAD * screen)
        spare = self.height() - self._pane.wanted(width)
        self._spare = spare if self._spare is None else min(spare, self._spare)
        left = self._spare - tall
        roomy = left >= 0 and not self._theme.staff
        self._head.stand(tall if roomy else low, tall=roomy)
        white = round((QUESTION - HEAD) * screen) - self._taken()
        self._pane.lead(max(0, min(white, left)) if roomy else 0)

    def _taken(self) -> int:
        """Return what stands in the white: so the question stays at its place."""
        above = self._page.above()
        return above.height() + self._theme.space(3) if above else 0
