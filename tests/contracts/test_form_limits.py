"""However large a form is: it is refused with the cap named, or it is as fluent as a small one."""

import json
import time
from collections.abc import Callable
from datetime import date

import pytest

from kiosk.catalogue import Audience
from kiosk.forms import limits
from kiosk.forms.answers import Answers
from kiosk.forms.check import remarks
from kiosk.forms.filled import fill
from kiosk.portals.budget import FORM
from kiosk.portals.lucerne import profile
from tests.fakes.large_forms import Json, grouped, joined, large, nested, shown_by

TODAY = date(2026, 11, 24)
PATIENCE = 2.0
"""Seconds: far above what is measured (tests/bench/bench_forms.py), far below a frozen screen."""


def said_of(document: Json) -> list[str]:
    """Return what the kiosk says of `document`; it may not think long."""
    begin = time.perf_counter()
    found = [str(one) for one in profile.problems(document)]
    assert time.perf_counter() - begin < PATIENCE
    return found


@pytest.mark.parametrize("fields", [limits.FIELDS + 1, 5_000])
def test_more_fields_than_the_cap_are_refused(fields: int) -> None:
    (found,) = said_of(large(fields, on_a_page=500))
    assert found in {
        "/ui: too many fields (at most 1000)",
        "/schema: too large (at most 2000 places)",
    }


def test_more_pages_than_the_cap_are_refused() -> None:
    found = said_of(large(limits.PAGES + 1, on_a_page=1))
    assert "/ui/elements: too many pages (at most 200)" in found


@pytest.mark.parametrize("options", [limits.OPTIONS + 1, 100_000])
def test_more_options_than_the_cap_are_refused(options: int) -> None:
    found = said_of(large(2, options))
    assert found == ["/schema/properties/n1/enum: must be 1 to 2000 different texts"]


def test_more_options_in_all_than_the_cap_are_refused() -> None:
    assert said_of(large(12, limits.OPTIONS)) == [
        "/schema: too many options (at most 10000 in all)"
    ]
    assert said_of(large(10, limits.OPTIONS)) == []


@pytest.mark.parametrize(("fields", "options"), [(limits.FIELDS, 20), (10, limits.OPTIONS)])
def test_the_largest_form_is_not_too_large_to_arrive(fields: int, options: int) -> None:
    assert len(json.dumps(large(fields, options))) < FORM.max_bytes


@pytest.mark.parametrize("build", [nested, grouped, joined])
@pytest.mark.parametrize("levels", [64, 1_000, 20_000])
def test_levels_beyond_the_cap_are_refused(build: Callable[[int], Json], levels: int) -> None:
    assert said_of(build(levels)) == ["/: too deep (at most 32 levels of nesting)"]


@pytest.mark.parametrize("build", [nested, grouped, joined])
def test_a_few_levels_are_taken(build: Callable[[int], Json]) -> None:
    assert said_of(build(limits.SCHEMA_DEPTH - 2)) == []


def test_what_is_taken_is_filled_at_once() -> None:
    form = profile.read_form(large(limits.FIELDS, 15), "")
    answers = Answers({f"/n{number}": "o0" for number in range(limits.FIELDS)})
    begin = time.perf_counter()
    filled = fill(form, answers, Audience.SELF_SERVICE, TODAY)
    assert time.perf_counter() - begin < PATIENCE
    assert len(filled.data) == limits.FIELDS


def test_a_thousand_questions_that_hide_each_other_in_turn_come_to_rest() -> None:
    form = profile.read_form(large(limits.FIELDS, chained=True), "")
    answers = Answers({f"/n{number}": "o0" for number in range(limits.FIELDS)})
    begin = time.perf_counter()
    filled = fill(form, answers.having("/n0", "o1"), Audience.SELF_SERVICE, TODAY)
    assert time.perf_counter() - begin < PATIENCE
    assert filled.data == {"n0": "o1"}


def test_a_chain_of_a_thousand_questions_is_searched_in_time() -> None:
    document = large(limits.FIELDS, chained=True)
    document["ui"]["elements"][9]["rule"] = shown_by("n3", "o1")
    form = profile.read_form(document, "")
    begin = time.perf_counter()
    found = [one.pointer for one in remarks(form, document["texts"], TODAY)]
    assert time.perf_counter() - begin < PATIENCE
    assert "/ui/elements/9/elements/0" in found, "n3 must be o0 for n4, and o1 for this page"
