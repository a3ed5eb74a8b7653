"""Where a page stands: it moves only if it must, by touch or by two large buttons."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.button import Button, Look, Place

STEP = 0.8
"""So much of what is visible a touch on a button moves on; the rest is for orientation."""


class Pane(QWidget):
    """Shows `page` with the frame's margins, and buttons to move it where it does not fit.

    Signals:
        changed: the page wants another height.
    """

    changed = Signal()

    def __init__(self, page: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lead = 0
        self._column = QVBoxLayout()
        self._holder = self._held(page)
        self._area = _area(self._holder)
        self._up = self._button("arrow-up", texts("frame-up"), -1)
        self._down = self._button("arrow-down", texts("frame-down"), 1)
        self._rail = self._rail_of(self._up, self._down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 1)
        row.addWidget(self._rail)
        self._rail.hide()
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._mark_ends)
        bar.rangeChanged.connect(self._mark_ends)
        self._holder.installEventFilter(self)

    def _held(self, page: QWidget) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._column)
        self._column.addWidget(page)
        self._column.addStretch()
        self._set_margins()
        return holder

    def _set_margins(self) -> None:
        side, edge = self._theme.space(6), self._theme.space(4)
        self._column.setContentsMargins(side, edge + self._lead, side, edge)

    def _button(self, icon_name: str, label: str, direction: int) -> Button:
        button = Button("", self._theme, Look.SECONDARY, icon_name=icon_name, place=Place.ABOVE)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self._move(direction))
        return button

    def _rail_of(self, *buttons: Button) -> QWidget:
        rail = QWidget()
        column = QVBoxLayout(rail)
        column.setContentsMargins(
            0, self._theme.space(2), self._theme.space(4), self._theme.space(2)
        )
        column.setSpacing(self._theme.gap)
        column.addStretch()
        for button in buttons:
            side = button.heightForWidth(self._theme.target)
            button.setFixedSize(side, side)
            column.addWidget(button)
        return rail

    # --- Moving --------------------------------------------------------------------------------

    def _move(self, direction: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(direction * STEP * self._area.viewport().height()))

    def reveal(self, widget: QWidget) -> None:
        """Bring `widget`, with what stands around it, into sight."""
        if not self._holder.isAncestorOf(widget):
            return
        area, around = self._area, self._theme.space(9)
        place = QRect(widget.mapTo(self._holder, QPoint()), widget.size())
        seen = QRect(-self._holder.pos(), area.viewport().size())
        if place.height() > seen.height():
            area.ensureWidgetVisible(widget, 0, around)  # of a line, Qt looks at the cursor only
        elif not seen.contains(place):
            middle = place.center()
            margin = min(place.height() // 2 + around, seen.height() // 2)
            area.ensureVisible(middle.x(), middle.y(), 0, margin)

    def _mark_ends(self) -> None:
        bar = self._area.verticalScrollBar()
        self._up.setEnabled(bar.value() > bar.minimum())
        self._down.setEnabled(bar.value() < bar.maximum())

    # --- Fitting -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """See whether the page still fits."""
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether the page still fits when its content changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._look_again)
        return super().eventFilter(watched, event)

    def wanted(self, width: int) -> int:
        """Return the height of the page and its margins at `width`, without white above it."""
        return self._column.totalHeightForWidth(width) - self._lead

    def lead(self, height: int) -> None:
        """Leave `height` pixels white above the page."""
        if height != self._lead:
            self._lead = height
            self._set_margins()
            self._fit()

    def _look_again(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show the buttons only where the page is too tall at the full width."""
        self._rail.setVisible(self.wanted(self.width()) + self._lead > self.height())
        self._mark_ends()


def _area(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return area
