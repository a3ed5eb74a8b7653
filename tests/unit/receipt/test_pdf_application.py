"""The paper application: the answers in full, and never a word of "received"."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from kiosk.errors import Unprintable
from kiosk.receipt.pdf_application import render
from kiosk.receipt.receipt import Application, Confirmation, KeptUntil
from tests.unit.receipt.papers import PRINTED_AT, bilingual, saying


def application(confirmation: Confirmation) -> Application:
    return Application(
        service=confirmation.service,
        municipality=confirmation.municipality,
        languages=confirmation.languages,
        parts=confirmation.parts,
        terminal=confirmation.terminal,
        place=confirmation.place,
        later=confirmation.later,
    )


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_says_that_nobody_has_it_in_both_languages() -> None:
    said = read(render(application(bilingual()), PRINTED_AT))
    assert "wurden nicht übermittelt" in said
    assert "n’ont pas été transmises" in said
    assert "Eingangsbestätigung" not in said


def test_it_holds_the_answers_and_room_for_a_signature() -> None:
    said = read(render(application(saying("Zoë Łukasz Šimůnek")), PRINTED_AT))
    assert "Zoë Łukasz Šimůnek" in said
    assert "Unterschrift" in said


def test_the_same_answers_at_the_same_time_make_the_same_paper() -> None:
    paper = application(bilingual())
    assert render(paper, PRINTED_AT) == render(paper, PRINTED_AT)


def test_what_no_font_has_is_refused_not_left_out() -> None:
    with pytest.raises(Unprintable):
        render(application(saying("漢字")), PRINTED_AT)


def test_it_is_tagged() -> None:
    reader = PdfReader(BytesIO(render(application(bilingual()), PRINTED_AT)))
    assert {"/MarkInfo", "/StructTreeRoot"} <= set(reader.root_object)


# --- Stored for now ------------------------------------------------------------------------------


def stored() -> Application:
    until = PRINTED_AT + timedelta(hours=72)
    return replace(application(bilingual()), kept=KeptUntil("6B0A4C1E", until))


def test_what_is_stored_says_so_until_when_and_what_to_do_in_both_languages() -> None:
    said = " ".join(read(render(stored(), PRINTED_AT)).split())
    assert "Gespeichert, noch nicht angekommen" in said
    assert "Enregistrée, pas encore arrivée" in said
    assert "bis 27.11.2026, 10:33 Uhr" in said
    assert "jusqu’au 27.11.2026 à 10:33" in said
    assert "Fragen Sie nach" in said
    assert said.count("6B0A4C1E") > 1  # in its row, and at the foot of each page


def test_what_is_stored_never_claims_that_it_was_received_or_that_nothing_is_under_way() -> None:
    said = read(render(stored(), PRINTED_AT))
    for claim in ("Eingangsbestätigung", "wurden nicht übermittelt", "Fallnummer"):
        assert claim not in said
    assert "Unterschrift" in said


def test_the_sheet_of_what_is_stored_is_tagged_with_its_headline_first() -> None:
    reader = PdfReader(BytesIO(render(stored(), PRINTED_AT)))
    assert {"/MarkInfo", "/StructTreeRoot"} <= set(reader.root_object)
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Gespeichert, noch nicht angekommen")
