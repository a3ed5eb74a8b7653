"""What the visitor at a counter may see, and that nothing else gets through."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk import flow
from kiosk.facing import NOBODY, READ, Facing, Stage, facing_of, stage_of
from kiosk.policy import ASSISTED
from kiosk.words import Words
from tests.fakes.events import samples
from tests.fakes.facing import ANSWERED, ASKING, CANARY, DONE, FILLING, REVIEWING, STATES, seen
from tests.fakes.views import RECEIPT, SERVICE


def words(value: Any) -> Iterator[str]:
    """Yield every text that lies anywhere in `value`."""
    if is_dataclass(value):
        for one in fields(value):
            yield from words(getattr(value, one.name))
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from words(inner)
    elif isinstance(value, Mapping):
        yield from words(list(value.items()))
    else:
        yield str(value)


def told(facing: Facing) -> str:
    return "\n".join(words(facing))


def lines(facing: Facing) -> dict[str, str]:
    return {line.pointer: line.value for part in facing.parts for line in part.lines}


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_nothing_gets_through_that_is_not_the_visitors(state: flow.State) -> None:
    found = told(facing_of(seen(state)))
    assert CANARY not in found
    assert "4711" not in found


def test_the_canaries_are_there_to_be_found() -> None:
    view = seen(ASKING)
    assert view.filled is not None
    for part in (view.staff, view.cases, view.report, view.printer, view.files, view.filled.data):
        assert CANARY in "\n".join(words(part))


def test_it_has_room_for_nothing_else() -> None:
    allowed = {"stage", "language", "languages", "municipality", "crest", "service", "sender"}
    allowed |= {"fee", "parts", "case", "next_steps"}
    assert {one.name for one in fields(Facing)} == allowed


def test_its_visitor_reads_everything_that_was_asked_of_them() -> None:
    shown = lines(facing_of(seen(ASKING)))
    assert shown["/name"] == "Anna Bühlmann"
    assert shown["/kind"] == "Flat"
    assert {"/note", "/remark"}.isdisjoint(shown)


def test_what_depends_on_an_answer_of_staff_is_shown_because_it_is_sent() -> None:
    assert lines(facing_of(seen(ASKING)))["/floor"] == "3"


def test_a_page_with_nothing_but_questions_to_staff_is_not_named() -> None:
    titles = [part.title for part in facing_of(seen(ASKING)).parts]
    assert titles == ["Wer sind Sie?", "Wo wohnen Sie?"]


@pytest.mark.parametrize("state", [FILLING, ASKING], ids=["typed", "asked"])
def test_what_is_sensitive_is_masked(state: flow.State) -> None:
    found = told(facing_of(seen(state)))
    assert "Migräne" not in found
    assert "756.9217" not in found


def test_a_secret_that_is_half_typed_is_not_shown_either() -> None:
    half = ANSWERED.having("/ahv", "756.9217").having("/illness", "")
    assert "756.9217" not in told(facing_of(seen(FILLING, half)))


def test_what_is_half_typed_is_shown_while_it_is_typed() -> None:
    half = ANSWERED.having("/since", "1.1")
    assert lines(facing_of(seen(FILLING, half)))["/since"] == "1.1"


def test_what_is_no_answer_is_not_shown_as_one_that_would_be_sent() -> None:
    half = ANSWERED.having("/since", "1.1")
    assert lines(facing_of(seen(ASKING, half)))["/since"] == ""


def test_a_tick_is_no_text() -> None:
    wrong = ANSWERED.having("/wants", "maybe")
    assert lines(facing_of(seen(FILLING, wrong)))["/wants"] == ""


def test_its_words_are_in_the_language_of_the_visitor() -> None:
    view = replace(
        seen(ASKING), service=replace(SERVICE, title=Words({"de": "Bestätigung", "fr": "Attest"}))
    )
    assert facing_of(view).service == "Attest"
    assert facing_of(view).language == "fr"


def test_who_receives_it_and_what_it_costs_is_said() -> None:
    facing = facing_of(seen(ASKING))
    assert facing.sender == "Einwohnerdienste, Stadt Luzern"
    assert facing.fee is not None
    assert facing.fee.amount == Decimal("1234.50")


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_answers_are_there_only_while_they_are_read(state: flow.State) -> None:
    facing = facing_of(seen(state))
    assert bool(facing.parts) is (facing.stage in READ)


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_where_nobody_is_nothing_of_a_visit_is_said(state: flow.State) -> None:
    facing = facing_of(seen(state))
    if facing.stage in NOBODY:
        assert (facing.service, facing.sender, facing.fee, facing.case) == ("", "", None, "")


def test_the_case_number_comes_with_the_receipt() -> None:
    assert facing_of(seen(DONE)).case == RECEIPT.case
    assert facing_of(replace(seen(DONE), receipt=None)).case == ""
    assert facing_of(seen(ASKING)).case == ""


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (flow.Attract(), Stage.WELCOME),
        (flow.Wiping(), Stage.GOODBYE),
        (flow.Locked(flow.Attract()), Stage.CLOSED),
        (flow.Locked(ASKING), Stage.PAUSED),
        (flow.Warned(ASKING), Stage.PAUSED),
        (flow.SigningIn(), Stage.CLOSED),
        (flow.Readiness(), Stage.CLOSED),
        (flow.Home(), Stage.CHOOSING),
        (flow.Opening(flow.Home()), Stage.CHOOSING),
        (flow.TakingOver(flow.Home()), Stage.CHOOSING),
        (FILLING, Stage.ENTERING),
        (flow.ChoosingDocument(FILLING, "/x"), Stage.ENTERING),
        (flow.HandingOver(FILLING), Stage.ENTERING),
        (REVIEWING, Stage.ENTERING),
        (ASKING, Stage.ASKED),
        (flow.Reviewing("test", flow.Agreement.REFUSED), Stage.REFUSED),
        (flow.Reviewing("test", flow.Agreement.ON_SCREEN), Stage.AGREED),
        (flow.Submitting("test", "k"), Stage.SENDING),
        (flow.Storing("test", "k"), Stage.SENDING),
        (flow.Stored("test", "k"), Stage.STORED),
        (DONE, Stage.SENT),
        (flow.TakingPaper(DONE), Stage.SENT),
        (flow.TakingPaper(flow.Stored("test", "key-1")), Stage.STORED),
        (flow.Failed("unreachable", "x", flow.Submitting("test", "k")), Stage.TROUBLE),
        (flow.Failed("unreachable", "x", flow.Opening(flow.Home())), Stage.CHOOSING),
    ],
    ids=repr,
)
def test_the_stage_of_a_visit(state: flow.State, stage: Stage) -> None:
    assert stage_of(state) is stage


def test_what_staff_lay_over_the_question_hides_its_buttons_not_the_answers() -> None:
    """The flow hears no *yes* there, so none is offered."""
    over: tuple[flow.State, ...] = (
        flow.Helping(ASKING),
        flow.Leaving(ASKING),
        flow.ChoosingLanguage(ASKING),
    )
    for state in over:
        assert stage_of(state) is Stage.ENTERING
    assert stage_of(flow.Helping(DONE)) is Stage.SENT


def test_a_stage_says_that_something_arrived_only_with_a_receipt() -> None:
    arrived = [state for state in STATES if stage_of(state) is Stage.SENT]
    assert arrived == [DONE]


# --- The language of the visitor -----------------------------------------------------------------


@pytest.mark.parametrize("state", [*STATES, flow.SigningIn(), flow.Readiness()], ids=repr)
def test_a_language_chosen_on_the_visitors_screen_moves_nothing(state: flow.State) -> None:
    for event in samples(flow.VisitorLanguageChosen):
        after, effects = flow.step(state, event, ASSISTED)
        assert after == state
        assert set(effects) <= {flow.Speak(event.language)}


def test_it_is_the_language_of_the_visitor_from_then_on() -> None:
    spoken = flow.VisitorLanguageChosen("fr")
    assert flow.step(ASKING, spoken, ASSISTED) == (ASKING, (flow.Speak("fr"),))


def test_behind_a_lock_nobody_chooses_anything() -> None:
    locked = flow.Locked(ASKING)
    assert flow.step(locked, flow.VisitorLanguageChosen("fr"), ASSISTED) == (locked, ())
