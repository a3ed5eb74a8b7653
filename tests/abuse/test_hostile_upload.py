"""A portal that lies about a file from a phone, and phones that send what nobody should."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import httpx
import pytest

from kiosk.documents.judging import judged
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.errors import PortalError, Unintelligible, Unreachable, Withdrawn
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.lucerne.uploads import LONGEST_URL
from kiosk.portals.upload import Upload, Uploaded, UploadState
from kiosk.sandbox import Sandbox
from tests.fakes.files import JPEG
from tests.fakes.lucerne import failure, told, visited
from tests.fakes.raw_server import Script, answer, hang_up, problem
from tests.fakes.visitor import OFFER, Visitor

UPLOAD = Upload("up-1", "https://portal.example/u/t", datetime(2026, 11, 24, 12, tzinfo=UTC))
SENT = Uploaded(UploadState.UPLOADED, "a.jpg", len(JPEG), sha256(JPEG).hexdigest())
AS_TOLD = {
    "state": "uploaded",
    "name": "a.jpg",
    "media_type": "image/jpeg",
    "size": len(JPEG),
    "sha256": SENT.sha256,
}


async def opening(portal: LucernePortal) -> Upload:
    return await portal.open_upload(("image/jpeg",), 10_000, "de")


async def asking(portal: LucernePortal) -> Uploaded:
    return await portal.upload_state(UPLOAD)


async def fetching(portal: LucernePortal) -> bytes:
    return await portal.fetch_upload(UPLOAD, SENT)


def file(content: bytes = JPEG, **headers: str) -> bytes:
    return answer(content, media_type="image/jpeg", headers=headers)


def cut_off(content: bytes, length: int) -> bytes:
    """An answer that says it is longer than it is."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + content


# --- The portal's answers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (file(JPEG[::-1]), Unintelligible),
        (file(b""), Unintelligible),
        (file(JPEG + b"x"), Unintelligible),
        (file(JPEG * 5_000), Unintelligible),
        (cut_off(JPEG[:-9], len(JPEG)), Unreachable),
        (cut_off(JPEG, 10**9), Unreachable),
        (file(JPEG, **{"Content-Encoding": "br"}), Unintelligible),
        (problem("gone", 410), Withdrawn),
        (hang_up, Unreachable),
    ],
    ids=[
        "another file",
        "nothing",
        "a byte more",
        "far more",
        "cut off",
        "cut off long before its end",
        "an encoding nobody asked for",
        "fetched before",
        "no answer",
    ],
)
def test_only_the_very_file_that_was_told_of_is_taken(
    script: Script, error: type[PortalError]
) -> None:
    assert type(failure(script, visit=fetching)) is error


def test_the_file_that_was_told_of_comes_through_whatever_its_label_says() -> None:
    """What is in it decides, later; `Content-Type` is not believed, and so does no harm."""
    content, _ = visited(answer(JPEG, media_type="text/html"), visit=fetching)
    assert content == JPEG


def test_a_program_that_calls_itself_a_picture_is_refused_by_its_content() -> None:
    program = b"MZ\x90\0" * 50
    lie = AS_TOLD | {"size": len(program), "sha256": sha256(program).hexdigest()}

    async def whole(portal: LucernePortal) -> bytes:
        return await portal.fetch_upload(UPLOAD, await portal.upload_state(UPLOAD))

    content, _ = visited(told(lie), file(program), visit=whole)
    with pytest.raises(RefusedDocumentError) as refused:
        judged("a.jpg", content, ("image/jpeg",))
    assert refused.value.refusal is Refusal.UNKNOWN


@pytest.mark.parametrize(
    "lie",
    [
        AS_TOLD | {"state": "arrived"},
        AS_TOLD | {"size": -1},
        AS_TOLD | {"size": "many"},
        AS_TOLD | {"name": 7},
        {"name": "a.jpg"},
        [],
    ],
    ids=str,
)
def test_a_state_outside_the_contract_is_not_believed(lie: Any) -> None:
    assert type(failure(told(lie), visit=asking)) is Unintelligible


@pytest.mark.parametrize(
    "url",
    [
        "http://portal.example/u/x",
        "javascript:alert(1)",
        "ftp://portal.example/u/x",
        "https:///u/x",
        "https://portal.example/u/x\ny",
        "https://portal.example/ü",
        "https://portal.example/" + "u" * LONGEST_URL,
        "",
    ],
)
def test_no_phone_is_led_to_an_address_that_is_not_safe(url: str) -> None:
    made = {"id": "up-1", "url": url, "expires_at": "2026-11-24T12:00:00+01:00"}
    assert type(failure(told(made, "201 Created"), visit=opening)) is Unintelligible


@pytest.mark.parametrize("ends", ["tomorrow", "2026-11-24T12:00:00", 5, None])
def test_an_end_without_a_moment_is_no_end(ends: Any) -> None:
    made = {"id": "up-1", "url": "https://portal.example/u/x", "expires_at": ends}
    assert type(failure(told(made, "201 Created"), visit=opening)) is Unintelligible


def test_an_id_is_one_part_of_a_path_whatever_is_in_it() -> None:
    sly = Upload("../terminals/t-1?x=#", UPLOAD.url, UPLOAD.expires_at)

    async def ask(portal: LucernePortal) -> Uploaded:
        return await portal.upload_state(sly)

    _, server = visited(told({"state": "waiting"}), visit=ask)
    assert server.requests[0].target == "/v1/uploads/..%2Fterminals%2Ft-1%3Fx%3D%23"


# --- What phones send ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER) as running:
        yield running


@pytest.fixture
def visitor(sandbox: Sandbox) -> Iterator[Visitor]:
    with Visitor(sandbox.url) as somebody:
        yield somebody


@pytest.fixture
def upload(visitor: Visitor) -> dict[str, str]:
    wanted = {"accept": ["image/jpeg"], "max_bytes": 20_000, "language": "de"}
    made: dict[str, str] = visitor.http.post("/v1/uploads", json=wanted).json()
    return made


def state(visitor: Visitor, upload: dict[str, str]) -> str:
    told: str = visitor.get(f"/v1/uploads/{upload['id']}").json()["state"]
    return told


def test_a_phone_that_goes_away_in_the_middle_leaves_nothing(
    visitor: Visitor, upload: dict[str, str]
) -> None:
    url = httpx.URL(upload["url"])
    body = httpx.Request("POST", url, files={"file": ("a.jpg", JPEG)})
    head = (
        f"POST {url.path} HTTP/1.1\r\nHost: {url.host}\r\nContent-Length: 5000\r\n"
        f"Content-Type: {body.headers['content-type']}\r\n\r\n"
    )
    with socket.create_connection((url.host, url.port or 80)) as line:
        line.sendall(head.encode() + body.read())
    assert state(visitor, upload) != "uploaded"
    assert visitor.http.post(url, files={"file": ("a.jpg", JPEG)}).status_code == 303


def test_a_body_without_end_is_cut_and_the_portal_lives(
    visitor: Visitor, upload: dict[str, str]
) -> None:
    mebibyte = bytes(2**20)
    with suppress(httpx.TransportError):  # the line may be cut while we are still sending
        refused = visitor.http.post(upload["url"], content=(mebibyte for _ in range(80)))
        assert refused.status_code == 413
    assert state(visitor, upload) == "waiting"


def test_a_code_that_was_closed_while_the_phone_sent_takes_nothing(
    visitor: Visitor, upload: dict[str, str]
) -> None:
    request = httpx.Request("POST", upload["url"], files={"file": ("a.jpg", JPEG)})
    whole = request.read()

    def slowly() -> Iterator[bytes]:
        yield whole[:100]
        visitor.http.delete(f"/v1/uploads/{upload['id']}")
        yield whole[100:]

    with httpx.Client() as phone:
        late = phone.post(
            upload["url"],
            content=slowly(),
            headers={"Content-Type": request.headers["content-type"]},
        )
    assert late.status_code == 404


def test_guessing_opens_no_address(visitor: Visitor, upload: dict[str, str]) -> None:
    base, _, token = upload["url"].rpartition("/")
    near = [token[:-1], token.swapcase(), token + "A", token[::-1], upload["id"]]
    assert {visitor.get(f"{base}/{guess}").status_code for guess in near} == {404}
    assert state(visitor, upload) == "waiting"


def test_two_phones_at_once_hand_in_one_file(visitor: Visitor, upload: dict[str, str]) -> None:
    async def both() -> list[int]:
        async with httpx.AsyncClient() as phones:
            sending: list[Awaitable[httpx.Response]] = [
                phones.post(upload["url"], files={"file": ("a.jpg", JPEG)}) for _ in range(2)
            ]
            return sorted(found.status_code for found in await asyncio.gather(*sending))

    assert asyncio.run(both()) == [303, 409]


READS: tuple[Callable[[Upload | Uploaded], str], ...] = (repr, str)


@pytest.mark.parametrize("read", READS)
def test_what_is_logged_of_a_file_does_not_name_it(
    read: Callable[[Upload | Uploaded], str],
) -> None:
    assert "a.jpg" not in read(SENT)
    assert UPLOAD.url not in read(UPLOAD)
