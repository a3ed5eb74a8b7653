"""What is noted of a visitor; of a case from elsewhere, what only staff answer is not believed."""

from dataclasses import replace

from kiosk import flow
from kiosk.flow import step
from kiosk.forms.form import Repeat
from kiosk.noting import noted
from kiosk.policy import ASSISTED
from kiosk.session import Arrived, Session
from tests.fakes.forms import answered, field, form, page, said
from tests.fakes.views import TODAY, view

OFFICE = field("/office", assisted_only=True)
MOVERS = Repeat(
    "/movers",
    said("Wer zieht um?"),
    said("Person"),
    (field("/movers/*/name"), field("/movers/*/checked", assisted_only=True)),
)
FORM = form(page(field("/name"), OFFICE, MOVERS))
ANSWERS = (
    answered(name="Anna", office="erlassen")
    .having("/movers/0/name", "Ben")
    .having("/movers/0/checked", "true")
    .adding("/movers")
)
FILLING = flow.Filling("test", 0)


def doubted(arrived: Arrived | None) -> Session:
    before = view(FILLING, FORM, ANSWERS)
    session = before.session.having(arrived=arrived)
    return noted(flow.Doubt(), replace(before, session=session), TODAY)


def test_what_only_staff_answer_is_not_believed_where_it_came_from_elsewhere() -> None:
    session = doubted(Arrived("a" * 64, ("lease.pdf",)))
    answers = session.answers_to(FORM.id)
    assert dict(answers.entries) == {"/name": "Anna", "/movers/0/name": "Ben"}
    assert answers.count("/movers") == ANSWERS.count("/movers")
    assert session.arrived == Arrived("a" * 64, ("lease.pdf",))


def test_what_was_answered_here_stays() -> None:
    assert doubted(None).answers_to(FORM.id) == ANSWERS


def test_it_is_doubted_before_anybody_sees_it() -> None:
    opening = flow.Opening(flow.Introducing("test"), straight=True)
    for loaded in (flow.Loaded(0), flow.Loaded()):
        assert flow.Doubt() in step(opening, loaded, ASSISTED)[1]


def test_a_case_from_elsewhere_still_opens_straight_where_the_line_broke() -> None:
    opening = flow.Opening(flow.Introducing("test"), straight=True)
    failed = flow.Failed("unreachable", "code", opening)
    assert step(failed, flow.Retried(), ASSISTED)[0] == opening
