"""The portal's side of a document from a phone: its calls, its page, and what it does not tell."""

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.upload_calls import AROUND_A_FILE
from kiosk.sandbox.uploads import LIFE, MOST_OPEN, Sent, Uploads
from tests.fakes.files import JPEG, PDF, PNG
from tests.fakes.visitor import OFFER, Visitor, word

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WANTED = {"accept": ["image/jpeg", "application/pdf"], "max_bytes": 20_000, "language": "fr"}
HEIC = b"\0\0\0\x18ftypheic" + bytes(50)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def visitor(hands: Hands, tmp_path: Path) -> Iterator[Visitor]:
    with (
        Sandbox.start(tmp_path, sources=OFFER, clock=hands) as portal,
        Visitor(portal.url) as somebody,
    ):
        yield somebody


def opened(visitor: Visitor, **changes: Any) -> dict[str, str]:
    made = visitor.http.post("/v1/uploads", json=WANTED | changes)
    assert made.status_code == 201
    told: dict[str, str] = made.json()
    return told


def state(visitor: Visitor, upload: dict[str, str]) -> httpx.Response:
    return visitor.get(f"/v1/uploads/{upload['id']}")


def sends(visitor: Visitor, upload: dict[str, str], content: bytes, name: str = "a.jpg") -> Any:
    return visitor.http.post(upload["url"], files={"file": (name, content, "image/jpeg")})


# --- The terminal --------------------------------------------------------------------------------


def test_an_address_lives_ten_minutes_and_does_not_hold_the_id(visitor: Visitor) -> None:
    upload = opened(visitor)
    assert datetime.fromisoformat(upload["expires_at"]) == NOON + LIFE
    assert upload["id"] not in upload["url"]
    assert len(upload["url"].rpartition("/")[2]) == 22  # 128 bits in base64url
    assert opened(visitor)["url"] != upload["url"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"accept": []},
        {"accept": ["image/gif"]},
        {"accept": ["image/png", "image/png"]},
        {"accept": "image/png"},
        {"max_bytes": 0},
        {"max_bytes": 10**12},
        {"max_bytes": "20"},
        {"language": "xx"},
        {"visitor": "Meier"},
    ],
    ids=str,
)
def test_what_is_no_such_request_makes_no_address(visitor: Visitor, wrong: Any) -> None:
    assert word(visitor.http.post("/v1/uploads", json=WANTED | wrong)) == "invalid-request"


def test_name_type_size_and_digest_come_only_once_a_file_is_there(visitor: Visitor) -> None:
    upload = opened(visitor)
    assert state(visitor, upload).json() == {"state": "waiting"}
    assert visitor.get(upload["url"]).status_code == 200
    assert state(visitor, upload).json() == {"state": "opened"}
    sends(visitor, upload, JPEG)
    assert state(visitor, upload).json() == {
        "state": "uploaded",
        "name": "a.jpg",
        "media_type": "image/jpeg",
        "size": len(JPEG),
        "sha256": sha256(JPEG).hexdigest(),
    }


def test_the_type_is_that_of_the_content_and_not_what_a_browser_says(visitor: Visitor) -> None:
    upload = opened(visitor)
    sends(visitor, upload, PDF, "photo.jpg")
    assert state(visitor, upload).json()["media_type"] == "application/pdf"


def test_the_file_is_given_out_once_for_no_browser_to_open(visitor: Visitor) -> None:
    upload = opened(visitor)
    place = f"/v1/uploads/{upload['id']}/content"
    assert word(visitor.get(place)) == "not-found"
    sends(visitor, upload, JPEG)
    first = visitor.get(place)
    assert first.content == JPEG
    digest = b64encode(sha256(JPEG).digest()).decode()
    assert first.headers["content-digest"] == f"sha-256=:{digest}:"
    assert first.headers["content-disposition"] == "attachment"
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["cache-control"] == "no-store"
    assert [word(visitor.get(place)), word(state(visitor, upload))] == ["gone", "gone"]
    assert visitor.get(upload["url"]).status_code == 404


def test_an_unknown_id_is_answered_like_one_that_ended(visitor: Visitor) -> None:
    ended = opened(visitor)
    assert visitor.http.delete(f"/v1/uploads/{ended['id']}").status_code == 204
    for upload in (ended, {"id": "never-was"}):
        assert word(state(visitor, upload)) == "gone"
        assert word(visitor.get(f"/v1/uploads/{upload['id']}/content")) == "gone"
        assert visitor.http.delete(f"/v1/uploads/{upload['id']}").status_code == 204


def test_after_ten_minutes_address_and_file_are_gone(visitor: Visitor, hands: Hands) -> None:
    upload = opened(visitor)
    sends(visitor, upload, JPEG)
    hands.at += LIFE - timedelta(seconds=1)
    assert state(visitor, upload).json()["state"] == "uploaded"
    hands.at += timedelta(seconds=1)
    assert word(state(visitor, upload)) == "gone"
    assert visitor.get(upload["url"]).status_code == 404
    assert sends(visitor, upload, JPEG).status_code == 404


# --- What one terminal may have ------------------------------------------------------------------


def test_the_oldest_of_a_terminal_makes_room_and_no_other_is_touched() -> None:
    async def whole() -> None:
        uploads = Uploads(lambda: NOON)
        other = uploads.open("t-2", (), 1, "de")
        mine = [uploads.open("t-1", (), 1, "de") for _ in range(MOST_OPEN + 2)]
        assert [uploads.at(each.token) for each in mine[:2]] == [None, None]
        assert all(uploads.at(each.token) is each for each in [*mine[2:], other])

    asyncio.run(whole())


def test_a_terminal_neither_sees_nor_ends_what_another_opened() -> None:
    async def whole() -> None:
        uploads = Uploads(lambda: NOON)
        other = uploads.open("t-2", (), 1, "de")
        other.sent = Sent.of("a.jpg", "image/jpeg", JPEG)
        uploads.close("t-1", other.id)
        for call in (uploads.of, uploads.fetch):
            with pytest.raises(Problem, match="gone"):
                call("t-1", other.id)
        assert uploads.fetch("t-2", other.id).content == JPEG

    asyncio.run(whole())


# --- The phone -----------------------------------------------------------------------------------


def test_the_page_runs_nothing_keeps_nothing_and_speaks_the_visitors_language(
    visitor: Visitor,
) -> None:
    shown = visitor.get(opened(visitor)["url"])
    assert '<html lang="fr">' in shown.text
    assert "<script" not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["x-robots-tag"] == "noindex, nofollow"
    assert "set-cookie" not in shown.headers


@pytest.mark.parametrize("language", ["de", "fr", "it", "en", "de-simple"])
def test_the_page_says_what_it_takes_and_offers_the_camera_for_photos(
    visitor: Visitor, language: str
) -> None:
    shown = visitor.get(opened(visitor, language=language, max_bytes=2_500_000)["url"]).text
    assert "2.5 MB" in shown or "2.5 Mo" in shown
    assert 'accept="image/jpeg" capture' in shown
    only_pdf = visitor.get(opened(visitor, language=language, accept=["application/pdf"])["url"])
    assert "capture" not in only_pdf.text


def test_a_look_without_opening_is_no_visit(visitor: Visitor) -> None:
    """A messenger that previews an address asks for its head only."""
    upload = opened(visitor)
    assert visitor.http.head(upload["url"]).status_code == 200
    assert state(visitor, upload).json() == {"state": "waiting"}


def test_an_address_that_ended_looks_like_one_that_never_was(
    visitor: Visitor, hands: Hands
) -> None:
    closed, expired = opened(visitor), opened(visitor)
    visitor.http.delete(f"/v1/uploads/{closed['id']}")
    hands.at += LIFE
    base = closed["url"].rpartition("/")[0]
    never = (f"{base}/never-was", f"{base}/%ff%ed%a0%80", f"{base}/{'a' * 3000}")
    pages = [visitor.get(url) for url in (closed["url"], expired["url"], *never)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert all(page.headers["cache-control"] == "no-store" for page in pages)


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (PNG, 415, "Ce type de fichier"),
        (HEIC, 415, "HEIC"),
        (b"<html>", 415, "Ce type de fichier"),
        (b"", 415, "Ce type de fichier"),
        (JPEG + bytes(20_001 - len(JPEG)), 413, "trop"),
        (JPEG + bytes(AROUND_A_FILE + 40_000), 413, "trop"),
    ],
    ids=["not accepted", "heic", "markup", "empty", "a byte too large", "far too large"],
)
def test_what_is_not_taken_is_said_and_another_may_be_sent(
    visitor: Visitor, content: bytes, status: int, said: str
) -> None:
    upload = opened(visitor)
    refused = sends(visitor, upload, content)
    assert refused.status_code == status
    assert said in refused.text
    assert 'role="alert"' in refused.text
    assert state(visitor, upload).json()["state"] != "uploaded"
    assert sends(visitor, upload, JPEG).status_code == 303


def test_a_file_of_exactly_the_most_bytes_is_taken(visitor: Visitor) -> None:
    upload = opened(visitor)
    assert sends(visitor, upload, JPEG + bytes(20_000 - len(JPEG))).status_code == 303
    assert state(visitor, upload).json()["size"] == 20_000


@pytest.mark.parametrize(
    "how",
    [
        {"data": {"file": "text"}},
        {"content": JPEG, "headers": {"Content-Type": "image/jpeg"}},
        {"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"files": {"other": ("a.jpg", JPEG)}},
    ],
    ids=["a text", "bare bytes", "cut off", "another field"],
)
def test_a_form_without_a_file_is_asked_for_one(visitor: Visitor, how: Any) -> None:
    upload = opened(visitor)
    asked = visitor.http.post(upload["url"], **how)
    assert asked.status_code == 400
    assert 'role="alert"' in asked.text
    assert state(visitor, upload).json()["state"] == "waiting"


def test_of_two_files_the_first_counts_and_the_second_is_told(visitor: Visitor) -> None:
    upload = opened(visitor)
    sends(visitor, upload, JPEG)
    second = sends(visitor, upload, PDF)
    assert second.status_code == 409
    assert "déjà" in second.text
    assert state(visitor, upload).json()["sha256"] == sha256(JPEG).hexdigest()


def test_the_page_repeats_nothing_that_was_sent(visitor: Visitor) -> None:
    upload = opened(visitor)
    sends(visitor, upload, JPEG, "<b>Meier</b>.jpg")
    assert "Meier" not in visitor.get(upload["url"]).text
    assert state(visitor, upload).json()["name"] == "<b>Meier</b>.jpg"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_else_can_be_done_at_an_address(visitor: Visitor, method: str) -> None:
    assert visitor.http.request(method, opened(visitor)["url"]).status_code == 405
