"""K45, K47: who is met at the portal's address, over real TLS on loopback and through a proxy."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from kiosk.errors import Unreachable
from kiosk.readiness.meeting import Met, meet
from tests.fakes.certificates import proving
from tests.fakes.proxy import NOT_PERMITTED, proxying
from tests.fakes.raw_server import answer, serving

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def met(context: ssl.SSLContext, look: Callable[[str], Met]) -> Met | str:
    """Return who was met at a server, or the code of the error."""

    async def scenario() -> Met | str:
        async with serving(answer(), tls=context, host="localhost") as server:
            return await _outcome(look, server.url)

    return asyncio.run(scenario())


async def _outcome(look: Callable[[str], Met], url: str) -> Met | str:
    try:
        return await asyncio.to_thread(look, url)
    except Unreachable as error:
        return error.code


def test_the_issuer_and_the_end_of_the_certificate_are_told(
    authority: trustme.CA, ca_file: str
) -> None:
    ends = (NOW + 9 * DAY).replace(microsecond=0)
    found = met(proving(authority, not_after=ends), lambda url: meet(url, ca_file))
    assert isinstance(found, Met)
    assert found.protocol.startswith("TLSv1.")
    assert found.issuer == "Authority of this test"
    assert found.ends == ends.timestamp()


def test_to_this_very_machine_no_tls_is_spoken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert meet(f"http://127.0.0.1:{listening.getsockname()[1]}") == Met()


@pytest.mark.parametrize(
    ("name", "not_after", "code"),
    [("elsewhere.example", None, "tls-wrong-name"), ("localhost", NOW - DAY, "tls-expired")],
)
def test_a_certificate_that_is_not_good_is_named(
    authority: trustme.CA, ca_file: str, name: str, not_after: datetime | None, code: str
) -> None:
    context = proving(authority, name, not_after=not_after)
    assert met(context, lambda url: meet(url, ca_file)) == code


def test_an_authority_that_nobody_knows_is_named(ca_file: str) -> None:
    assert met(proving(trustme.CA()), lambda url: meet(url, ca_file)) == "tls-unknown-authority"


def test_a_file_without_authorities_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        meet("https://localhost:1", str(tmp_path / "none.pem"))
    assert caught.value.code == "ca-file"


def test_where_nothing_listens_it_is_refused() -> None:
    with pytest.raises(Unreachable) as caught:
        meet("http://127.0.0.1:1")
    assert caught.value.code == "refused"


def through_a_proxy(
    authority: trustme.CA, refusal: str, look: Callable[[str, str], Met]
) -> Met | str:
    async def scenario() -> Met | str:
        tls = proving(authority, "portal.example")
        async with serving(answer(), tls=tls) as server:
            port = urlsplit(server.url).port or 0
            async with proxying(port, refusal) as proxy:
                outcome: Awaitable[Met | str] = _outcome(
                    lambda url: look(url, proxy.url), "https://portal.example"
                )
                return await outcome

    return asyncio.run(scenario())


def test_behind_a_proxy_it_is_the_portal_that_is_met(authority: trustme.CA, ca_file: str) -> None:
    found = through_a_proxy(authority, "", lambda url, via: meet(url, ca_file, via))
    assert isinstance(found, Met)
    assert found.issuer == "Authority of this test"


@pytest.mark.parametrize(
    ("refusal", "code"), [(NOT_PERMITTED, "proxy-auth"), ("502 Bad Gateway", "proxy")]
)
def test_what_a_proxy_refuses_is_named_after_it(
    authority: trustme.CA, ca_file: str, refusal: str, code: str
) -> None:
    assert through_a_proxy(authority, refusal, lambda url, via: meet(url, ca_file, via)) == code


def test_a_proxy_that_is_not_there_is_named() -> None:
    with pytest.raises(Unreachable) as caught:
        meet("https://portal.example", "", "http://127.0.0.1:1")
    assert caught.value.code == "proxy"
