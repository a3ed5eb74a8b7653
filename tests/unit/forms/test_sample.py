"""Made-up answers end every form, and find the way around whatever stops it."""

from datetime import date
from typing import Any

import pytest

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Form, Limits, Note
from kiosk.forms.sample import NoSampleError, answered, sample_entry
from tests.fakes.forms import answered as given
from tests.fakes.forms import equals, field, form, options, page, said

TODAY = date(2026, 11, 24)
WAY: dict[str, Any] = {"kind": "choice", "options": options("go", "stop")}


def stop(name: str) -> Note:
    return Note(said("Bitte am Schalter"), "stop", equals(f"/{name}", "stop"))


def finished(asked: Form, answers: Answers) -> Answers:
    return answered(asked, answers, Audience.SELF_SERVICE, TODAY)


def test_what_was_answered_is_kept_where_nothing_stops() -> None:
    asked = form(page(field("/a", **WAY), field("/b", "date")))
    answers = finished(asked, given(a="stop"))
    assert answers.entry("/a") == "stop"
    assert fill(asked, answers, Audience.SELF_SERVICE, TODAY).findings == ()


def test_behind_one_stop_the_next_is_got_around_too() -> None:
    first, second = page(field("/a", **WAY), stop("a")), page(field("/b", **WAY), stop("b"))
    behind = form(first, page(*second.items, shown_when=equals("/a", "go")))
    answers = finished(behind, given(a="stop", b="stop"))
    assert [answers.entry(name) for name in ("/a", "/b")] == ["go", "go"]


def test_a_stop_without_a_way_around_is_named() -> None:
    asked = form(page(field("/a", kind="choice", options=options("stop")), stop("a")))
    with pytest.raises(NoSampleError, match="the stop on page 0 has no way around"):
        finished(asked, given(a="stop"))


def test_a_field_that_nothing_fits_is_named() -> None:
    asked = field("/a", limits=Limits(min_length=100, max_length=100))
    with pytest.raises(NoSampleError, match="/a: no sample of kind text"):
        sample_entry(asked, TODAY)
