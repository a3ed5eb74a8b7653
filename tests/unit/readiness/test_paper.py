"""The paper for the counter's file, read back by another library than the one that wrote it."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk.readiness.paper import render
from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import GROUPS, Check, Report, Verdict, fine, skipped
from kiosk.texts import languages

NAMES = [name for names in GROUPS.values() for name in names]
MADE = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def report(**found: Verdict) -> Report:
    """Return a report in which all is well but for what was `found` (`_` stands for `-`)."""
    by_name = {name.replace("_", "-"): verdict for name, verdict in found.items()}
    verdicts = {name: by_name.get(name, fine("All is well.")) for name in NAMES}
    checks = (
        Check(name, verdict.outcome, verdict.code, verdict.found, verdict.remedy, verdict.refill)
        for name, verdict in verdicts.items()
    )
    return Report(tuple(checks), MADE, "0.1.0", "t-0001")


def read(made: Report, language: str = "de") -> PdfReader:
    return PdfReader(BytesIO(render(made, language)))


def words(made: Report, language: str = "de") -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made, language).pages).split())


def spoken(node: Any) -> set[str]:
    """Return every language that the structure tree names."""
    kids = node.get("/K", [])
    found = {str(node["/Lang"])} if "/Lang" in node else set()
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, dict):
            found |= spoken(inner)
    return found


def test_it_says_that_the_terminal_can_be_opened() -> None:
    text = words(report(sound=skipped("No sound.")))
    assert "Das Terminal kann geöffnet werden." in text
    assert "Was zu tun ist" not in text
    assert "– Nicht geprüft" in text


def test_it_says_what_to_do_the_gravest_first() -> None:
    text = words(report(swap=warned("swap-on", "Swap."), printer=failed("dns", "No printer.")))
    assert "rufen Sie die Informatik" in text
    assert text.index("✗ Drucker") < text.index("! Auslagerung")
    assert "✗ Gestört" in text
    assert "! Hinweis" in text


def test_it_says_to_staff_how_to_refill_the_printer_in_both_languages() -> None:
    empty = replace(failed("printer-unavailable", "No paper."), refill=("media-empty",))
    text = words(report(printer=empty), "fr")
    german, french = "Legen Sie Papier nach.", "Ajoutez du papier."
    assert text.index("✗ Drucker") < text.index(german) < text.index(french)
    assert text.index(french) < text.index("No paper.")


def test_it_says_which_terminal_and_when() -> None:
    text = words(report())
    assert "t-0001" in text
    assert "24.11.2026, 10:30 Uhr" in text
    assert "Schalter 0.1.0 · t-0001" in text


def test_there_is_room_for_a_signature() -> None:
    assert "Geöffnet von Name Datum, Zeit Unterschrift" in words(report())


@pytest.mark.parametrize("language", languages())
def test_every_check_and_outcome_is_named_in_every_language(language: str) -> None:
    made = report(
        dns=failed("dns", "No."), swap=warned("swap-on", "Swap."), sound=skipped("No sound.")
    )
    text = words(made, language)
    assert "readiness-" not in text
    assert "Bereit zum Öffnen?" in text


def test_the_kiosks_language_stands_below_the_german() -> None:
    text = words(report(), "fr")
    assert "Prêt à ouvrir ?" in text.replace("\u00a0", " ")
    assert "Imprimante" in text


def test_it_is_tagged_and_says_which_words_are_english() -> None:
    catalog: Any = read(report(), "fr").trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "de-CH"
    assert spoken(catalog["/StructTreeRoot"].get_object()) == {"fr", "en"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(report()) == render(report())


def test_a_terminal_without_settings_has_no_name_and_a_paper_all_the_same() -> None:
    assert "Terminal –" in words(replace(report(), terminal=""))
