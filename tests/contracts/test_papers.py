"""What every portal keeps to about official documents and copies: over HTTP, and in memory."""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

import pytest

from kiosk.errors import Busy, Unverified, Withdrawn
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Portal
from kiosk.portals.retry import Timing
from kiosk.receipt.receipt import Receipt, SealedDocument
from kiosk.sandbox import Sandbox
from kiosk.words import Words
from tests.fakes.lucerne import no_wait
from tests.fakes.portal import FakePortal
from tests.fakes.submissions import SERVICE, written
from tests.fakes.visitor import OFFER

EXTRACT = b"%PDF-1.7 an extract\n%%EOF\n"
SEALED = SealedDocument(
    1, Words({"de": "Auszug"}), len(EXTRACT), hashlib.sha256(EXTRACT).hexdigest()
)


class Bench(Protocol):
    """A portal that gives out `EXTRACT` with every case of `SERVICE`."""

    portal: Portal


class OverHttp:
    def __init__(self, sandbox: Sandbox) -> None:
        self.portal: Portal = LucernePortal(Access(sandbox.url), Timing(sleep=no_wait))


class InMemory:
    def __init__(self) -> None:
        fake = FakePortal()
        fake.official[SEALED.number] = EXTRACT
        self.portal: Portal = fake


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sources = tmp_path_factory.mktemp("offer") / "offer"
    shutil.copytree(OFFER, sources)
    (sources / "documents").mkdir()
    (sources / "documents" / "extract.pdf").write_bytes(EXTRACT)
    service = sources / "services" / f"{SERVICE}.json"
    offered = json.loads(service.read_text("utf-8"))
    offered["documents"] = [{"file": "extract.pdf", "title": {"de": "Auszug"}}]
    service.write_text(json.dumps(offered), "utf-8")
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=sources) as running:
        yield running


@pytest.fixture(params=["lucerne", "in memory"])
def bench(request: pytest.FixtureRequest, sandbox: Sandbox) -> Bench:
    return OverHttp(sandbox) if request.param == "lucerne" else InMemory()


def run(bench: Bench, visit: Callable[[Portal, Receipt], Awaitable[Any]]) -> None:
    """Run a visit that has sent something."""

    async def whole() -> None:
        try:
            receipt = await bench.portal.submit(await written(bench.portal))
            await visit(bench.portal, receipt)
        finally:
            await bench.portal.close()

    asyncio.run(whole())


def test_an_official_document_comes_as_the_very_bytes_that_were_sealed(bench: Bench) -> None:
    async def visit(portal: Portal, receipt: Receipt) -> None:
        assert await portal.document(receipt.case, SEALED) == EXTRACT

    run(bench, visit)


def test_a_receipt_names_the_documents_that_come_with_it(sandbox: Sandbox) -> None:
    async def visit(_portal: Portal, receipt: Receipt) -> None:
        assert receipt.documents == (SEALED,)
        assert receipt.left_out == ()

    run(OverHttp(sandbox), visit)


def test_bytes_that_were_not_sealed_are_not_given_out(bench: Bench) -> None:
    async def visit(portal: Portal, receipt: Receipt) -> None:
        with pytest.raises(Unverified):
            await portal.document(receipt.case, replace(SEALED, sha256="0" * 64))

    run(bench, visit)


def test_a_document_that_the_case_has_not_is_withdrawn(bench: Bench) -> None:
    async def visit(portal: Portal, receipt: Receipt) -> None:
        with pytest.raises(Withdrawn):
            await portal.document(receipt.case, replace(SEALED, number=2))

    run(bench, visit)


def test_three_copies_of_a_case_are_mailed_and_no_fourth(bench: Bench) -> None:
    async def visit(portal: Portal, receipt: Receipt) -> None:
        for _ in range(3):
            await portal.mail_copy(receipt.case, "zoe@example.ch")
        with pytest.raises(Busy):
            await portal.mail_copy(receipt.case, "zoe@example.ch")

    run(bench, visit)
