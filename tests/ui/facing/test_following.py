"""The visitor's screen follows what staff type without a flicker, and nothing of it stays."""

import gc
import weakref

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.facing import READ, facing_of
from kiosk.session import Contrast, TextSize
from kiosk.texts import Texts
from tests.fakes.facing import ANSWERED, ASKING, FILLING, STATES, seen
from tests.ui.facing.stand import LYING, SMALL, lines, visitor
from tests.ui.screen import settle
from ui.facing.face import Face
from ui.facing.leaf import Greeting
from ui.facing.part_card import AnswerLine
from ui.facing.reading import Reading
from ui.widgets.label import Label

FRENCH = Texts("fr")
ASKED = facing_of(seen(ASKING))
TYPED = facing_of(seen(FILLING))
WELCOME, GOODBYE = facing_of(seen(flow.Attract())), facing_of(seen(flow.Wiping()))


def test_it_follows_what_staff_type_without_building_anything_anew(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    leaf, shown = somebody.face.leaf, lines(somebody.face)
    somebody.sees(facing_of(seen(FILLING, ANSWERED.having("/name", "Anna B"))))
    assert somebody.face.leaf is leaf
    assert lines(somebody.face) == shown
    assert shown["/name"].value.text() == "Anna B"


def test_many_keys_in_a_moment_are_shown_once(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    for name in ("A", "An", "Ann"):
        somebody.face.show_facing(facing_of(seen(FILLING, ANSWERED.having("/name", name))))
    value = lines(somebody.face)["/name"].value
    assert value.text() == "Anna Bühlmann"
    qtbot.waitUntil(lambda: value.text() == "Ann")


def test_a_question_that_comes_leaves_the_others_where_they_are(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(facing_of(seen(FILLING, ANSWERED.having("/note", ""))))
    shown = lines(somebody.face)
    assert "/floor" not in shown
    somebody.sees(TYPED)
    now = lines(somebody.face)
    assert list(now) == ["/name", "/ahv", "/illness", "/wants", "/since", "/kind", "/floor"]
    assert now["/name"] is shown["/name"]


def test_the_question_comes_at_once(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    somebody.face.show_facing(ASKED)
    assert somebody.may_touch(FRENCH("facing-yes"))


def test_the_question_shows_the_last_key_that_was_typed(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    last = ANSWERED.having("/name", "Anna B")
    somebody.face.show_facing(facing_of(seen(FILLING, last)))
    somebody.face.show_facing(facing_of(seen(ASKING, last)))
    assert lines(somebody.face)["/name"].value.text() == "Anna B"


@pytest.mark.parametrize("size", [LYING, SMALL], ids=str)
def test_what_staff_are_at_is_in_sight(qtbot: QtBot, size: QSize) -> None:
    somebody = visitor(qtbot, size)
    somebody.sees(TYPED)
    somebody.face.look_differently(TextSize.LARGEST, Contrast.NORMAL)
    for pointer in ("/floor", "/name"):
        somebody.face.attend(pointer)
        somebody.face.follow()
        settle()
        line = lines(somebody.face)[pointer]
        assert line.visibleRegion().boundingRect().height() == line.height()


def test_who_is_asked_reads_from_the_beginning(qtbot: QtBot) -> None:
    somebody = visitor(qtbot, SMALL)
    somebody.sees(TYPED)
    somebody.face.attend("/floor")
    somebody.face.follow()
    somebody.sees(ASKED)
    title = next(
        one
        for one in somebody.face.findChildren(Label)
        if one.text() == FRENCH("facing-asked-title")
    )
    assert title.visibleRegion().boundingRect().height() == title.height()


# --- Between two visitors ------------------------------------------------------------------------


def test_after_the_wipe_no_widget_keeps_an_answer(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    somebody.sees(ASKED)
    somebody.face.show_facing(GOODBYE)
    somebody.face.bury()
    gc.collect()
    kept = [
        widget
        for widget in QApplication.allWidgets()
        if isinstance(widget, Label | AnswerLine | Reading)
        and "Bühlmann" in (widget.text() if isinstance(widget, Label) else "Bühlmann")
    ]
    assert kept == []


def test_after_the_wipe_what_was_shown_is_nobodys(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    facing = facing_of(seen(FILLING))
    gone = weakref.ref(facing)
    somebody.sees(facing)
    somebody.face.show_facing(facing_of(seen(FILLING, ANSWERED.having("/name", "B"))))
    del facing
    somebody.face.show_facing(GOODBYE)
    somebody.face.bury()
    gc.collect()
    assert gone() is None


def test_what_waits_to_be_followed_is_not_shown_after_the_wipe(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(TYPED)
    somebody.face.show_facing(facing_of(seen(FILLING, ANSWERED.having("/name", "Late"))))
    somebody.face.show_facing(GOODBYE)
    somebody.face.follow()
    assert "Late" not in somebody.reads()
    assert isinstance(somebody.face.leaf, Greeting)


def test_goodbye_stands_for_a_moment_and_then_it_is_a_welcome(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    somebody.sees(GOODBYE)
    somebody.sees(WELCOME)
    assert "Arrivederci" in somebody.reads()
    somebody.face.part()
    assert "Benvenuti" in somebody.reads()


def test_the_next_visitor_does_not_wait_for_the_goodbye(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    somebody.sees(GOODBYE)
    somebody.sees(WELCOME)
    somebody.sees(TYPED)
    assert "Anna Bühlmann" in somebody.reads()


def test_switched_on_it_says_goodbye_to_nobody(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(GOODBYE)
    assert "Benvenuti" in somebody.reads()


def test_cleared_it_shows_nothing(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    somebody.face.clear()
    assert somebody.face.leaf is None
    assert [one for one in somebody.face.findChildren(QWidget) if one.isVisible()] == []


def test_the_stages_in_which_answers_are_read_are_those_that_show_them(qtbot: QtBot) -> None:
    for state in STATES:
        somebody = visitor(qtbot)
        somebody.sees(facing_of(seen(state)))
        assert isinstance(somebody.face.leaf, Reading) is (facing_of(seen(state)).stage in READ)


@pytest.mark.parametrize("contrast", Contrast)
def test_its_ground_is_the_themes_from_the_first_moment(qtbot: QtBot, contrast: Contrast) -> None:
    somebody = visitor(qtbot, LYING)
    somebody.sees(ASKED)
    assert ground(somebody.face) == "#ffffff"
    somebody.face.look_differently(TextSize.NORMAL, contrast)
    settle()
    assert ground(somebody.face) == ("#000000" if contrast is Contrast.HIGH else "#ffffff")


def ground(face: Face) -> str:
    """Return the colour at the left edge, between head and bar, where nothing stands."""
    return face.grab().toImage().pixelColor(2, face.height() // 2).name()
