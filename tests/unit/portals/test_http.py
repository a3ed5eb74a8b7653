"""K31, K36-K39, K47: what the door lets in, and what it says about the rest."""

import asyncio
import gzip
import subprocess
import sys
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Withdrawn,
)
from kiosk.portals.address import UnsafeAddressError
from kiosk.portals.budget import MAX_HEADER_BYTES, MAX_HEADERS, MAX_REDIRECTS, Budget
from kiosk.portals.http import Answer, Http, Request, refusal
from tests.fakes import raw_server
from tests.fakes.raw_server import Script, answer, problem, redirect, serving

SMALL = Budget(seconds=0.5, max_bytes=1000)
ASK = Request("GET", "/v1/keys", budget=SMALL)
FILE = Request("POST", "/v1/submissions", body=b"{}", budget=SMALL, filing=True)


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(coroutine)


async def sent(request: Request, *scripts: Script) -> Answer:
    async with serving(*scripts) as server:
        http = Http(server.url)
        try:
            return await http.send(request)
        finally:
            await http.close()


def failure(request: Request, *scripts: Script) -> PortalError:
    with pytest.raises(PortalError) as caught:
        run(sent(request, *scripts))
    return caught.value


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    return answer(body, headers={"Content-Encoding": encoding})


def test_an_answer_comes_with_its_status_headers_and_value() -> None:
    found = run(sent(ASK, answer(b'{"keys": []}', headers={"ETag": '"1"'})))
    assert (found.status, found.headers["etag"], found.json()) == (200, '"1"', {"keys": []})


def test_a_question_is_sent_as_it_was_asked() -> None:
    async def scenario() -> None:
        async with serving(answer()) as server:
            http = Http(f"{server.url}/base/")
            await http.send(replace(ASK, params={"key": "a b&c"}, headers={"X-A": "1"}))
            await http.close()
            [asked] = server.requests
            assert asked.target == "/base/v1/keys?key=a+b%26c"
            assert asked.headers["x-a"] == "1"
            assert asked.headers["accept-encoding"] == "gzip"

    run(scenario())


@pytest.mark.parametrize(
    "url",
    [
        "http://portal.example",
        "http://10.0.0.1",
        "http://127.0.0.1.example",
        "ftp://portal.example",
        "portal.example",
        "https://",
        "https://user:secret@portal.example",
        "https://portal.example?x=1",
        "https://portal.example#x",
    ],
)
def test_answers_are_never_sent_to_an_unsafe_address(url: str) -> None:
    with pytest.raises(UnsafeAddressError) as caught:
        Http(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://portal.example", "http://127.0.0.1:8700", "http://localhost", "http://[::1]:1"]
)
def test_tls_and_this_very_machine_are_safe(url: str) -> None:
    Http(url)


def test_importing_the_door_does_not_import_the_library() -> None:
    code = "import sys, kiosk.portals.http; sys.exit('httpx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- Deadlines and budgets -----------------------------------------------------------------------


@pytest.mark.parametrize("script", [raw_server.silence, raw_server.drip], ids=["silence", "drip"])
def test_no_question_lasts_longer_than_its_deadline(script: Script) -> None:
    error = failure(ASK, script)
    assert isinstance(error, Unreachable)
    assert error.code == "timeout"


@pytest.mark.parametrize("script", [raw_server.endless_headers, raw_server.endless_body])
def test_what_never_ends_is_cut_off(script: Script) -> None:
    assert isinstance(failure(ASK, script), Unreachable | Unintelligible)


def test_a_body_at_its_limit_is_read_and_one_byte_more_is_not() -> None:
    limit = SMALL.max_bytes
    assert len(run(sent(ASK, answer(b" " * limit))).body) == limit
    assert isinstance(failure(ASK, answer(b" " * (limit + 1))), Unintelligible)


def test_a_packed_body_is_measured_unpacked() -> None:
    limit = SMALL.max_bytes
    fits = gzip.compress(b" " * limit)
    assert len(run(sent(ASK, packed(fits))).body) == limit
    bomb = gzip.compress(b" " * 50_000_000)
    assert isinstance(
        failure(ASK, answer(bomb, headers={"Content-Encoding": "gzip"})), Unintelligible
    )


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    assert isinstance(failure(ASK, packed(b"x", encoding)), Unintelligible)


def test_broken_gzip_is_refused() -> None:
    assert isinstance(failure(ASK, packed(b"no gzip")), Unintelligible)


def test_headers_have_a_budget_in_bytes_and_in_number() -> None:
    large = answer(headers={"X-Large": "x" * MAX_HEADER_BYTES})
    many = answer(headers={f"X-{number}": "1" for number in range(MAX_HEADERS)})
    few = answer(headers={f"X-{number}": "1" for number in range(MAX_HEADERS - 5)})
    assert isinstance(failure(ASK, large), Unintelligible)
    assert isinstance(failure(ASK, many), Unintelligible)
    assert run(sent(ASK, few)).status == 200


# --- Redirects -----------------------------------------------------------------------------------


def test_a_redirect_within_the_origin_is_followed() -> None:
    assert run(sent(ASK, redirect("/elsewhere"), answer(b"[1]"))).json() == [1]


def test_redirects_end_after_the_limit() -> None:
    async def scenario() -> int:
        async with serving(redirect("/round")) as server:
            http = Http(server.url)
            with pytest.raises(Unreachable) as caught:
                await http.send(ASK)
            assert caught.value.code == "redirected"
            await http.close()
            return len(server.requests)

    assert run(scenario()) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "http://127.0.0.1:1/"]
)
def test_a_redirect_to_another_origin_is_not_followed(target: str) -> None:
    error = failure(ASK, redirect(target))
    assert (type(error), error.code) == (Unreachable, "redirected")


@pytest.mark.parametrize("status", ["303 See Other", "307 Temporary Redirect", "302 Found"])
def test_a_body_is_never_sent_to_a_second_place(status: str) -> None:
    async def scenario() -> None:
        async with serving(redirect("/elsewhere", status), answer()) as server:
            http = Http(server.url)
            with pytest.raises(OutcomeUnknown):
                await http.send(FILE)
            await http.close()
            assert len(server.requests) == 1

    run(scenario())


# --- Before and after sending --------------------------------------------------------------------


@pytest.mark.parametrize("request_", [ASK, FILE], ids=["question", "submission"])
def test_without_a_connection_nothing_was_sent(request_: Request) -> None:
    async def scenario() -> None:
        async with serving(answer()) as server:
            url = server.url
        http = Http(url)
        with pytest.raises(Unreachable) as caught:
            await http.send(request_)
        assert caught.value.code == "refused"
        await http.close()

    run(scenario())


def test_a_name_that_nobody_knows_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        http = Http("https://portal.invalid")
        with pytest.raises(Unreachable) as caught:
            await http.send(FILE)
        assert caught.value.code == "dns"
        await http.close()

    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    run(scenario())


@pytest.mark.parametrize(
    "script",
    [raw_server.silence, raw_server.hang_up, raw_server.drip, b"rubbish\r\n\r\n", b"HTTP/1.1 2"],
    ids=["silence", "hang-up", "drip", "rubbish", "cut"],
)
def test_a_submission_without_a_whole_answer_may_have_arrived(script: Script) -> None:
    assert isinstance(failure(FILE, script), OutcomeUnknown)
    assert isinstance(failure(ASK, script), Unreachable)


def test_an_answer_over_budget_to_a_submission_leaves_its_outcome_open() -> None:
    assert isinstance(failure(FILE, answer(b" " * 2000)), OutcomeUnknown)


def test_a_proxy_that_wants_a_password_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        refused = answer(b"", "407 Proxy Authentication Required", "")
        async with serving(refused) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            http = Http("https://portal.example")
            with pytest.raises(Unreachable) as caught:
                await http.send(FILE)
            assert caught.value.code == "proxy-auth"
            await http.close()

    for name in ("https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    run(scenario())


def test_this_very_machine_is_never_reached_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert run(sent(ASK, answer())).status == 200


# --- Visits --------------------------------------------------------------------------------------


def test_cookies_live_within_a_visit_and_not_after_it() -> None:
    async def scenario() -> list[str]:
        async with serving(answer(headers={"Set-Cookie": "visit=1; Path=/"})) as server:
            http = Http(server.url)
            await http.send(ASK)
            await http.send(ASK)
            await http.renew()
            await http.send(ASK)
            await http.close()
            return [asked.headers.get("cookie", "") for asked in server.requests]

    assert run(scenario()) == ["", "visit=1", ""]


def test_what_a_visit_left_running_ends_with_it() -> None:
    async def scenario() -> None:
        http: Http

        async def end_the_visit(writer: asyncio.StreamWriter) -> None:
            writer.write(redirect("/elsewhere"))
            await http.renew()

        async with serving(end_the_visit, answer()) as server:
            http = Http(server.url)
            with pytest.raises(Unreachable):
                await http.send(ASK)
            assert len(server.requests) == 1
            await http.close()

    run(scenario())


def test_closing_twice_and_before_opening_is_fine() -> None:
    async def scenario() -> None:
        http = Http("https://portal.example")
        await http.close()
        await http.open()
        await http.close()
        await http.close()

    run(scenario())


# --- What is read --------------------------------------------------------------------------------


def test_a_web_page_instead_of_an_answer_is_a_network_problem() -> None:
    page = run(sent(ASK, answer(b"<html>WLAN</html>", media_type="text/html; charset=utf-8")))
    with pytest.raises(Unreachable) as caught:
        page.json()
    assert caught.value.code == "captive-portal"


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/jsonp", "image/png"])
def test_only_json_is_read_as_json(media_type: str) -> None:
    found = run(sent(ASK, answer(media_type=media_type)))
    with pytest.raises(Unintelligible):
        found.json()


@pytest.mark.parametrize("media_type", ["application/json;charset=utf-8", "Application/JSON"])
def test_the_media_type_may_have_parameters_and_capitals(media_type: str) -> None:
    assert run(sent(ASK, answer(media_type=media_type))).json() == {}


def test_json_that_is_not_strict_is_refused() -> None:
    found = run(sent(ASK, answer(b'{"a": 1, "a": 2}')))
    with pytest.raises(Unintelligible, match="twice"):
        found.json()


JSON = {"content-type": "application/problem+json"}
HTML = {"content-type": "text/html"}


@pytest.mark.parametrize(
    ("status", "headers", "question", "submission"),
    [
        (400, JSON, Unintelligible, Unintelligible),
        (401, JSON, NotAllowed, NotAllowed),
        (403, HTML, NotAllowed, NotAllowed),
        (404, JSON, Withdrawn, Withdrawn),
        (404, HTML, Withdrawn, Unintelligible),
        (407, HTML, Unreachable, Unreachable),
        (409, JSON, FormChanged, OutcomeUnknown),
        (410, JSON, Withdrawn, Withdrawn),
        (413, JSON, Declined, Declined),
        (415, JSON, Declined, Declined),
        (418, HTML, Unintelligible, Unintelligible),
        (422, JSON, Declined, Declined),
        (429, HTML, Busy, Busy),
        (500, JSON, Unreachable, OutcomeUnknown),
        (502, HTML, Unreachable, OutcomeUnknown),
        (503, JSON, Busy, Busy),
        (503, HTML, Busy, OutcomeUnknown),
        (504, HTML, Unreachable, OutcomeUnknown),
        (511, HTML, Unreachable, Unreachable),
        (204, HTML, Unreachable, OutcomeUnknown),
    ],
)
def test_every_status_has_its_error(
    status: int,
    headers: dict[str, str],
    question: type[PortalError],
    submission: type[PortalError],
) -> None:
    found = Answer(status, headers)
    assert type(refusal(found)) is question
    assert type(refusal(found, filing=True)) is submission


def test_a_busy_portal_says_how_long() -> None:
    found = run(sent(ASK, problem("too-many-requests", 429)))
    error = refusal(replace(found, headers={**found.headers, "retry-after": "7"}))
    assert isinstance(error, Busy)
    assert error.retry_after == 7
