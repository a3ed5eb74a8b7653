"""Wrapping and page breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Unprintable
from kiosk.receipt.pdf_fonts import Weight, literal, width
from kiosk.receipt.pdf_sheet import (
    Column,
    Letters,
    Page,
    Sheets,
    Style,
    Text,
    height,
    wrapped,
)
from kiosk.receipt.pdf_tags import Element

STYLE = Style(10, 14)
TOP, BOTTOM = 50.0, 750.0
PAGE = Page(width=600, height=800, left=60, top=TOP, bottom=BOTTOM)
LATIN = st.text(st.sampled_from("aäßéžŁ -/.,\n\N{SOFT HYPHEN}x"), max_size=200)


@given(LATIN, st.floats(min_value=20, max_value=400))
def test_no_line_is_wider_than_its_column(text: str, column: float) -> None:
    for line in wrapped(text, column, STYLE):
        assert width(line.rstrip(), STYLE.weight, STYLE.size) <= column


@given(LATIN, st.floats(min_value=20, max_value=400))
def test_wrapping_loses_no_letter(text: str, column: float) -> None:
    kept = [letter for letter in text if letter not in "-\n\N{SOFT HYPHEN}"]
    lines = "".join(wrapped(text, column, STYLE))

    assert [letter for letter in lines if letter != "-"] == kept


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    word = "Wohnsitz\N{SOFT HYPHEN}bestätigung"

    assert wrapped(word, 400, STYLE) == ["Wohnsitzbestätigung"]
    assert wrapped(word, 80, STYLE) == ["Wohnsitz-", "bestätigung"]


def test_a_no_break_space_does_not_break() -> None:
    assert wrapped("20 CHF\N{NO-BREAK SPACE}10", 45, STYLE) == ["20 ", "CHF\N{NO-BREAK SPACE}10"]


def test_a_case_number_is_not_broken_at_its_hyphens() -> None:
    assert wrapped("Fall LU-2026-7F3K Dorf-Strasse", 80, STYLE) == [
        "Fall ",
        "LU-2026-7F3K ",
        "Dorf-Strasse",
    ]


def test_a_combining_mark_stays_with_its_letter() -> None:
    for line in wrapped("x\u0323\u0301" * 50, 30, STYLE):
        assert not line.startswith(("\u0323", "\u0301"))


def test_a_word_wraps_over_pages_beside_its_label() -> None:
    sheets = Sheets(PAGE)
    label = Column(0, 50, [Text("Name", STYLE)], Element("TH"))
    value = Column(60, 20, [Text("x" * 400, STYLE)], Element("TD"))

    sheets.columns(label, value)

    assert sheets.pages > 1
    drawn = [mark.ink for mark in sheets.marks if isinstance(mark.ink, Letters)]
    assert all(TOP < ink.y <= BOTTOM for ink in drawn)
    assert "".join(ink.words for ink in drawn) == "Name" + "x" * 400


def test_what_does_not_fit_begins_a_new_page() -> None:
    sheets = Sheets(PAGE)
    sheets.down(BOTTOM - TOP - 10)

    sheets.keep(20)

    assert (sheets.cursor.page, sheets.cursor.y) == (1, TOP)


def test_what_fits_on_no_page_begins_where_it_is() -> None:
    sheets = Sheets(PAGE)
    sheets.down(100)

    sheets.keep(BOTTOM)

    assert sheets.cursor.page == 0


def test_no_room_is_left_at_the_top_of_a_page() -> None:
    sheets = Sheets(PAGE)

    sheets.space(30)

    assert sheets.cursor.y == TOP


def test_a_height_is_that_of_the_lines_and_gaps() -> None:
    assert height([Text("a\nb", STYLE, gap=3), Text("c", STYLE)], 100) == 3 * 14 + 3


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("a\u202eb\u2066c\u200bd\ufeffe\x00f\x85g\ufe0f", "abcdefg"),
        ("\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"),
    ],
)
def test_text_is_composed_and_what_cannot_be_seen_goes(typed: str, printed: str) -> None:
    assert literal(typed) == printed


@pytest.mark.parametrize(
    ("typed", "named"),
    [("\ud800", "U+D800"), ("\ufffe", "U+FFFE"), ("😀", "U+1F600"), ("א", "U+05D0")],
)
def test_what_no_font_has_is_refused_by_its_number(typed: str, named: str) -> None:
    with pytest.raises(Unprintable, match=f"no glyph for {named.replace('+', '[+]')}$"):
        literal(f"x{typed}y")


def test_every_weight_has_the_letters_of_the_others() -> None:
    letters = [chr(number) for number in (*range(0x20, 0x7F), *range(0xA0, 0x530)) if number]
    printable = [letter for letter in letters if _prints(letter)]

    assert len(printable) > 1_000
    for weight in Weight:
        assert all(width(letter, weight, 10) >= 0 for letter in printable)


def _prints(letter: str) -> bool:
    try:
        return bool(literal(letter))
    except Unprintable:
        return False
