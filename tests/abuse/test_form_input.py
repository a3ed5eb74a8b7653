"""Input abuse and hostile forms, as far as the form engine answers them (K01-K13, K32-K35)."""

import json
from datetime import date
from time import perf_counter

import pytest

from kiosk.catalogue import Audience
from kiosk.forms import limits
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.filled import Filled, fill, parts
from kiosk.forms.form import Form, Limits
from tests.fakes.forms import answered, field, form, page

TODAY = date(2026, 11, 24)
NAME = form(page(field("/name", required=True)))
BLINK = 0.1
"""Seconds that nobody notices."""


def filled(asked: Form, answers: Answers) -> Filled:
    return fill(asked, answers, Audience.SELF_SERVICE, TODAY)


def sent(kind: str, entry: Entry) -> object:
    """Return what is sent of `entry`, or the reason why nothing is."""
    result = filled(form(page(field("/x", kind))), answered(x=entry))
    return result.data["x"] if not result.findings else result.findings[0].reason


def test_k01_five_megabytes_in_a_line_are_capped_and_named_at_once() -> None:
    began = perf_counter()
    result = filled(NAME, answered(name="ä\u200b" * 2_500_000))
    assert [finding.reason for finding in result.findings] == ["invalid-too-long"]
    assert perf_counter() - began < BLINK


def test_k02_a_token_of_a_hundred_thousand_characters_is_judged_at_once() -> None:
    began = perf_counter()
    assert sent("multiline", "x" * 100_000) == "invalid-too-long"
    assert perf_counter() - began < BLINK


@pytest.mark.parametrize(("length", "fits"), [(10_000, True), (10_001, False)])
def test_k03_a_long_name_is_taken_whole_or_refused_with_the_limit(length: int, fits: bool) -> None:  # noqa: FBT001 - a table
    asked = form(page(field("/name", limits=Limits(max_length=limits.LONGEST_TEXT))))
    result = filled(asked, answered(name="x" * length))
    assert (result.data == {"name": "x" * length}) == fits
    assert [finding.values["limit"] for finding in result.findings] == ([] if fits else ["10000"])


def test_k04_direction_overrides_and_invisible_marks_reach_neither_data_nor_review() -> None:
    typed = answered(name="\u202e\ufeffAn\u00adna\u200b\u2066 M\u00a0uster\u2069")
    assert filled(NAME, typed).data == {"name": "Anna M uster"}
    (part,) = parts(NAME, typed, Audience.SELF_SERVICE, "de", TODAY)
    assert part.lines[0].value == "Anna M uster"
    assert sent("iban", "CH93\u200b0076\u00ad2011 6238\u202e5295 7") == "CH9300762011623852957"


def test_k05_controls_and_what_is_no_character_never_reach_json() -> None:
    value = sent("text", "A\x00\x1b\x9fn\ud800n\ufffea\U0010ffff")
    assert value == "Anna"
    assert json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "text", ["Łukasz Šimůnek", "O'Neil", "Ğ", "李小龙", "محمد", "\U0001f469\u200d\U0001f467"]
)
def test_k06_names_of_the_world_stay_as_they_are(text: str) -> None:
    assert sent("text", text) == text


def test_k07_stacked_marks_are_refused() -> None:
    assert sent("text", "Z" + "\u0301" * 150) == "invalid-characters"


@pytest.mark.parametrize(
    "text", ["<b>5 < 6</b>", '=HYPERLINK("x")', "{0.__class__}", "%n", "..\\..\\CON", "@x", "+1"]
)
def test_k08_k10_k11_markup_formulas_and_templates_are_text(text: str) -> None:
    assert sent("text", text) == text


def test_k12_a_line_stays_a_line() -> None:
    assert sent("text", "Anna\r\nINFO forged\x1b[2J\u2028x") == "Anna INFO forged[2J x"


@pytest.mark.parametrize(
    ("kind", "entry", "value"),
    [
        ("number", "1,5", 1.5),
        ("number", "1.5", 1.5),
        ("number", "١٢", 12),
        ("number", "-0", 0),
        ("number", "1e9", "invalid-number"),
        ("number", "NaN", "invalid-number"),
        ("number", "9" * 5_000, "invalid-too-many-digits"),
        ("money", "CHF 1’234.50", 1234.5),
        ("date", "31.02.2026", "invalid-date"),
        ("date", "01.01.0001", "invalid-date"),
        ("date", "31.12.9999", "invalid-date"),
        ("date", "29.03.2026", "2026-03-29"),
    ],
)
def test_k13_numbers_and_dates_are_read_safely_or_refused(
    kind: str, entry: str, value: object
) -> None:
    assert sent(kind, entry) == value


def test_k34_a_catastrophic_pattern_costs_nothing() -> None:
    evil = field("/x", limits=Limits(pattern="^(a+)+$"))
    began = perf_counter()
    result = filled(form(page(evil)), answered(x="a" * 150 + "!"))
    assert [finding.reason for finding in result.findings] == ["invalid-pattern"]
    assert perf_counter() - began < BLINK
