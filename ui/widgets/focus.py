"""The order in which a keyboard walks through a page: the order in which it is read."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_focus(page: QWidget) -> None:
    """Have *Tab* follow the layout: what was built later would otherwise come last."""
    layout = page.layout()
    if layout is None:
        return
    for before, after in pairwise(list(_stops(layout))):
        QWidget.setTabOrder(before, after)


def _stops(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _stops(inner)
        elif (widget := item.widget()) is not None:
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
                yield widget
            if (within := widget.layout()) is not None:
                yield from _stops(within)
