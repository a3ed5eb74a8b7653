import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.plain import ascii_digits, code, is_blank, plain, plain_lines, stacked


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Anna   Muster ", "Anna Muster"),
        ("Mu\u0308ller", "Müller"),
        ("Anna\u00a0Muster", "Anna Muster"),
        ("Anna\r\nMuster", "Anna Muster"),
        ("An\u00adna", "Anna"),
        ("\ufeffAnna\u200b", "Anna"),
        ("\u202eannA\u202c", "annA"),
        ("\u2066Anna\u2069", "Anna"),
        ("An\x00na\x1b[31m\x9b", "Anna[31m"),
        ("An\ud800na\ufffe\U0001ffff", "Anna"),
        ("O'Neil ＜b＞", "O'Neil ＜b＞"),
    ],
)
def test_what_nobody_sees_is_taken_away(typed: str, read: str) -> None:
    assert plain(typed) == read


@pytest.mark.parametrize(
    "text",
    ["\U0001f469\u200d\U0001f469\u200d\U0001f467", "می\u200cخواهم", "Łukasz Šimůnek Ğ", "李小龙"],
)
def test_joiners_that_shape_a_script_or_an_emoji_stay(text: str) -> None:
    assert plain(text) == text


def test_joiners_between_latin_letters_go() -> None:
    assert plain("An\u200dna\u200c") == "Anna"


def test_lines_stay_lines_with_at_most_one_empty_between() -> None:
    assert plain_lines(" Eins \r\n\r\n\r\n\r\nzwei\x0bdrei\n") == "Eins\n\nzwei\ndrei"


@pytest.mark.parametrize(
    "typed", ["756.9217.0769.85", "756 9217-0769‐85", "７５６９２１７０７６９８５"]
)
def test_a_code_is_its_letters_and_digits(typed: str) -> None:
    assert code(typed) == "7569217076985"


def test_digits_of_other_scripts_are_read() -> None:
    assert ascii_digits("٢٤.١١.٢٠٢٦") == "24.11.2026"


@pytest.mark.parametrize("text", ["", " \t\n", "\u200b\ufeff", "\u00a0\u202e"])
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


def test_a_letter_is_not_blank() -> None:
    assert not is_blank("\u200ba")


def test_stacked_letters_are_noticed_and_living_scripts_are_not() -> None:
    assert stacked("Z" + "\u0301\u0302\u0303" * 5)
    assert not stacked("Nguyễn Thị Ánh שָׁלוֹם กำลัง")


@given(st.text())
def test_any_text_becomes_plain_once_and_for_all(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(st.text())
def test_any_lines_become_plain_once_and_for_all(text: str) -> None:
    once = plain_lines(text)
    assert plain_lines(once) == once


@given(st.text())
def test_what_is_blank_is_nothing_when_plain(text: str) -> None:
    assert is_blank(text) == (not plain(text))
