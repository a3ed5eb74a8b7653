"""Rows and columns with the theme's spacing, so that no page counts pixels."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme

L = TypeVar("L", bound=QBoxLayout)


def column(
    theme: Theme, *children: QWidget, units: float = 1, within: QWidget | None = None
) -> QVBoxLayout:
    """Return `children` below each other, `units` of the 2 mm grid apart."""
    layout = QVBoxLayout(within) if within else QVBoxLayout()
    return _filled(layout, theme, children, units)


def row(
    theme: Theme, *children: QWidget, units: float = 2, within: QWidget | None = None
) -> QHBoxLayout:
    """Return `children` side by side, `units` of the 2 mm grid apart."""
    layout = QHBoxLayout(within) if within else QHBoxLayout()
    return _filled(layout, theme, children, units)


def _filled(layout: L, theme: Theme, children: tuple[QWidget, ...], units: float) -> L:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space(units))
    for child in children:
        layout.addWidget(child)
    return layout
