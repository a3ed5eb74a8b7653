"""Long lists of options are found by what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.option_search import OptionSearch, nearly_begins

BREEDS = (
    "Appenzeller Sennenhund",
    "Berner Sennenhund",
    "Wäller",
    "Österreichischer Pinscher",
    "Jack-Russell-Terrier",
    "Épagneul breton",
    "Grosser Münsterländer",
    "Sennenhund-Mischling",
)
SEARCH = OptionSearch(BREEDS)


def found(text: str) -> list[str]:
    return [BREEDS[at] for at in SEARCH.find(text)]


def test_an_empty_search_shows_all_in_the_order_of_the_form() -> None:
    assert found("") == list(BREEDS)


@pytest.mark.parametrize("text", ["*", "%", "?!", "…", "[a-z]", "a.*z"])
def test_signs_are_no_wildcards(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["waller", "waeller", "WÄLLER", "wälle"])
def test_umlauts_may_be_typed_in_every_way(text: str) -> None:
    assert found(text) == ["Wäller"]


def test_accents_do_not_matter() -> None:
    assert found("epagneul") == ["Épagneul breton"]


def test_what_begins_so_comes_first_then_what_has_such_a_word_then_what_holds_it() -> None:
    assert found("sennen") == [
        "Sennenhund-Mischling",
        "Appenzeller Sennenhund",
        "Berner Sennenhund",
    ]
    assert found("hund")[0] == "Appenzeller Sennenhund"


def test_every_word_counts_in_any_order() -> None:
    assert found("senn bern") == ["Berner Sennenhund"]
    assert found("russell jack") == ["Jack-Russell-Terrier"]


@pytest.mark.parametrize("text", ["apenzeller", "appenzxller", "appnezeller", "appennzeller"])
def test_one_slip_is_forgiven(text: str) -> None:
    assert found(text) == ["Appenzeller Sennenhund"]


def test_a_slip_is_forgiven_while_one_still_types() -> None:
    assert found("osterrr") == ["Österreichischer Pinscher"]


def test_a_slip_in_a_short_word_makes_another_word() -> None:
    assert found("bex") == []


def test_two_slips_are_too_many() -> None:
    assert found("apenzxller") == []


@given(st.text("abc", min_size=1, max_size=8), st.data())
def test_every_single_slip_is_near(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    slips = word[:at] + word[at + 1 :], word[:at] + "x" + word[at + 1 :], swapped
    for typed in (*slips, word[:at] + "x" + word[at:]):
        assert nearly_begins(typed, word)


@given(st.text(max_size=100))
def test_whatever_is_typed_finds_options_once_each(text: str) -> None:
    numbers = SEARCH.find(text)
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number < len(BREEDS) for number in numbers)
