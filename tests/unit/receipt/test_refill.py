"""K50: whatever a printer says is wrong, staff read what to do, and IT what to run."""

import re

import pytest

from kiosk.receipt import cups, windows
from kiosk.receipt.ipp import JobState, PrinterState
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.refill import ALIKE, FOR_IT, OTHERWISE_FOR_IT, instruction, remedies, remedy
from kiosk.texts import Texts, all_texts, languages

PORTS_OWN = re.findall(r"`([a-z-]+)`", PrinterStatus.__doc__ or "")
"""The words that the port promises."""
WORDS = sorted(
    {
        *cups.TROUBLES,
        *cups.WARNINGS,
        *windows.TROUBLES.values(),
        *windows.PRINTER_TROUBLES.values(),
        *windows.PRINTER_WARNINGS.values(),
        *PORTS_OWN,
        *(ended.name.lower() for ended in (JobState.CANCELED, JobState.ABORTED)),
        PrinterState.STOPPED.name.lower(),
    }
)
REASONS = {"lp is not installed", "lp refused", "lp does not answer"}
"""What a printer is unavailable for beside those words."""


def test_the_port_names_words_of_its_own() -> None:
    assert {"missing", "no-spooler", "not-accepting", "stopped", "none"} <= {*PORTS_OWN}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_its_instruction_in_every_language(word: str, language: str) -> None:
    own = all_texts(language)
    assert instruction(word, Texts(language)) == own[f"refill-{ALIKE.get(word, word)}"]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_a_remedy_and_it_is_not_told_to_call_it(word: str) -> None:
    assert remedy(word) != OTHERWISE_FOR_IT
    assert "Call IT" not in remedy(word)


@pytest.mark.parametrize("language", languages())
def test_about_a_word_that_nobody_knows_staff_read_where_to_look(language: str) -> None:
    texts = Texts(language)
    assert instruction("paper-is-blue", texts) == texts("refill-unknown")
    assert instruction("", texts) == texts("refill-unknown")


def test_about_a_reason_that_nobody_knows_it_reads_where_to_look() -> None:
    assert remedy("the spooler broke off") == OTHERWISE_FOR_IT


def test_what_helps_against_two_troubles_is_said_once() -> None:
    said = remedies(("cover-open", "door-open", "media-empty"))
    assert said == f"{remedy('door-open')} {remedy('media-empty')}"


def test_the_guide_knows_no_word_that_no_printer_says() -> None:
    guided = {name.removeprefix("refill-") for name in all_texts("de") if name[:7] == "refill-"}
    assert guided - {"unknown"} == {ALIKE.get(word, word) for word in WORDS}
    assert {*ALIKE} <= {*WORDS}
    assert {*FOR_IT} <= {*WORDS} | REASONS
