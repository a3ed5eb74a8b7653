"""How one gets through a form by key: to the next field, the next section, and out of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.counter.form_sheet import Sheet

ONWARD, BACK = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


def to_stop(sheet: Sheet, step: int) -> bool:
    """Go to the next field (`step` 1) or the one before (-1); False at the end of the form.

    What comes next is built where it was not.
    """
    focused = QApplication.focusWidget()
    sheet.build_around(focused)
    stops = list(sheet.stops())
    at = next((n for n, stop in enumerate(stops) if stop is focused), None)
    if at is None or not 0 <= at + step < len(stops):
        return False
    stops[at + step].setFocus(ONWARD if step > 0 else BACK)
    return True


def to_section(sheet: Sheet, step: int) -> None:
    """Go to the first field of the next section (`step` 1), or of the one before (-1)."""
    focused = QApplication.focusWidget()
    sheet.build_around(focused)
    blocks = [block for block in sheet.blocks() if next(block.stops(), None)]
    held = (n for n, one in enumerate(blocks) if focused and one.isAncestorOf(focused))
    at = next(held, 0) + step
    if 0 <= at < len(blocks):
        next(blocks[at].stops()).setFocus(ONWARD)


def beside_page(page: QWidget, *, forward: bool) -> QWidget | None:
    """Return what *Tab* reaches after `page` or before it; None where there is nothing."""
    step = QWidget.nextInFocusChain if forward else QWidget.previousInFocusChain
    found = step(page)
    while found is not None and found is not page:
        tabbed = found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.focusProxy() is None
        if tabbed and found.isVisible() and found.isEnabled() and not page.isAncestorOf(found):
            return found
        found = step(found)
    return None
