"""The confirmation, read back by another library than the one that wrote it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.catalogue import SenderKind
from kiosk.errors import Unprintable
from kiosk.receipt.pdf import render
from kiosk.receipt.receipt import Confirmation, Line, Part
from kiosk.words import Words
from tests.unit.receipt.papers import (
    GERMAN,
    HARD_NAMES,
    PRINTED_AT,
    RECEIPT,
    SENDER,
    SERVICE,
    bilingual,
    confirmation,
    long,
    saying,
)
from ui.preview import page_images

LATIN = st.characters(min_codepoint=0x21, max_codepoint=0x24F, exclude_categories=["C", "Z"])


def read(paper: Confirmation) -> PdfReader:
    return PdfReader(BytesIO(render(paper, PRINTED_AT)))


def catalog(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def words(paper: Confirmation) -> str:
    """Return the text of all pages with single blanks."""
    return " ".join(" ".join(page.extract_text() for page in read(paper).pages).split())


def letters(paper: Confirmation) -> str:
    """Return the text of all pages without blanks, for what wraps inside a word."""
    return words(paper).replace(" ", "")


@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_name_is_printed_as_it_is_written(name: str) -> None:
    assert " ".join(name.split()) in words(saying(name))


@pytest.mark.parametrize("name", HARD_NAMES)
def test_words_of_a_portal_are_printed_as_they_are_written(name: str) -> None:
    sender = replace(SENDER, legal_entity=name)

    assert " ".join(name.split()) in words(confirmation(service=replace(SERVICE, sender=sender)))


def test_markup_in_a_label_is_only_letters() -> None:
    assert "<b>x</b> & <br/>" in words(saying("y", label="<b>x</b> & <br/>"))


@given(st.text(LATIN, min_size=1))
@settings(max_examples=40, deadline=None)
def test_any_latin_text_is_printed(text: str) -> None:
    assert text.replace("\N{SOFT HYPHEN}", "") in letters(saying(text))


def test_a_glyph_that_is_missing_stops_the_paper_and_only_its_number_is_told() -> None:
    with pytest.raises(Unprintable) as caught:
        render(saying("Ming \N{CJK UNIFIED IDEOGRAPH-660E}"), PRINTED_AT)

    assert str(caught.value) == "unprintable: no glyph for U+660E"


def test_what_steers_the_direction_of_text_is_not_printed() -> None:
    text = words(saying("Müller\u202egnp.exe\u2066\u200f"))

    assert "Müllergnp.exe" in text
    assert not set(text) & set("\u202e\u2066\u200f")


def test_a_decomposed_name_is_composed() -> None:
    assert "Šimůnek" in words(saying("S\u030cimu\u030anek"))


@pytest.mark.parametrize("length", [100, 10_000])
def test_a_long_word_wraps_and_nothing_is_cut(length: int) -> None:
    assert letters(saying("ǆ" * length)).count("ǆ") == length


def test_many_combining_marks_stay_on_their_line() -> None:
    assert len(read(saying("e" + "\u0301" * 5_000)).pages) == len(read(saying("e")).pages)


def test_pages_are_counted_in_both_languages() -> None:
    pages = read(long()).pages

    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Seite {number} von {len(pages)} / page {number} sur {len(pages)}" in text


def test_every_page_says_which_case_it_belongs_to() -> None:
    pages = read(long()).pages

    assert len(pages) > 2
    assert all(f"{RECEIPT.case} · Stadt Musterwil" in page.extract_text() for page in pages)


def test_it_says_that_it_is_not_official() -> None:
    text = words(bilingual())

    assert "Dieses Blatt ist keine amtliche Bestätigung." in text
    assert "Cette feuille n’est pas une attestation officielle." in text


def test_a_demonstration_says_so() -> None:
    real = confirmation(service=replace(SERVICE, sender=replace(SENDER, demo=False)))

    assert "Vorführung" in words(confirmation())
    assert "Vorführung" not in words(real)


def test_times_are_those_of_the_counter() -> None:
    text = words(confirmation())

    assert "24.11.2026, 10:32 Uhr" in text
    assert "gedruckt am 24.11.2026 um 10:33 Uhr" in text


def test_the_digest_is_shown_in_groups_of_four() -> None:
    assert "Prüfzeichen: 9f86 d081 884c 7d65" in words(confirmation())


def test_each_label_stands_in_german_and_in_the_visitors_language() -> None:
    text = words(bilingual())

    for german, french in (("Geburtsdatum", "Date de naissance"), ("Bank", "Banque")):
        assert german in text
        assert french in text


def test_what_is_the_same_in_both_languages_is_said_once() -> None:
    assert words(bilingual()).count("01.02.1980") == 1


def test_no_second_language_is_printed_for_who_speaks_german() -> None:
    text = words(confirmation())

    assert "Accusé" not in text
    assert "Seite 1 von 2" in text


def test_an_unanswered_question_says_so() -> None:
    text = words(bilingual())

    assert "Bemerkung" in text
    assert "keine Angabe" in text
    assert "sans indication" in text


def test_masked_answers_stay_masked_and_the_paper_says_why() -> None:
    text = words(confirmation())

    assert "•••.••••.••42.17" in text
    assert "Manche Angaben sind hier verdeckt." in text


def test_without_masked_answers_nothing_is_said_of_them() -> None:
    assert "verdeckt" not in words(saying("x"))


def test_documents_to_be_handed_in_are_listed() -> None:
    text = words(bilingual())

    assert "Bitte noch abgeben À remettre encore 1. Vollmacht Procuration" in text


def test_a_fee_is_written_as_a_counter_writes_it() -> None:
    receipt = replace(RECEIPT, fee=Decimal("1234.5"))

    assert "CHF 1’234.50 für eine Bestätigung" in words(confirmation(receipt=receipt))


def test_what_costs_nothing_says_so() -> None:
    receipt = replace(RECEIPT, fee=None, fee_note=Words())

    assert "Kostenlos" in words(confirmation(receipt=receipt))


def test_a_price_that_is_not_known_yet_is_not_called_free() -> None:
    receipt = replace(RECEIPT, fee=None, fee_note=Words({"de": "Je nach Aufwand"}))
    text = words(confirmation(receipt=receipt))

    assert "Je nach Aufwand" in text
    assert "Kostenlos" not in text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (SenderKind.MUNICIPALITY, "Gemeinde"),
        (SenderKind.MUNICIPAL_UNIT, "Abteilung der Gemeinde"),
        (SenderKind.REGIONAL_AUTHORITY, "Behörde für mehrere Gemeinden"),
        (SenderKind.CANTON, "Amt des Kantons"),
        (SenderKind.CANTON_ON_BEHALF, "Amt des Kantons, im Auftrag von Stadt Musterwil"),
    ],
)
def test_the_letterhead_says_what_kind_of_office_writes(kind: SenderKind, said: str) -> None:
    sender = replace(SENDER, kind=kind, on_behalf_of="Stadt Musterwil")

    assert said in words(confirmation(service=replace(SERVICE, sender=sender)))


def test_the_code_leads_to_the_verification_and_to_nothing_else() -> None:
    page = page_images(render(bilingual(), PRINTED_AT), 1_240)[0]
    grey = page.convertToFormat(page.Format.Format_Grayscale8)
    seen = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))

    (code,) = zxingcpp.read_barcodes(seen)

    assert code.text == RECEIPT.verify_url


def test_an_address_too_long_for_a_code_stops_the_paper() -> None:
    receipt = replace(RECEIPT, verify_url="https://portal.example/" + "x" * 3_000)

    with pytest.raises(Unprintable):
        render(confirmation(receipt=receipt), PRINTED_AT)


def test_the_same_confirmation_gives_the_same_bytes() -> None:
    assert render(long(), PRINTED_AT) == render(long(), PRINTED_AT)


def test_another_time_gives_another_paper() -> None:
    later = PRINTED_AT + timedelta(minutes=1)

    assert render(confirmation(), PRINTED_AT) != render(confirmation(), later)


def test_the_document_says_what_it_is() -> None:
    reader = read(confirmation())
    about = reader.metadata

    assert about is not None
    assert about.title == "Eingangsbestätigung LU-2026-000123"
    assert about.author == "Stadt Musterwil"
    assert about.creation_date == PRINTED_AT
    assert catalog(reader)["/Lang"] == "de-CH"


def test_nothing_a_visitor_typed_is_in_the_metadata() -> None:
    reader = read(saying("Geheimniskrämer"))

    assert "Geheim" not in str(reader.metadata)
    assert b"Geheim" not in catalog(reader)["/Metadata"].get_data()


def test_only_embedded_fonts_are_used() -> None:
    pages: Any = read(long()).pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            assert font.get_object()["/FontDescriptor"]["/FontFile2"]


def test_answers_of_three_languages_are_held_together_by_their_place() -> None:
    uneven = {"de": GERMAN, "fr": (Part("Un", 0, (Line("Prénom", "x"),)),)}

    with pytest.raises(ValueError, match="zip"):
        render(confirmation(languages=("de", "fr"), parts=uneven), PRINTED_AT)


def test_a_confirmation_without_answers_can_be_printed() -> None:
    assert "Das haben Sie übermittelt" not in words(confirmation(parts={"de": ()}))
