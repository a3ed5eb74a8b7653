"""The head of every page: the crest, whose counter this is, and the tools for everybody."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.view import View
from ui.icons import crest
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column

CREST_MM, UPRIGHT_CREST_MM, STAFF_CREST_MM = 16.0, 22.0, 9.0


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


def header(view: View, theme: Theme, tools: QWidget | None) -> Band:
    """Return the head for `view`; `tools` stand at its right end, or elsewhere where None."""
    band = Band(theme, line_on_top=False)
    row = QHBoxLayout(band)
    side, height = theme.space(6), theme.space(3 if theme.portrait else 1.5)
    row.setContentsMargins(side, height, side, height)
    row.setSpacing(theme.space(2))
    if (drawn := crest_of(view, theme, _crest_mm(theme))) is not None:
        row.addWidget(drawn)
    row.addLayout(_names(view, theme), 1)
    if tools is not None:
        row.addWidget(tools)
    return band


def _crest_mm(theme: Theme) -> float:
    if theme.staff:
        return STAFF_CREST_MM
    return UPRIGHT_CREST_MM if theme.portrait else CREST_MM


def _names(view: View, theme: Theme) -> QVBoxLayout:
    name = view.municipality.name if view.municipality else ""
    names = column(theme, units=0)
    names.addStretch()
    eyebrow = view.texts("frame-eyebrow")
    names.addWidget(Label(eyebrow, theme, Role.SMALL, colour=theme.colours.muted))
    names.addWidget(Label(name, theme, Role.TITLE, limit=2))
    names.addStretch()
    return names


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
