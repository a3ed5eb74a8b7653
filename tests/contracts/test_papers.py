"""What every portal keeps to about official documents and copies: over HTTP, and in memory."""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest

from kiosk.errors import Busy, PortalError, Unverified, Withdrawn
from kiosk.portals.access import Access, Identity, SecretCredential
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

TERMINAL = "t-0001"
EXTRACT = b"%PDF-1.7 an extract\n%%EOF\n"
SEALED = SealedDocument(
    1, Words({"de": "Auszug"}), len(EXTRACT), hashlib.sha256(EXTRACT).hexdigest()
)


class Bench(Protocol):
    """A portal that gives out `EXTRACT` with every case of `SERVICE`."""

    portal: Portal


class OverHttp:
    def __init__(self, sandbox: Sandbox, identity: Identity | None = None) -> None:
        access = Access(sandbox.url, identity=identity)
        self.portal: Portal = LucernePortal(access, Timing(sleep=no_wait))


class Secret:
    """See `kiosk.portals.access.Identity`."""

    def __init__(self, secret: str) -> None:
        self._known = SecretCredential(TERMINAL, secret)

    def credential(self) -> SecretCredential:
        return self._known


class InMemory:
    def __init__(self) -> None:
        fake = FakePortal()
        fake.official[SEALED.number] = EXTRACT
        self.portal: Portal = fake


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an offer whose service comes with a document."""
    sources = tmp_path_factory.mktemp("offer") / "offer"
    shutil.copytree(OFFER, sources)
    (sources / "documents").mkdir()
    (sources / "documents" / "extract.pdf").write_bytes(EXTRACT)
    service = sources / "services" / f"{SERVICE}.json"
    offered = json.loads(service.read_text("utf-8"))
    offered["documents"] = [{"file": "extract.pdf", "title": {"de": "Auszug"}}]
    service.write_text(json.dumps(offered), "utf-8")
    return sources


@pytest.fixture(scope="module")
def sandbox(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=sources) as running:
        yield running


@pytest.fixture(scope="module")
def guarded(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A portal at which a terminal has to sign in."""
    folder = tmp_path_factory.mktemp("guarded")
    with Sandbox.start(folder, sources=sources, sign_in=True) as running:
        yield running


@pytest.fixture(scope="module")
def secret(guarded: Sandbox) -> str:
    return guarded.client_secret(id=TERMINAL, bfs=1061)


@pytest.fixture(params=["lucerne", "signed in", "in memory"])
def bench(request: pytest.FixtureRequest) -> Bench:
    match request.param:
        case "lucerne":
            return OverHttp(request.getfixturevalue("sandbox"))
        case "signed in":
            secret = Secret(request.getfixturevalue("secret"))
            return OverHttp(request.getfixturevalue("guarded"), secret)
        case _:
            return InMemory()


def run(bench: Bench, visit: Callable[[Portal, Receipt], Awaitable[Any]]) -> None:
    """Run a visit that has sent something."""

    async def whole() -> None:
        try:
            receipt = await bench.portal.submit(await written(bench.portal, terminal=TERMINAL))
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


def test_a_document_of_another_size_is_not_given_out(bench: Bench) -> None:
    async def visit(portal: Portal, receipt: Receipt) -> None:
        for size in (len(EXTRACT) - 1, len(EXTRACT) + 1):
            with pytest.raises(PortalError):
                await portal.document(receipt.case, replace(SEALED, size=size))

    run(bench, visit)


def test_a_case_that_nobody_filed_has_no_paper(bench: Bench) -> None:
    async def visit(portal: Portal, _receipt: Receipt) -> None:
        with pytest.raises(PortalError):
            await portal.document("LU-2026-0000-0000", replace(SEALED, number=9))

    run(bench, visit)
