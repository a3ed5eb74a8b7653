"""Choosing a file of a folder: one at a time, and never for somebody who went back."""

from dataclasses import replace

import pytest

from kiosk import flow
from kiosk.flow import step
from kiosk.policy import ASSISTED

NO_PHONE = replace(ASSISTED, takes_uploads=False, staff_signs_in=False)
FILLING = flow.Filling("lu.parkkarte", 2)
CHOOSING = flow.ChoosingDocument(FILLING, "/lease")
READING = flow.ChoosingDocument(FILLING, "/lease", reading=True)


def after(state: flow.State, event: flow.Event) -> tuple[flow.State, tuple[flow.Effect, ...]]:
    return step(state, event, NO_PHONE)


def test_the_folder_is_looked_into_before_a_file_is_chosen() -> None:
    assert after(FILLING, flow.DocumentsWanted("/lease")) == (CHOOSING, (flow.FindDocuments(),))


def test_a_second_touch_while_a_file_is_read_reads_nothing_more() -> None:
    assert after(CHOOSING, flow.DocumentChosen(1)) == (READING, (flow.TakeDocument("/lease", 1),))
    assert after(READING, flow.DocumentChosen(0)) == (READING, ())
    assert after(READING, flow.DocumentsWanted("/lease")) == (READING, ())


def test_a_file_that_was_taken_leads_back_to_its_question() -> None:
    assert after(READING, flow.DocumentTaken()) == (FILLING, ())


def test_a_refusal_stays_until_another_file_is_chosen() -> None:
    refused, _ = after(READING, flow.DocumentRefused("encrypted"))
    assert refused == flow.ChoosingDocument(FILLING, "/lease", refusal="encrypted")
    assert after(refused, flow.DocumentChosen(0))[0] == READING


@pytest.mark.parametrize("late", [flow.DocumentTaken(), flow.DocumentRefused("gone")])
@pytest.mark.parametrize("state", [FILLING, CHOOSING, flow.Reviewing("lu.parkkarte")])
def test_an_outcome_for_somebody_who_went_back_moves_nothing(
    state: flow.State, late: flow.Event
) -> None:
    assert after(READING, flow.Back()) == (FILLING, ())
    assert after(state, late) == (state, ())


def test_an_outcome_reaches_the_question_below_the_warning() -> None:
    warned, _ = after(READING, flow.WentIdle())
    assert after(warned, flow.DocumentTaken()) == (flow.Warned(FILLING), ())
