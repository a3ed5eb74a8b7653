"""The visitor's screen: what it shows of a visit, what it asks, and how it looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.facing import NOBODY, Facing, Stage, facing_of
from kiosk.session import Contrast, TextSize
from kiosk.texts import Texts
from tests.fakes.facing import ASKING, CANARY, DONE, FILLING, STATES, seen
from tests.ui.facing.stand import LYING, SIZES, SMALL, UPRIGHT, lines, visitor
from tests.ui.screen import settle
from ui.facing.face import Face
from ui.widgets.button import Button
from ui.widgets.label import Label

FRENCH = Texts("fr")
ASKED = facing_of(seen(ASKING))
TYPED = facing_of(seen(FILLING))
WELCOME, GOODBYE = facing_of(seen(flow.Attract())), facing_of(seen(flow.Wiping()))
LANGUAGES = ("de", "fr", "it", "en", "de-simple")


# --- What it shows -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES, ids=repr)
def test_nothing_is_painted_that_is_not_the_visitors(
    qtbot: QtBot, state: flow.State, size: QSize
) -> None:
    somebody = visitor(qtbot, size)
    somebody.sees(facing_of(seen(state)))
    assert CANARY not in somebody.reads()
    assert "Muster" not in somebody.reads()


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_is_said_in_every_language(qtbot: QtBot, stage: Stage, language: str) -> None:
    somebody = visitor(qtbot)
    somebody.sees(Facing(Stage.PAUSED, language, LANGUAGES))
    somebody.sees(Facing(stage, language, LANGUAGES))
    if stage in {Stage.WELCOME, Stage.GOODBYE}:
        assert "Arrivederci" in somebody.reads() or "Benvenuti" in somebody.reads()
    else:
        spoken = language.split("-", maxsplit=1)[0] if stage in NOBODY else language
        assert Texts(spoken)(f"facing-{stage.value}-title") in somebody.reads()


def test_the_answers_are_read_in_the_language_of_the_visitor(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    assert "Anna Bühlmann" in somebody.reads()
    assert FRENCH("facing-asked-title") in somebody.reads()
    assert FRENCH("reviewing-sender") in somebody.reads()
    assert "CHF 1’234.50" in somebody.reads()


def test_of_a_price_that_is_an_example_it_is_said(qtbot: QtBot) -> None:
    view = seen(ASKING)
    assert view.service is not None
    fee = replace(view.service.fee, demo=True)
    somebody = visitor(qtbot)
    somebody.sees(facing_of(replace(view, service=replace(view.service, fee=fee))))
    assert FRENCH("introducing-fee-demo") in somebody.reads()


def test_the_case_number_is_shown_when_it_was_received(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(facing_of(seen(DONE)))
    assert "LU-2026-0K7F-3Q9" in somebody.reads()


def test_what_was_stored_is_not_said_to_have_arrived(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(facing_of(seen(flow.Stored("test", "k"), language="de")))
    assert "noch nicht angekommen" in somebody.reads()
    assert Texts("de")("facing-sent-title") not in somebody.reads()


@pytest.mark.parametrize("state", [flow.SigningIn(), flow.Locked(ASKING)], ids=["closed", "paused"])
def test_whoever_comes_reads_in_any_language_that_it_does_not_go_on(
    qtbot: QtBot, state: flow.State
) -> None:
    somebody = visitor(qtbot)
    somebody.sees(facing_of(seen(state)))
    for language in ("de", "fr", "it", "en"):
        title = Texts(language)(f"facing-{facing_of(seen(state)).stage.value}-title")
        assert title in somebody.reads()


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_a_language_is_offered_only_where_the_flow_hears_it(
    qtbot: QtBot, state: flow.State
) -> None:
    somebody = visitor(qtbot, LYING)
    somebody.sees(TYPED)
    somebody.sees(facing_of(seen(state)))
    _, effects = flow.step(state, flow.VisitorLanguageChosen("it"), seen(state).policy)
    if somebody.may_touch("Italiano"):
        assert effects == (flow.Speak("it"),)


# --- What it asks --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("words", "event"),
    [("facing-yes", flow.AgreementGiven()), ("facing-no", flow.AgreementRefused())],
)
def test_the_visitor_answers(qtbot: QtBot, size: QSize, words: str, event: flow.Event) -> None:
    somebody = visitor(qtbot, size)
    somebody.sees(ASKED)
    somebody.touches(FRENCH(words))
    assert somebody.events == [event]


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_nobody_is_asked_but_where_the_flow_asks(qtbot: QtBot, state: flow.State) -> None:
    somebody = visitor(qtbot)
    somebody.sees(facing_of(seen(state)))
    assert somebody.may_touch(FRENCH("facing-yes")) is (state == ASKING)


def test_a_second_tap_is_not_heard_before_the_first_had_its_outcome(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    somebody.touches(FRENCH("facing-no"))
    somebody.touches(FRENCH("facing-yes"))
    assert somebody.events == [flow.AgreementRefused()]


def test_nothing_acts_before_the_question_has_settled(qtbot: QtBot) -> None:
    """The second half of a double tap was meant for what was there before."""
    now = [0.0]
    face = Face(4.0, settle_seconds=0.25, now=lambda: now[0])
    somebody = visitor(qtbot, UPRIGHT, face)
    somebody.sees(ASKED)
    now[0] = 0.2
    somebody.touches(FRENCH("facing-yes"))
    assert somebody.events == []
    now[0] = 0.3
    somebody.touches(FRENCH("facing-yes"))
    assert somebody.events == [flow.AgreementGiven()]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text_size", TextSize, ids=lambda size: size.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_whole_and_large_enough_for_a_finger(
    qtbot: QtBot, size: QSize, text_size: TextSize, language: str
) -> None:
    somebody = visitor(qtbot, size)
    somebody.sees(facing_of(seen(ASKING, language=language)))
    somebody.face.look_differently(text_size, Contrast.NORMAL)
    settle()
    whole = somebody.face.rect()
    for words in ("facing-yes", "facing-no"):
        button = somebody.button(Texts(language)(words))
        assert isinstance(button, Button)
        assert button.height() >= button.heightForWidth(button.width())
        assert button.height() >= button.theme.smallest_target
        place = button.rect().translated(button.mapTo(somebody.face, button.rect().topLeft()))
        assert whole.contains(place)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text_size", TextSize, ids=lambda size: size.name)
@pytest.mark.parametrize("state", [ASKING, FILLING, DONE], ids=["asked", "typed", "sent"])
def test_no_words_are_cut_off(
    qtbot: QtBot, size: QSize, text_size: TextSize, state: flow.State
) -> None:
    somebody = visitor(qtbot, size)
    somebody.sees(facing_of(seen(state, language="fr")))
    somebody.face.look_differently(text_size, Contrast.HIGH)
    settle()
    for label in somebody.face.findChildren(Label):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


# --- How it looks --------------------------------------------------------------------------------


def test_the_visitor_chooses_a_language(qtbot: QtBot) -> None:
    somebody = visitor(qtbot, LYING)
    somebody.sees(ASKED)
    somebody.touches("Italiano")
    assert somebody.events == [flow.VisitorLanguageChosen("it")]


def test_where_the_names_of_all_languages_have_no_room_one_button_leads_to_them(
    qtbot: QtBot,
) -> None:
    somebody = visitor(qtbot, SMALL)
    somebody.sees(ASKED)
    somebody.face.look_differently(TextSize.LARGEST, Contrast.NORMAL)
    assert not somebody.may_touch("Italiano")
    somebody.touches("Français")
    assert not somebody.may_touch(FRENCH("facing-yes"))
    somebody.touches("Italiano")
    assert somebody.events == [flow.VisitorLanguageChosen("it")]
    assert somebody.may_touch(FRENCH("facing-yes"))


def test_another_language_shows_all_of_it_anew(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    somebody.sees(facing_of(seen(ASKING, language="it")))
    assert Texts("it")("facing-asked-title") in somebody.reads()


def test_larger_text_is_the_visitors_own_and_ends_with_the_visit(qtbot: QtBot) -> None:
    somebody = visitor(qtbot)
    somebody.sees(ASKED)
    before = lines(somebody.face)["/name"].height()
    somebody.touches(FRENCH("frame-larger"))
    assert lines(somebody.face)["/name"].height() > before
    assert somebody.events == []
    somebody.sees(GOODBYE)
    somebody.sees(ASKED)
    assert lines(somebody.face)["/name"].height() == before


def test_it_is_mirrored_for_languages_that_are_written_from_right_to_left(qtbot: QtBot) -> None:
    somebody = visitor(qtbot, LYING)
    somebody.face.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    somebody.sees(ASKED)
    line = lines(somebody.face)["/name"]
    yes = somebody.button(FRENCH("facing-yes"))
    left = yes.mapTo(somebody.face, yes.rect().topLeft()).x()
    assert left < line.mapTo(somebody.face, line.rect().topLeft()).x()
