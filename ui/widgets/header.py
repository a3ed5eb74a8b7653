"""The head of every page: the crest, whose counter this is, and the tools for everybody.

Where the screen stands, the head is as tall as a page leaves room for (ui/widgets/upright.py).
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kiosk.session import Contrast
from kiosk.view import View
from ui.icons import crest
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column, row
from ui.widgets.surface import draw_surface

CREST_MM, UPRIGHT_CREST_MM, STAFF_CREST_MM = 16.0, 22.0, 9.0
TALL_CREST_MM = 46.0


class Band(QWidget):
    """A strip of the frame with a quiet line at one edge, on the surface's colour or `ground`."""

    def __init__(self, theme: Theme, *, line_on_top: bool, ground: str = "") -> None:
        super().__init__()
        self._theme, self._line_on_top = theme, line_on_top
        self._ground = ground or theme.colours.surface

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground and the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        stroke = max(1, self._theme.px(0.25))
        top = 0 if self._line_on_top else self.height() - stroke
        painter.fillRect(0, top, self.width(), stroke, QColor(self._theme.colours.hairline))


def header(view: View, theme: Theme, tools: QWidget) -> Band:
    """Return the head of a screen that lies: `tools` stand at its right end."""
    band = Band(theme, line_on_top=False)
    crest_mm = STAFF_CREST_MM if theme.staff else CREST_MM
    line = _whose(view, theme, crest_mm, within=band)
    side, height = theme.space(6), theme.space(1.5)
    line.setContentsMargins(side, height, side, height)
    line.addWidget(tools)
    return band


class UprightHead(Band):
    """The head of a screen that stands; low, or tall with a large crest."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(theme, line_on_top=False)
        self._low, self._tall = QWidget(), QWidget()
        crest_mm = STAFF_CREST_MM if theme.staff else UPRIGHT_CREST_MM
        _whose(view, theme, crest_mm, within=self._low)
        _whose(view, theme, TALL_CREST_MM, tall=True, within=self._tall)
        self._side, self._edge = theme.space(6), theme.space(3)
        layout = column(theme, self._low, self._tall, within=self)
        layout.setContentsMargins(self._side, self._edge, self._side, self._edge)
        self._tall.hide()

    def least(self, width: int) -> int:
        """Return the height of the low head at `width`, in pixels."""
        return self._low.heightForWidth(width - 2 * self._side) + 2 * self._edge

    def stand(self, height: int, *, tall: bool) -> None:
        """Be `height` pixels high."""
        self._low.setVisible(not tall)
        self._tall.setVisible(tall)
        self.setFixedHeight(height)


def _whose(
    view: View, theme: Theme, crest_mm: float, *, tall: bool = False, within: QWidget
) -> QHBoxLayout:
    """Return the crest and whose counter this is, side by side."""
    name = view.municipality.name if view.municipality else ""
    size, muted = (Role.BODY if tall else Role.SMALL), theme.colours.muted
    eyebrow = Label(view.texts("frame-eyebrow"), theme, size, colour=muted)
    called = Label(name, theme, Role.HEADING if tall else Role.TITLE, limit=2)
    names = column(theme, units=0)
    names.addStretch()
    names.addWidget(eyebrow)
    names.addWidget(called)
    names.addStretch()
    line = row(theme, units=4 if tall else 2, within=within)
    if (drawn := crest_of(view, theme, crest_mm)) is not None:
        dark = theme.contrast is Contrast.HIGH
        line.addWidget(Plate(drawn, theme) if dark else drawn)
    line.addLayout(names, 1)
    return line


def crest_of(view: View, theme: Theme, mm: float) -> QLabel | None:
    """Return the crest of the view's municipality, `mm` high, or None where there is none."""
    source = view.municipality.crest if view.municipality else ""
    image = crest(source, theme.px(mm))
    if image is None:
        return None
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(image))
    label.setFixedSize(QSize(image.width(), image.height()))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setAccessibleName(view.municipality.name if view.municipality else "")
    return label


class Plate(QWidget):
    """White ground for a crest, whatever its colours are."""

    def __init__(self, crest: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        margin = theme.space(1.5)
        column(theme, crest, within=self).setContentsMargins(margin, margin, margin, margin)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_surface(painter, self.rect(), self._theme, "#ffffff", "", focused=False)
