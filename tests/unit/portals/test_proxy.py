"""K47: a proxy carries what was encrypted before; what is wrong with it is told by its name."""

import asyncio
import ssl
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

import pytest
import trustme

from kiosk.errors import Unreachable
from kiosk.portals.address import UnsafeAddressError
from kiosk.portals.http import Answer, Http, Request
from kiosk.portals.proxy import NONE, UnusableProxyError, proxy_for, safe_proxy, shown
from tests.fakes.certificates import proving
from tests.fakes.proxy import NOT_PERMITTED, ConnectProxy, proxying
from tests.fakes.raw_server import RawServer, answer, serving

PORTAL = "https://portal.example"
ASK = Request("GET", "/v1/keys")
FILE = Request("POST", "/v1/submissions", body=b"{}", filing=True)
DEAD = "http://127.0.0.1:1"
"""Nothing listens there."""


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(coroutine)


async def outcome(request: Request, ca_file: str, proxy: str) -> Answer | Unreachable:
    http = Http(PORTAL, ca_file, proxy)
    try:
        return await http.send(request)
    except Unreachable as error:
        return error
    finally:
        await http.close()


def port(server: RawServer) -> int:
    found = urlsplit(server.url).port
    assert found
    return found


def filed(
    tls: ssl.SSLContext, ca_file: str, refusal: str = ""
) -> tuple[Answer | Unreachable, RawServer, ConnectProxy]:
    """Return what became of a submission that was sent through a proxy."""

    async def scenario() -> tuple[Answer | Unreachable, RawServer, ConnectProxy]:
        async with serving(answer(), tls=tls) as server, proxying(port(server), refusal) as proxy:
            return await outcome(FILE, ca_file, proxy.url), server, proxy

    found: tuple[Answer | Unreachable, RawServer, ConnectProxy] = run(scenario())
    return found


# --- On the way ----------------------------------------------------------------------------------


def test_a_portal_is_reached_through_the_proxy_that_was_set(
    authority: trustme.CA, ca_file: str
) -> None:
    found, server, proxy = filed(proving(authority), ca_file)
    assert isinstance(found, Answer)
    [asked] = proxy.asked
    assert asked.startswith("CONNECT portal.example:443 HTTP/1.1")
    assert server.requests[0].body == b"{}"


def test_a_proxy_sees_the_name_of_the_portal_and_nothing_else(
    authority: trustme.CA, ca_file: str
) -> None:
    _, _, proxy = filed(proving(authority), ca_file)
    [asked] = proxy.asked
    assert "submissions" not in asked
    assert "authorization" not in asked.lower()


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_the_proxy_of_the_system_is_taken_when_none_was_set(
    authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async def scenario() -> tuple[Answer | Unreachable, ConnectProxy]:
        tls = proving(authority)
        async with serving(answer(), tls=tls) as server, proxying(port(server)) as proxy:
            monkeypatch.setenv(name, proxy.url)
            return await outcome(ASK, ca_file, ""), proxy

    found, proxy = run(scenario())
    assert isinstance(found, Answer)
    assert len(proxy.asked) == 1


def test_a_proxy_that_speaks_tls_itself_proves_who_it_is(
    authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(proof: ssl.SSLContext) -> Answer | Unreachable:
        portal = serving(answer(), tls=proving(authority))
        async with portal as server, proxying(port(server), tls=proof) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            return await outcome(ASK, ca_file, "")

    assert isinstance(run(scenario(proving(authority, "localhost"))), Answer)
    stranger = run(scenario(proving(trustme.CA(), "localhost")))
    assert isinstance(stranger, Unreachable)
    assert stranger.code == "tls-unknown-authority"


def test_what_was_set_goes_before_what_the_system_says(
    authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", DEAD)
    found, _, _ = filed(proving(authority), ca_file)
    assert isinstance(found, Answer)


# --- What goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "code"),
    [(NOT_PERMITTED, "proxy-auth"), ("403 Forbidden", "proxy"), ("502 Bad Gateway", "proxy")],
)
def test_a_proxy_that_refuses_is_named_and_nothing_was_sent(
    authority: trustme.CA, ca_file: str, refusal: str, code: str
) -> None:
    error, server, proxy = filed(proving(authority), ca_file, refusal)
    assert isinstance(error, Unreachable)
    assert error.code == code
    assert proxy.url in error.detail
    assert server.requests == []


@pytest.mark.parametrize("proxy", [DEAD, "http://proxy.invalid:3128"])
def test_a_proxy_that_cannot_be_reached_is_named(ca_file: str, proxy: str) -> None:
    error = run(outcome(FILE, ca_file, proxy))
    assert isinstance(error, Unreachable)
    assert error.code == "proxy"
    assert proxy in error.detail


def test_a_proxy_that_looks_inside_is_not_believed_without_its_authority(ca_file: str) -> None:
    error, server, _ = filed(proving(trustme.CA()), ca_file)
    assert isinstance(error, Unreachable)
    assert error.code == "tls-unknown-authority"
    assert server.requests == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "http://proxy:x", "http://"])
def test_a_system_proxy_that_is_none_for_http_is_named(
    ca_file: str, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    error = run(outcome(FILE, ca_file, ""))
    assert isinstance(error, Unreachable)
    assert error.code == "proxy"
    with pytest.raises(UnusableProxyError):
        proxy_for(PORTAL)


def test_a_password_of_the_system_is_used_and_never_told(
    ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://someone:hidden@127.0.0.1:1")
    error = run(outcome(FILE, ca_file, ""))
    assert "hidden" not in f"{error} {error!r}"
    assert shown("http://someone:hidden@proxy:3128") == "http://proxy:3128"


# --- Whether there is one ------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["http://127.0.0.1:8700", "https://localhost", "https://[::1]:1"])
def test_this_very_machine_is_never_reached_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", DEAD)
    assert proxy_for(url) is None
    assert proxy_for(url, "http://proxy:3128") is None


def test_none_means_no_proxy_whatever_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", DEAD)
    assert proxy_for(PORTAL, NONE) is None


@pytest.mark.parametrize("exception", ["portal.example", ".example", "*", "a, portal.example"])
def test_exceptions_of_the_system_are_kept(monkeypatch: pytest.MonkeyPatch, exception: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", DEAD)
    monkeypatch.setenv("NO_PROXY", exception)
    assert proxy_for(PORTAL) is None
    assert proxy_for("https://elsewhere.test") == (None if exception == "*" else DEAD)


def test_a_system_proxy_without_a_scheme_speaks_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy:3128")
    assert proxy_for(PORTAL) == "http://proxy:3128"


@pytest.mark.parametrize("setting", ["", "none", "http://proxy.example:3128", "http://[::1]:1/"])
def test_a_proxy_is_set_in_three_ways(setting: str) -> None:
    assert safe_proxy(setting) == setting.rstrip("/")


@pytest.mark.parametrize(
    ("setting", "because"),
    [
        ("http://someone:hidden@proxy:3128", "secrets"),
        ("http://someone@proxy:3128", "secrets"),
        ("socks5://proxy:1080", "http://host:port"),
        ("https://proxy:3128", "http://host:port"),
        ("http://proxy", "http://host:port"),
        ("proxy:3128", "http://host:port"),
        ("NONE", "http://host:port"),
        ("http://proxy:99999", "65535"),
        ("http://proxy:port", "65535"),
        ("http://proxy:3128/pac", "end with its port"),
    ],
)
def test_any_other_setting_is_refused_with_the_reason(setting: str, because: str) -> None:
    with pytest.raises(UnsafeAddressError, match=because) as caught:
        safe_proxy(setting)
    assert "hidden" not in str(caught.value)
    with pytest.raises(UnsafeAddressError):
        Http(PORTAL, proxy=setting)
