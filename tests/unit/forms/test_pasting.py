"""What a clipboard holds becomes what a field wants, or stays as it is; nothing hidden gets in."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.forms import limits
from kiosk.forms.kinds import kinds
from kiosk.forms.pasting import (
    ADDRESS_LINES,
    LONGEST,
    Address,
    address_in,
    pasted,
    pasted_lines,
    spelled,
    street_in,
)
from tests.fakes.forms import field

LINE_KINDS = sorted(
    name
    for name in kinds()
    if name not in {"choices", "document", "documents", "yes_no", "confirmation", "multiline"}
)
HOSTILE = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\x00\x1b\r\n\t\u00a0\u200b\u200d\u202e\u2066\ufeff\u00ad\u2028\ud800"),
    ),
    max_size=200,
)
UNSEEN = {"Cc", "Cs"}


def unseen(text: str) -> list[str]:
    return [mark for mark in text if unicodedata.category(mark) in UNSEEN or mark in "\u202e\u2066"]


# --- A line --------------------------------------------------------------------------------------


@given(HOSTILE, st.sampled_from(LINE_KINDS))
@example("{\\rtf1\\ansi\\deff0 {\\b Anna}}", "text")
@example("a\x00b", "text")
def test_what_is_pasted_stands_on_one_line_and_hides_nothing(text: str, kind: str) -> None:
    found = pasted(text, field("/x", kind))
    assert unseen(found) == []
    assert found == found.strip()
    assert len(found.splitlines()) <= 1


@given(HOSTILE, st.sampled_from(LINE_KINDS))
def test_what_was_pasted_once_stays_the_same_when_it_is_pasted_again(text: str, kind: str) -> None:
    once = pasted(text, field("/x", kind))
    assert pasted(once, field("/x", kind)) == once


@given(st.sampled_from(LINE_KINDS))
def test_a_book_is_looked_at_only_at_its_beginning(kind: str) -> None:
    found = pasted("7569217076985 " * 400_000, field("/x", kind))
    assert len(found) <= LONGEST


def test_every_kind_takes_what_it_says_it_accepts_also_from_a_clipboard() -> None:
    for name in LINE_KINDS:
        kind = kinds()[name]
        for entry in kind.accepts:
            assert isinstance(entry, str)
            again = pasted(f"\u200b {entry}\n", kind.sample)
            assert kind.parse(again, kind.sample) == kind.parse(entry, kind.sample), (name, entry)


@pytest.mark.parametrize(
    ("kind", "copied", "wanted"),
    [
        ("text", "  Anna\u00a0 Muster\r\n", "Anna Muster"),
        ("text", "Anna\x00\u202eMuster", "AnnaMuster"),
        ("email", "Anna Muster <anna@example.ch>", "anna@example.ch"),
        ("email", "mailto:anna@example.ch?subject=Umzug", "anna@example.ch"),
        ("email", "E-Mail: anna@example.ch.", "anna@example.ch"),
        ("email", "keine", "keine"),
        ("phone", "Tel. 041 208 81 11", "+41 41 208 81 11"),
        ("phone", "+41 (0)41 208 81 11", "+41 41 208 81 11"),
        ("phone", "tel:+41412088111", "+41 41 208 81 11"),
        ("phone", "intern 8111", "intern 8111"),
        ("social_security_number", "AHV-Nr.: 756.9217.0769.85", "756.9217.0769.85"),
        ("social_security_number", "7569217076985", "756.9217.0769.85"),
        ("social_security_number", "756.9217.0769.84", "756.9217.0769.84"),
        ("iban", "IBAN CH93 0076 2011 6238 5295 7, Anna", "CH93 0076 2011 6238 5295 7"),
        ("iban", "iban: DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        ("date", "geboren am 24.11.1985 in Luzern", "24.11.1985"),
        ("date", "1985-11-24T00:00", "24.11.1985"),
        ("date", "demnächst", "demnächst"),
        ("postcode", "CH-6003 Luzern", "6003"),
        ("postcode", "Luzern", "Luzern"),
        ("money", "CHF 1'234.50", "1’234.50"),
    ],
)
def test_a_field_finds_its_own_among_other_words(kind: str, copied: str, wanted: str) -> None:
    assert pasted(copied, field("/x", kind)) == wanted


def test_what_means_nothing_is_left_as_it_is() -> None:
    assert spelled("anrufen", field("/x", "phone")) == "anrufen"


# --- Longer texts --------------------------------------------------------------------------------


@given(HOSTILE)
def test_a_longer_text_keeps_its_lines_and_hides_nothing(text: str) -> None:
    found = pasted_lines(text)
    assert unseen(found.replace("\n", "")) == []
    assert "\n\n\n" not in found


def test_a_longer_text_is_bounded() -> None:
    assert len(pasted_lines("Wort\n" * 1_000_000)) <= limits.ENTRY_LENGTH


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (
            "Anna Muster\nPilatusstrasse 12a\n6003 Luzern",
            Address("Pilatusstrasse", "12a", "6003", "Luzern"),
        ),
        (
            "Anna Muster\r\nPilatusstrasse\u00a012 a\r\nCH-6003  Luzern\r\nSchweiz",
            Address("Pilatusstrasse", "12a", "6003", "Luzern"),
        ),
        ("Pilatusstrasse 12, 6003 Luzern", Address("Pilatusstrasse", "12", "6003", "Luzern")),
        ("Dorf\n6105 Schachen LU", Address("Dorf", "", "6105", "Schachen LU")),
        ("6003 Luzern", Address("", "", "6003", "Luzern")),
        (
            "Strasse des 17. Juni 135\n6003 Luzern",
            Address("Strasse des 17. Juni", "135", "6003", "Luzern"),
        ),
        ("Hauptstrasse 3-5\n6003 Luzern", Address("Hauptstrasse", "3-5", "6003", "Luzern")),
    ],
)  # fmt: skip
def test_the_parts_of_an_address_are_told_apart(block: str, wanted: Address) -> None:
    assert address_in(block) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pilatusstrasse 12",
        "10115 Berlin",
        "0603 Nirgends",
        "Zeile\n" * ADDRESS_LINES + "6003 Luzern",
    ],
)
def test_what_is_no_address_here_is_none(text: str) -> None:
    assert address_in(text) is None


@given(HOSTILE)
def test_no_text_is_too_odd_to_look_for_an_address(text: str) -> None:
    found = address_in(f"{text}\n6003 Luzern")
    assert found is None or len(found.postcode) == 4


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Pilatusstrasse 12a", ("Pilatusstrasse", "12a")),
        ("Pilatusstrasse", ("Pilatusstrasse", "")),
        ("12", ("12", "")),
        ("", ("", "")),
    ],
)
def test_a_street_and_its_number(line: str, wanted: tuple[str, str]) -> None:
    assert street_in(line) == wanted
