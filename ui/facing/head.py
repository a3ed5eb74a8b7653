"""Whose counter it is, and what the visit is about."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.facing import Facing
from kiosk.session import Contrast
from ui.icons import crest
from ui.theme import Role, Theme
from ui.widgets.header import Band, Plate
from ui.widgets.label import Label
from ui.widgets.stack import column, row

CREST_MM = 16.0


def head(facing: Facing, theme: Theme) -> Band:
    """Return the strip above everything else."""
    band = Band(theme, line_on_top=False)
    about = Label(facing.service or facing.municipality, theme, Role.TITLE, limit=2)
    names = column(theme, about, units=0)
    if facing.service:
        muted = theme.colours.muted
        names.insertWidget(0, Label(facing.municipality, theme, Role.SMALL, colour=muted, limit=1))
    line = row(theme, units=2, within=band)
    side, edge = theme.space(6), theme.space(1.5)
    line.setContentsMargins(side, edge, side, edge)
    if (drawn := drawn_crest(facing, theme, CREST_MM)) is not None:
        line.addWidget(drawn)
    line.addLayout(names, 1)
    return band


def drawn_crest(facing: Facing, theme: Theme, mm: float, *, plate: bool = False) -> QWidget | None:
    """Return the municipality's crest, `mm` high, on white where the ground is not; else None."""
    image = crest(facing.crest, theme.px(mm))
    if image is None:
        return None
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(image))
    label.setFixedSize(QSize(image.width(), image.height()))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setAccessibleName(facing.municipality)
    return Plate(label, theme) if plate or theme.contrast is Contrast.HIGH else label
