"""What holds for every page around the form, in every shape, size and language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.counter import LANGUAGES, STATES
from tests.fakes.views import SERVICE
from tests.ui.screen import (
    PORTRAIT,
    PX_PER_MM,
    SHAPES,
    settle,
    shown,
    visible,
    windows_that_come,
)
from ui.shell import Shell
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.tile import Tile

STATE = pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
SHAPE = pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
TEXT = pytest.mark.parametrize("text_size", TextSize)
MARKUP = "<b>Fett</b> & <img src='file:///etc/passwd'> {0.__class__}"
LONG = "Betreibungsregisterauszugsbestellung" * 140


@STATE
@SHAPE
@TEXT
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_and_can_be_hit(
    qtbot: QtBot, state: flow.State, size: QSize, text_size: TextSize, language: str
) -> None:
    shell = shown(qtbot, counter.view(state, language, text_size), size)
    for found in visible(shell, QAbstractButton):
        assert min(found.width(), found.height()) >= 15 * PX_PER_MM, found.accessibleName()
    for part in (*visible(shell, Label), *visible(shell, Button), *visible(shell, Tile)):
        assert part.height() >= part.heightForWidth(part.width()) - 1, part.accessibleName()
        assert within(shell, part), part.accessibleName()


def within(shell: Shell, part: QWidget) -> bool:
    """Whether `part` is inside the window, or in a pane that can be moved to it."""
    left = part.mapTo(shell, QPoint(0, 0))
    across = left.x() >= 0 and left.x() + part.width() <= shell.width()
    if any(pane.isAncestorOf(part) for pane in visible(shell, Pane)):
        return across
    return across and left.y() >= 0 and left.y() + part.height() <= shell.height()


@STATE
@SHAPE
def test_no_two_targets_touch_each_other(qtbot: QtBot, state: flow.State, size: QSize) -> None:
    shell = shown(qtbot, counter.view(state), size)
    places = [
        found.rect().translated(found.mapTo(shell, QPoint(0, 0)))
        for found in visible(shell, QAbstractButton)
    ]
    for number, place in enumerate(places):
        for other in places[number + 1 :]:
            assert not place.intersects(other)


@STATE
@pytest.mark.parametrize("contrast", Contrast)
def test_every_widget_that_acts_has_a_name_and_a_role(
    qtbot: QtBot, state: flow.State, contrast: Contrast
) -> None:
    shell = shown(qtbot, counter.view(state, contrast=contrast))
    assert shell.page is not None
    for found in visible(shell, QAbstractButton):
        told = QAccessible.queryAccessibleInterface(found)
        assert told is not None
        assert told.text(QAccessible.Text.Name) == found.accessibleName() != ""
        assert told.role() == QAccessible.Role.Button
    names = [told.text(QAccessible.Text.Name) for told in tree(shell)]
    assert [name for name in names if name]


def tree(root: QObject) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds below `root`."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        told = waiting.pop()
        if told.isValid():
            yield told
            waiting.extend(told.child(number) for number in range(told.childCount()))


@STATE
def test_nothing_is_a_window_of_its_own_for_a_moment(qtbot: QtBot, state: flow.State) -> None:
    """It would flash, and take the keyboard away from the one window there is."""
    shell = shown(qtbot, counter.view(flow.Opening(flow.Home())))
    with windows_that_come() as windows:
        shell.show_view(counter.view(state))
        settle()
    assert windows == []


@STATE
def test_the_window_is_called_what_the_page_is_called(qtbot: QtBot, state: flow.State) -> None:
    shell = shown(qtbot, counter.view(state))
    assert shell.page is not None
    assert shell.windowTitle() == shell.page.title() != ""


@STATE
def test_markup_from_a_portal_is_read_as_it_is_written(qtbot: QtBot, state: flow.State) -> None:
    shell = shown(qtbot, hostile(state, MARKUP))
    for label in visible(shell, QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or label.text() == ""
        assert not label.toolTip()


@STATE
@SHAPE
@TEXT
def test_a_title_of_five_thousand_letters_breaks_no_page(
    qtbot: QtBot, state: flow.State, size: QSize, text_size: TextSize
) -> None:
    view = hostile(state, LONG)
    session = replace(view.session, text_size=text_size)
    shell = shown(qtbot, replace(view, session=session), size)
    for part in (*visible(shell, QAbstractButton), *visible(shell, Label)):
        left = part.mapTo(shell, QPoint(0, 0)).x()
        assert left >= 0
        assert left + part.width() <= shell.width()
    assert shell.size() == size


def hostile(state: flow.State, text: str) -> View:
    """Return a view of `state` in which everything that a portal worded is `text`."""
    words = Words({"de": text})
    listings = tuple(
        replace(found, title=words, summary=words, sender_name=words) for found in counter.LISTINGS
    )
    categories = tuple(replace(found, title=words) for found in counter.CATEGORIES)
    sender = replace(SERVICE.sender, unit=words, legal_entity=text, data_controller=words)
    return counter.view(
        state,
        municipality=replace(counter.LUCERNE, name=text),
        catalogue=replace(counter.CATALOGUE, listings=listings, categories=categories),
        service=replace(
            SERVICE, title=words, introduction=words, needs=(words,), sender=sender, result=words
        ),
    )


@STATE
def test_a_small_screen_shrinks_the_page_and_loses_nothing(qtbot: QtBot, state: flow.State) -> None:
    shell = shown(qtbot, counter.view(state), QSize(800, 600))
    for part in (*visible(shell, Label), *visible(shell, Button)):
        assert within(shell, part), part.accessibleName()


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
def test_help_language_and_finish_stand_in_the_same_place_on_every_page(
    qtbot: QtBot, size: QSize
) -> None:
    places = set()
    for state in (flow.Home(), flow.Introducing("test"), flow.ChoosingMunicipality()):
        shell = shown(qtbot, counter.view(state), size)
        names = ("Hilfe", "Deutsch", "Beenden und löschen", "Mehr Kontrast")
        found = {each.accessibleName(): each for each in visible(shell, QAbstractButton)}
        places.add(tuple(found[name].mapTo(shell, QPoint(0, 0)).toTuple() for name in names))
    assert len(places) == 1


def test_upright_everything_to_touch_but_the_page_is_in_the_lower_part(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")), PORTRAIT)
    for found in visible(shell, QAbstractButton):
        if not any(pane.isAncestorOf(found) for pane in visible(shell, Pane)):
            assert found.mapTo(shell, QPoint(0, 0)).y() >= 0.55 * shell.height()


@SHAPE
def test_finishing_is_far_from_going_on(qtbot: QtBot, size: QSize) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")), size)
    found = {each.accessibleName(): each for each in visible(shell, QAbstractButton)}
    onwards = found["Beginnen"].mapTo(shell, QPoint(0, 0)).x()
    finish = found["Beenden und löschen"]
    assert onwards - (finish.mapTo(shell, QPoint(0, 0)).x() + finish.width()) > 60 * PX_PER_MM


@SHAPE
def test_every_page_of_the_counter_is_built_dense(qtbot: QtBot, size: QSize) -> None:
    view = counter.view(flow.Introducing("test"), policy=ASSISTED)
    shell = shown(qtbot, view, size)
    heights = [found.height() for found in visible(shell, Button)]
    assert max(heights) <= 15 * PX_PER_MM
