"""Enrolling behind a proxy, at a portal whose certificate a private authority signed."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from kiosk.enrolment import Wish, enrol
from kiosk.enrolment_refusals import EnrolmentError
from kiosk.portals.access import Access
from kiosk.portals.retry import Timing
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.settings import load
from tests.fakes.certificates import proving
from tests.fakes.lucerne import no_wait, told
from tests.fakes.proxy import NOT_PERMITTED, proxying
from tests.fakes.raw_server import serving

PORTAL = "https://portal.example"
GRANT = told({"access_token": "granted", "token_type": "Bearer", "expires_in": 60})
TERMINAL = told({"id": "t-1", "bfs": 1061, "portal": PORTAL, "revoked": []}, "201 Created")
KEYS = told({"keys": []})


def enrolled(
    authority: trustme.CA, file: Path, ca_file: str, refusal: str = ""
) -> tuple[list[str], MemorySecrets, str]:
    """Return what the proxy was asked for, what the keyring holds then, and the proxy's address."""

    async def whole() -> tuple[list[str], MemorySecrets, str]:
        secrets = MemorySecrets()
        scripts = KEYS, GRANT, TERMINAL, GRANT
        async with (
            serving(*scripts, tls=proving(authority)) as server,
            proxying(urlsplit(server.url).port or 0, refusal) as proxy,
        ):
            wish = Wish(Access(PORTAL, ca_file, proxy.url), file, code="ABCD")
            await enrol(wish, secrets, lambda _step: None, Timing(sleep=no_wait))
            return proxy.asked, secrets, proxy.url

    return asyncio.run(whole())


def test_the_whole_way_leads_through_the_proxy_and_is_the_kiosks_own_then(
    authority: trustme.CA, ca_file: str, tmp_path: Path
) -> None:
    file = tmp_path / "kiosk.toml"
    asked, secrets, proxy = enrolled(authority, file, ca_file)
    assert {line.partition("\r\n")[0] for line in asked} == {"CONNECT portal.example:443 HTTP/1.1"}
    written = load(file).portal
    assert (written.url, written.ca_file, written.proxy) == (PORTAL, ca_file, proxy)
    assert secrets.get(SecretName.TERMINAL_KEY)


def test_a_proxy_that_asks_for_a_password_is_named(
    authority: trustme.CA, ca_file: str, tmp_path: Path
) -> None:
    file = tmp_path / "kiosk.toml"
    with pytest.raises(EnrolmentError, match="The proxy asks for a password") as caught:
        enrolled(authority, file, ca_file, NOT_PERMITTED)
    assert caught.value.code == "portal-unavailable"
    assert not file.exists()


def test_an_authority_that_nobody_named_is_not_trusted(
    authority: trustme.CA, tmp_path: Path
) -> None:
    with pytest.raises(EnrolmentError, match="Nobody whom this machine trusts signed"):
        enrolled(authority, tmp_path / "kiosk.toml", "")
