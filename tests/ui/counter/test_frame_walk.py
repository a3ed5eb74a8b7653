"""What holds for every page in staff's frame, in the languages an office works in."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from kiosk.session import TextSize
from kiosk.texts import Texts
from tests.ui.counter.desk import NARROW, SQUARE, STATES, WIDE, Clerk, held, view
from tests.ui.screen import visible
from ui.counter.case_row import CaseRow
from ui.counter.context_pane import ContextPane
from ui.counter.desk_pane import DeskPane
from ui.counter.rows import Rows
from ui.shell import Shell
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.lines import Lines

CASES = (held(1, "Niederlassungsbewilligung C"), held(2, "Fristerstreckung Steuererklärung"))
STATE = pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
LOOKS = [(WIDE, TextSize.LARGEST), (NARROW, TextSize.NORMAL), (SQUARE, TextSize.LARGE)]
LOOK = pytest.mark.parametrize(
    ("size", "text_size"), LOOKS, ids=["wide-largest", "narrow-normal", "square-large"]
)


def office(
    qtbot: QtBot, state: flow.State, language: str, size: QSize, text_size: TextSize
) -> Shell:
    texts = Texts(language, said_to=ASSISTED.said_to)
    shown = view(state, language="fr", texts=texts, text_size=text_size, cases=CASES)
    return Clerk(qtbot, shown, size).shell


@STATE
@pytest.mark.parametrize(
    ("language", "size", "text_size"),
    [("fr", *LOOKS[0]), ("it", *LOOKS[1]), ("de-simple", *LOOKS[1]), ("en", *LOOKS[2])],
    ids=["fr-wide-largest", "it-narrow-normal", "de-simple-narrow-normal", "en-square-large"],
)
def test_every_language_of_an_office_fits(
    qtbot: QtBot, state: flow.State, language: str, size: QSize, text_size: TextSize
) -> None:
    shell = office(qtbot, state, language, size, text_size)
    for part in (*visible(shell, Label), *visible(shell, Button), *visible(shell, CaseRow)):
        assert part.height() >= part.heightForWidth(part.width()) - 1, part.accessibleName()
        left = part.mapTo(shell, QPoint(0, 0)).x()
        assert left >= 0, part.accessibleName()
        assert left + part.width() <= shell.width(), part.accessibleName()
    assert shell.size() == size


@LOOK
def test_no_row_of_a_list_is_cut_off(qtbot: QtBot, size: QSize, text_size: TextSize) -> None:
    shell = office(qtbot, flow.Introducing("test"), "fr", size, text_size)
    assert shell.page is not None
    (rows,) = visible(shell, Rows)
    for number in range(rows.model().rowCount()):
        index = rows.model().index(number, 0)
        least = needed(index, rows.viewport().width(), shell.page.theme)
        assert rows.sizeHintForIndex(index).height() >= least


def needed(index: QModelIndex, width: int, theme: Theme) -> float:
    """Return the height of a title and of what stands below it, with no margin at all."""
    told = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    lines = (
        Lines(index.data(), theme.font(Role.BUTTON), width),
        Lines(told, theme.font(Role.SMALL), width),
    )
    return sum(found.height for found in lines)


@STATE
def test_whatever_takes_the_focus_has_a_name(qtbot: QtBot, state: flow.State) -> None:
    shell = office(qtbot, state, "fr", WIDE, TextSize.NORMAL)
    for found in focusable(shell):
        told = QAccessible.queryAccessibleInterface(found)
        assert told.text(QAccessible.Text.Name), found


def focusable(shell: Shell) -> Iterator[QWidget]:
    """Yield what Tab reaches."""
    for found in visible(shell, QWidget):
        if found.isEnabled() and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield found


@STATE
@LOOK
def test_tab_follows_the_eye(
    qtbot: QtBot, state: flow.State, size: QSize, text_size: TextSize
) -> None:
    """Within a pane nothing leads back up, but to the head of the next column."""
    shell = office(qtbot, state, "fr", size, text_size)
    for pane in panes(shell):
        places = list(in_tab_order(pane))
        for before, after in pairwise(places):
            assert after.bottom() > before.top() or after.left() > before.right(), places


def panes(shell: Shell) -> list[QWidget]:
    """Return what Tab goes through one after the other."""
    assert shell.page is not None
    return [shell.page, *visible(shell, DeskPane), *visible(shell, ContextPane)]


def in_tab_order(pane: QWidget) -> Iterator[QRect]:
    """Yield the places of what Tab reaches within `pane`, as they are scrolled or not."""
    found = pane.nextInFocusChain()
    while found is not pane and found is not None:
        inside = pane.isAncestorOf(found) and found.isVisible() and found.isEnabled()
        listed = isinstance(found, QAbstractScrollArea | QLabel)
        if inside and not listed and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield QRect(found.mapTo(pane, QPoint(0, 0)), found.size())
        found = found.nextInFocusChain()


@STATE
def test_two_targets_never_touch(qtbot: QtBot, state: flow.State) -> None:
    shell = office(qtbot, state, "fr", NARROW, TextSize.NORMAL)
    places = [
        found.rect().translated(found.mapTo(shell, QPoint(0, 0)))
        for found in visible(shell, QAbstractButton)
        if not found.visibleRegion().isEmpty()
    ]
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[number + 1 :])
