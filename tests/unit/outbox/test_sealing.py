"""What is kept only its sender reads: nothing of it is in what lies on the disk."""

import asyncio
import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.encryption import decrypted
from kiosk.forms.attachment import Attachment
from kiosk.outbox import sealing
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.sealing import sealed
from kiosk.outbox.store import StoreError
from kiosk.portals.portal import Submission
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.sealed import SENDERS_KEY
from tests.fakes.sealing import typed

AT = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
CANARY = "Zyxwvut-Canary-Straße"
LEASE = Attachment("Müller.pdf", "application/pdf", b"%PDF-1.7 " + CANARY.encode())


@pytest.fixture
def submission() -> Submission:
    found = asyncio.run(typed(FakePortal()))
    return replace(found, answers={"name": CANARY, "lease": [LEASE.sha256]}, attachments=(LEASE,))


def test_the_sender_reads_the_submission_and_its_documents(submission: Submission) -> None:
    letter = json.loads(decrypted(SENDERS_KEY, sealed(submission, SENDERS_KEY.public, AT).sealed))
    assert letter["submission"]["answers"] == {"name": CANARY, "lease": [LEASE.sha256]}
    assert letter["submission"]["agreement"] == "in-words"
    assert "attachments" not in letter["submission"]
    (document,) = letter["documents"]
    assert base64.b64decode(document.pop("content")) == LEASE.content
    assert document == {
        "sha256": LEASE.sha256,
        "name": "Müller.pdf",
        "media_type": "application/pdf",
    }


def test_nothing_that_was_typed_lies_on_the_disk(submission: Submission, tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.sqlite", FakeClock())
    outbox.keep(submission, SENDERS_KEY.public)
    outbox.store.close()
    encoded = base64.b64encode(CANARY.encode()).strip(b"=")[:-2]
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        for part in (CANARY.encode(), CANARY.encode("utf-16-le"), encoded, b"ller.pdf"):
            assert part not in content, file


def test_the_envelope_says_who_and_when_and_nothing_of_the_letter(submission: Submission) -> None:
    letter = sealed(submission, SENDERS_KEY.public, AT)
    assert (letter.key, letter.sender_id) == (submission.key, submission.sender_id)
    assert (letter.terminal, letter.actor, letter.stored_at) == ("t-1", "staff", AT)
    assert letter.sealed not in repr(letter)


@pytest.mark.parametrize("key", [{}, {"kty": "EC", "crv": "P-384"}])
def test_without_a_key_nothing_is_sealed(submission: Submission, key: dict[str, str]) -> None:
    with pytest.raises(StoreError) as raised:
        sealed(submission, key, AT)
    assert raised.value.code == "outbox-no-key"


@pytest.mark.parametrize("limit", ["MAX_DOCUMENTS", "MAX_SEALED"])
def test_what_is_larger_than_the_contract_has_it_is_not_kept(
    submission: Submission, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, limit, 10)
    with pytest.raises(StoreError) as raised:
        sealed(submission, SENDERS_KEY.public, AT)
    assert raised.value.code == "outbox-too-large"


def test_the_most_documents_that_fit_are_sealed(submission: Submission) -> None:
    large = Attachment("a.pdf", "application/pdf", b"%PDF" + b"x" * (sealing.MAX_DOCUMENTS - 9_000))
    letter = sealed(replace(submission, attachments=(large,)), SENDERS_KEY.public, AT)
    assert sealing.MAX_SEALED * 0.99 < len(letter.sealed) <= sealing.MAX_SEALED
