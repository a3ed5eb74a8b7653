"""What holds for every stage of the visitor's screen, in every size and language."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.facing import Facing, Stage, facing_of
from kiosk.session import Contrast, TextSize
from tests.fakes.facing import ASKING, DONE, FILLING, seen
from tests.ui.counter import desk
from tests.ui.facing.stand import LYING, SMALL, UPRIGHT, Visitor, visitor
from tests.ui.screen import settle, windows_that_come
from ui.facing.face import Face
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.pane import Pane

LANGUAGES = ("de", "fr", "it", "en", "de-simple")
LOOKS = [
    (UPRIGHT, "fr", TextSize.LARGEST),
    (LYING, "it", TextSize.LARGE),
    (SMALL, "de-simple", TextSize.LARGEST),
    (SMALL, "fr", TextSize.NORMAL),
]
LOOK = pytest.mark.parametrize(
    ("size", "language", "text_size"),
    LOOKS,
    ids=["upright-fr-largest", "lying-it-large", "small-de-simple-largest", "small-fr-normal"],
)
STATES = (ASKING, FILLING, DONE, flow.Home(), flow.Attract(), flow.Stored("test", "k"))
STATE = pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)


def before(qtbot: QtBot, facing: Facing, size: QSize, text_size: TextSize) -> Visitor:
    """Return somebody before a screen that shows `facing` in a size of text."""
    somebody = visitor(qtbot, size, Face(4.0, settle_seconds=0.0, now=lambda: 0.0, back=True))
    somebody.sees(facing)
    somebody.face.look_differently(text_size, Contrast.NORMAL)
    settle()
    return somebody


def parts(face: Face, *kinds: type[QWidget]) -> Iterator[QWidget]:
    """Yield the visible parts of these kinds."""
    return (one for kind in kinds for one in face.findChildren(kind) if one.isVisible())


@STATE
@LOOK
def test_all_words_are_whole_and_inside(
    qtbot: QtBot, state: flow.State, size: QSize, language: str, text_size: TextSize
) -> None:
    face = before(qtbot, facing_of(seen(state, language=language)), size, text_size).face
    moved = list(parts(face, Pane))
    for part in parts(face, Label, Button):
        assert part.height() >= part.heightForWidth(part.width()) - 1, part.accessibleName()
        place = QRect(part.mapTo(face, QPoint(0, 0)), part.size())
        if any(pane.isAncestorOf(part) for pane in moved):
            place.setTop(0)
            place.setHeight(1)
        assert face.rect().contains(place), part.accessibleName()


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
@LOOK
def test_every_button_has_a_name_and_room_for_a_finger(
    qtbot: QtBot, stage: Stage, size: QSize, language: str, text_size: TextSize
) -> None:
    face = before(qtbot, Facing(stage, language, LANGUAGES), size, text_size).face
    assert face.leaf is not None
    for found in parts(face, QAbstractButton):
        told = QAccessible.queryAccessibleInterface(found)
        assert told.text(QAccessible.Text.Name) == found.accessibleName() != ""
        assert told.role() == QAccessible.Role.Button
        assert min(found.width(), found.height()) >= face.leaf.theme.smallest_target


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
def test_no_part_is_a_window_of_its_own_for_a_moment(qtbot: QtBot, stage: Stage) -> None:
    """It would take the keyboard away from staff."""
    somebody = visitor(qtbot, LYING)
    somebody.sees(facing_of(seen(FILLING)))
    with windows_that_come() as windows:
        somebody.sees(Facing(stage, "fr", LANGUAGES))
    assert windows == []


def test_whoever_turned_the_screen_around_has_the_keyboard_again(qtbot: QtBot) -> None:
    clerk = desk.Clerk(qtbot, desk.view(desk.REVIEWING, faces_visitor=False))
    with windows_that_come() as windows:
        clerk.sees(desk.view(ASKING, faces_visitor=False))
        clerk.sees(desk.view(desk.REVIEWING, faces_visitor=False))
    assert windows == []
    assert clerk.shell.isActiveWindow()


@STATE
@LOOK
def test_tab_follows_the_eye(
    qtbot: QtBot, state: flow.State, size: QSize, language: str, text_size: TextSize
) -> None:
    """From the top to the bottom; the second column of a screen that lies begins at its own top."""
    face = before(qtbot, facing_of(seen(state, language=language)), size, text_size).face
    for first, then in pairwise(in_tab_order(face)):
        assert then.bottom() > first.top() or then.left() > first.right()


def in_tab_order(face: Face) -> Iterator[QRect]:
    """Yield the places of the buttons, as Tab reaches them."""
    found = face.nextInFocusChain()
    while found is not None and found is not face:
        inside = face.isAncestorOf(found) and found.isVisible() and found.isEnabled()
        reached = found.focusPolicy() & Qt.FocusPolicy.TabFocus
        if inside and reached and isinstance(found, QAbstractButton):
            yield QRect(found.mapTo(face, QPoint(0, 0)), found.size())
        found = found.nextInFocusChain()
