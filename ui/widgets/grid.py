"""Tiles side by side, as many as a reader can take in at the size of the text."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.session import TextSize
from ui.theme import Theme

COLUMNS = {TextSize.NORMAL: (2, 4), TextSize.LARGE: (1, 2), TextSize.LARGEST: (1, 2)}
"""In portrait and in landscape."""


def columns(theme: Theme) -> int:
    """Return how many tiles stand side by side."""
    upright, lying = COLUMNS[theme.text_size]
    return upright if theme.portrait else lying


def grid(tiles: Iterable[QWidget], theme: Theme, across: int) -> QGridLayout:
    """Return `tiles` in rows of `across`, all of the same width."""
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.gap)
    for number, tile in enumerate(tiles):
        layout.addWidget(tile, number // across, number % across)
    for column in range(across):
        layout.setColumnStretch(column, 1)
    return layout
