"""Official documents and copies at a portal that errs: an error comes, never other bytes."""

import asyncio
import hashlib
import logging
from dataclasses import replace

import pytest

from kiosk.errors import Busy, Unverified
from kiosk.portals.budget import FETCHING
from kiosk.portals.lucerne import papers
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.receipt.receipt import SealedDocument
from kiosk.receipt.sealed import NOT_A_PDF, proved
from kiosk.words import Words
from tests.fakes.lucerne import failure, told, visited
from tests.fakes.raw_server import answer

CASE = "LU-2026-7F3K-9Q2M"
PAPER = b"%PDF-1.7 sealed\n%%EOF\n"
EMAIL = "zoe@example.ch"
PROBLEM = "https://schalter.example/problems/"


def sealed(content: bytes = PAPER) -> SealedDocument:
    digest = hashlib.sha256(content).hexdigest()
    return SealedDocument(1, Words({"de": "Auszug"}), len(content), digest)


async def fetches(portal: LucernePortal) -> bytes:
    return await portal.document(CASE, sealed())


async def mails(portal: LucernePortal) -> None:
    await portal.mail_copy(CASE, EMAIL)


def test_the_very_bytes_are_given_out() -> None:
    assert visited(answer(PAPER), visit=fetches)[0] == PAPER


@pytest.mark.parametrize(
    "came",
    [b"", PAPER[:-1], PAPER + b"\n", PAPER.replace(b"1.7", b"1.4"), b"<html>Log in</html>"],
    ids=["nothing", "less", "more", "changed", "a page"],
)
def test_other_bytes_are_an_error(came: bytes) -> None:
    said = str(failure(*[answer(came)] * 3, visit=fetches))
    assert not came or came.decode() not in said


def test_an_answer_that_is_cut_is_an_error() -> None:
    cut = answer(PAPER)[:-4]
    assert PAPER.decode() not in str(failure(cut, cut, cut, visit=fetches))


def test_a_case_without_the_document_is_withdrawn() -> None:
    body = told({"type": f"{PROBLEM}not-found", "status": 404}, "404 Not Found")
    assert failure(body, visit=fetches).code == "withdrawn"


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a %%EOF",
        b"%PDF-1.7 without an end",
        b"\n%PDF-1.7\n%%EOF",
        b"%PDF-%%EOF" + b" " * 2000,
    ],
    ids=["no beginning", "no end", "begins late", "ends early"],
)
def test_what_was_sealed_and_is_no_pdf_is_not_given_out(content: bytes) -> None:
    with pytest.raises(Unverified) as caught:
        proved(content, sealed(content))
    assert caught.value.code == NOT_A_PDF


def test_a_digest_of_other_bytes_is_never_taken_for_the_document() -> None:
    with pytest.raises(Unverified) as caught:
        proved(PAPER, replace(sealed(), size=len(PAPER) + 1))
    assert caught.value.code == "unverified"


def test_a_copy_is_asked_for_once_and_its_address_is_nowhere_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    error = failure(told({}, "500 Internal Server Error"), visit=mails)
    assert EMAIL not in f"{error!r} {error} {caplog.text}"


def test_a_portal_that_mailed_enough_is_busy() -> None:
    assert isinstance(failure(told({}, "429 Too Many Requests"), visit=mails), Busy)


def test_a_portal_that_is_slow_to_the_last_byte_gives_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "FETCHING", replace(FETCHING, seconds=0.2))

    async def stalls(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(PAPER)[:-1])
        await writer.drain()
        await asyncio.Event().wait()

    assert PAPER.decode() not in str(failure(stalls, stalls, stalls, visit=fetches))
