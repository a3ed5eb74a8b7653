"""The closed lists of labels are the words of docs/it-codes.md, and no other."""

import re

from kiosk.audit import AuditEvent
from kiosk.bundle import SHAPES
from kiosk.presence import Presence
from kiosk.telemetry.catalogue import INSTRUMENTS, PRESENCES
from kiosk.telemetry.instruments import Kind, Learned
from kiosk.telemetry.words import CODES, FAULTS, PAPER, REASONS
from tests.contracts.test_it_codes import rows, sections
from tests.contracts.test_layers import ROOT

OF_REQUESTS = (
    "The way to the portal",
    "What the portal answers",
    "Sending",
    "Who this terminal is",
    "Staff",
    "The keyring",
    "Signatures",
    "When nothing more is known",
)


def explained(*titles: str) -> set[str]:
    found = {section[0]: {row["code"] for row in rows(section)} for section in sections()}
    return set[str]().union(*(found[title] for title in titles))


def test_every_code_of_a_request_can_be_told_apart() -> None:
    assert explained(*OF_REQUESTS) == CODES


def test_every_word_about_paper_can_be_told_apart() -> None:
    assert explained("Paper", "The printer") == PAPER


def test_every_fault_of_a_receipt_can_be_told_apart() -> None:
    assert explained("Parts of a receipt") == FAULTS


def test_every_reason_of_a_wipe_can_be_told_apart() -> None:
    code = (path.read_text(encoding="utf-8") for path in (ROOT / "kiosk").rglob("*.py"))
    written = {word for text in code for word in re.findall(r'_?[Ww]ipe\("([a-z-]+)"', text)}
    assert len(written) > 5
    assert written <= REASONS


def test_every_presence_can_be_told_apart() -> None:
    assert {presence.value for presence in Presence} == set(PRESENCES)


def test_no_number_is_about_a_person() -> None:
    """A label is a closed list, or the id of a service."""
    for instrument in INSTRUMENTS:
        assert not {"visit", "key", "actor", "terminal"} & instrument.labels.keys()
        learned = {n for n, words in instrument.labels.items() if isinstance(words, Learned)}
        assert learned <= {"service"}


def test_names_follow_the_conventions_and_stand_once() -> None:
    names = [instrument.name for instrument in INSTRUMENTS]
    assert len(set(names)) == len(names) > 30
    for instrument in INSTRUMENTS:
        assert re.fullmatch(r"schalter(\.[a-z_]+)+", instrument.name)
        assert instrument.meaning.endswith(".")
        assert bool(instrument.edges) == (instrument.kind is Kind.HISTOGRAM)


def test_every_field_of_the_audit_log_has_a_shape_in_the_bundle() -> None:
    fields = {field for event in AuditEvent for field in event.fields}
    assert fields == SHAPES.keys()
