"""Amounts that answers decide, and the notes that say them."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.catalogue import Audience
from kiosk.forms.amount import Amount
from kiosk.forms.answers import Answers
from kiosk.forms.filled import PlacedNote, PlacedRepeat, fill
from kiosk.forms.form import Form, Note, Repeat
from tests.fakes.forms import answered, equals, field, form, options, page, said

VALUES = {"month": Decimal("60.05"), "year": Decimal("600.00"), "free": Decimal("0.00")}
PRICE = Amount("/duration", VALUES)
EACH = Amount("/duration", VALUES, "/count")
DURATION = field("/duration", "choice", options=options("month", "year", "free", "unpriced"))
COST = Note(said("Kosten: {amount}"), amount=EACH)


def amounts(asked: Form, answers: Answers) -> list[Decimal | None]:
    placed = fill(asked, answers, Audience.SELF_SERVICE).placed.values()
    return [item.amount for items in placed for item in items if isinstance(item, PlacedNote)]


def test_the_choice_decides() -> None:
    assert PRICE.of({"duration": "month"}) == Decimal("60.05")
    assert PRICE.of({"duration": "free"}) == Decimal(0)


@pytest.mark.parametrize("data", [{}, {"duration": "unpriced"}, {"duration": ["month"]}])
def test_without_a_price_there_is_no_amount(data: dict[str, Any]) -> None:
    assert PRICE.of(data) is None


def test_it_is_multiplied_by_a_number_or_by_entries_exactly() -> None:
    assert EACH.of({"duration": "month", "count": 3}) == Decimal("180.15")
    assert EACH.of({"duration": "month", "count": [{}, {}]}) == Decimal("120.10")


@pytest.mark.parametrize("count", [0, -2, [], True, "3", 1.5, None])
def test_what_counts_nothing_has_no_amount(count: Any) -> None:
    assert EACH.of({"duration": "month", "count": count}) is None
    assert EACH.of({"duration": "month"}) is None


def test_in_a_group_the_entry_decides() -> None:
    each = Amount("/movers/*/duration", VALUES)
    data = {"movers": [{"duration": "month"}, {"duration": "year"}]}
    assert [each.of(data, at) for at in (0, 1)] == [Decimal("60.05"), Decimal("600.00")]


def test_a_note_says_its_amount_once_everything_is_answered() -> None:
    asked = form(page(COST, DURATION, field("/count", "integer")))
    assert amounts(asked, Answers()) == []
    assert amounts(asked, answered(duration="year")) == []
    assert amounts(asked, answered(duration="year", count="zwei")) == []
    assert amounts(asked, answered(duration="year", count="2")) == [Decimal("1200.00")]


def test_a_hidden_answer_costs_nothing() -> None:
    case = field("/case", "choice", options=options("in", "out"))
    count = field("/count", "integer", shown_when=equals("/case", "in"))
    asked = form(page(case, DURATION, count, COST))
    known = answered(case="in", duration="month", count="2")
    assert amounts(asked, known) == [Decimal("120.10")]
    assert amounts(asked, known.having("/case", "out")) == []


def test_a_page_with_nothing_to_say_yet_is_left_out() -> None:
    asked = form(page(DURATION), page(Note(said("{amount}"), amount=PRICE)))
    assert fill(asked, Answers(), Audience.SELF_SERVICE).pages == (0,)
    assert fill(asked, answered(duration="year"), Audience.SELF_SERVICE).pages == (0, 1)


def test_every_entry_of_a_group_says_its_own() -> None:
    duration = field("/movers/*/duration", "choice", options=options("month", "year"))
    note = Note(said("{amount}"), amount=Amount("/movers/*/duration", VALUES))
    group = Repeat("/movers", said("Personen"), said("Person"), (duration, note), min_items=2)
    answers = Answers().having("/movers/1/duration", "year")
    (placed,) = fill(form(page(group)), answers, Audience.SELF_SERVICE).placed[0]
    assert isinstance(placed, PlacedRepeat)
    assert placed.entries[0][1:] == ()
    assert placed.entries[1][1:] == (PlacedNote(note, Decimal("600.00")),)
