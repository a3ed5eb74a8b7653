"""What every portal keeps to about a document from a phone: over real HTTP, and in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Protocol

import httpx
import pytest

from kiosk.errors import Withdrawn
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Portal
from kiosk.portals.upload import Upload, UploadState
from kiosk.sandbox import Sandbox
from tests.fakes.files import JPEG
from tests.fakes.portal import FakePortal
from tests.fakes.visitor import OFFER


class Bench(Protocol):
    """A portal, and a phone."""

    portal: Portal

    def opens(self, upload: Upload) -> None:
        """Let the phone open the page."""

    def sends(self, upload: Upload) -> None:
        """Let the phone send a picture."""


class OverHttp:
    def __init__(self, sandbox: Sandbox) -> None:
        self.portal: Portal = LucernePortal(Access(sandbox.url))

    def opens(self, upload: Upload) -> None:
        assert httpx.get(upload.url).status_code == 200

    def sends(self, upload: Upload) -> None:
        assert httpx.post(upload.url, files={"file": ("a.jpg", JPEG)}).status_code == 303


class InMemory:
    def __init__(self) -> None:
        self._fake = FakePortal()
        self.portal: Portal = self._fake

    def opens(self, _upload: Upload) -> None:
        self._fake.uploads.phone_opens()

    def sends(self, _upload: Upload) -> None:
        self._fake.uploads.phone_sends("a.jpg", JPEG)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER) as running:
        yield running


@pytest.fixture(params=["lucerne", "in memory"])
def bench(request: pytest.FixtureRequest, sandbox: Sandbox) -> Bench:
    return OverHttp(sandbox) if request.param == "lucerne" else InMemory()


def run(bench: Bench, visit: Callable[[Portal, Upload], Awaitable[Any]]) -> None:
    async def whole() -> None:
        try:
            await visit(bench.portal, await bench.portal.open_upload(("image/jpeg",), 10_000, "fr"))
        finally:
            await bench.portal.renew()
            await bench.portal.close()

    asyncio.run(whole())


def test_a_file_is_waited_for_fetched_once_and_forgotten(bench: Bench) -> None:
    async def visit(portal: Portal, upload: Upload) -> None:
        assert (await portal.upload_state(upload)).state is UploadState.WAITING
        await asyncio.to_thread(bench.opens, upload)
        assert (await portal.upload_state(upload)).state is UploadState.OPENED
        await asyncio.to_thread(bench.sends, upload)
        told = await portal.upload_state(upload)
        assert (told.state, told.name, told.size) == (UploadState.UPLOADED, "a.jpg", len(JPEG))
        assert await portal.fetch_upload(upload, told) == JPEG
        with pytest.raises(Withdrawn):
            await portal.upload_state(upload)

    run(bench, visit)


@pytest.mark.parametrize("ending", ["close_upload", "renew"])
def test_what_is_closed_is_gone_also_at_the_end_of_a_visit(bench: Bench, ending: str) -> None:
    async def visit(portal: Portal, upload: Upload) -> None:
        await (portal.renew() if ending == "renew" else portal.close_upload(upload))
        with pytest.raises(Withdrawn):
            await portal.upload_state(upload)
        await portal.close_upload(upload)

    run(bench, visit)


def test_neither_the_address_nor_the_id_is_in_what_may_be_logged(bench: Bench) -> None:
    async def visit(_portal: Portal, upload: Upload) -> None:
        assert upload.url not in repr(upload)
        assert upload.id not in repr(upload)

    run(bench, visit)
