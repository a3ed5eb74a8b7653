"""An area that moves by wheel, keys and a thin bar, where a mouse is at hand."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme

BAR_MM = 2.0


class Scroll(QScrollArea):
    """Shows `content` with margins of the frame; taller content moves.

    Args:
        side, edge: the margins, in units of the grid.
        fills: whether the content takes all the height there is.
    """

    def __init__(
        self, content: QWidget, theme: Theme, *, side: float, edge: float, fills: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._holder = theme, QWidget()
        holder = self._holder
        layout = self._layout = QVBoxLayout(holder)
        self._side, self._edge = theme.space(side), theme.space(edge)
        self._leave_room()
        layout.addWidget(content)
        if not fills:
            layout.addStretch()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setStyleSheet(thin(theme))
        self.verticalScrollBar().rangeChanged.connect(self._leave_room)

    def _leave_room(self) -> None:
        """Let the bar stand in the margin: nothing moves when it comes."""
        taken = self._theme.px(BAR_MM) if self.verticalScrollBar().maximum() else 0
        side, edge = self._side, self._edge
        self._layout.setContentsMargins(side, edge, max(0, side - taken), edge)

    def reveal(self, widget: QWidget) -> None:
        """Bring `widget`, with what stands around it, into sight."""
        holder = self._holder
        if not holder.isAncestorOf(widget):
            return
        place = QRect(widget.mapTo(holder, QPoint()), widget.size())
        seen = QRect(-holder.pos(), self.viewport().size())
        if not seen.contains(place):
            around = min(self._theme.space(12), max(0, seen.height() - place.height()) // 2)
            middle = place.center()
            self.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + around)

    def page_by(self, step: int) -> None:
        """Move on (1) or back (-1) by most of what is seen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(0.8 * step * self.viewport().height()))


def thin(theme: Theme) -> str:
    """Return the style of a bar that shows where one is, and nothing else."""
    width = theme.px(BAR_MM)
    return f"""
    QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}
    QScrollBar::handle:vertical {{
        background: {theme.colours.line}; border-radius: {width // 2}px;
        min-height: {theme.target}px;
    }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
    """
