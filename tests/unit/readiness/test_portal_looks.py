"""K46, K47: each step of the way to the portal says by itself what is wrong with it."""

import socket
from datetime import timedelta
from typing import Any

import pytest

from kiosk.catalogue import Municipality
from kiosk.errors import Unintelligible, Unreachable
from kiosk.portals.proxy import UnusableProxyError
from kiosk.readiness import portal
from kiosk.readiness.meeting import Met
from kiosk.readiness.report import Outcome
from tests.fakes.counter import LUCERNE

URL = "https://portal.example"
VIA = "http://proxy.example:3128"
DAY = timedelta(days=1).total_seconds()


def resolved(*addresses: str) -> Any:
    def resolve(host: str, _port: None, **_: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    return resolve


def unknown(_host: str, _port: None, **_: Any) -> Any:
    raise socket.gaierror(-2, "Name or service not known")


def test_without_a_proxy_it_says_why_there_is_none() -> None:
    assert "the system names none" in portal.proxy(URL, "", lambda *_: None).found
    assert "portal.proxy is none" in portal.proxy(URL, "none", lambda *_: None).found


def test_a_proxy_is_named_with_who_named_it_and_without_its_password() -> None:
    found = portal.proxy(URL, "", lambda *_: "http://user:pw@proxy.example:3128").found
    assert found == "http://proxy.example:3128, named by the system."
    assert "named by portal.proxy" in portal.proxy(URL, VIA, lambda *_: VIA).found


def test_a_proxy_that_is_none_for_http_fails() -> None:
    def unusable(*_: str) -> str:
        raise UnusableProxyError("the system's proxy is not http://host:port")

    assert portal.proxy(URL, "", unusable).code == "proxy"


def test_a_name_that_is_known_is_told_with_its_addresses() -> None:
    found = portal.dns(URL, None, resolved("192.0.2.1", "192.0.2.1", "2001:db8::1"))
    assert found.found == "portal.example is 192.0.2.1, 2001:db8::1."


def test_behind_a_proxy_its_name_is_what_has_to_be_known() -> None:
    assert portal.dns(URL, VIA, resolved("192.0.2.9")).found == "proxy.example is 192.0.2.9."


@pytest.mark.parametrize("url", ["http://127.0.0.1:8700", "http://[::1]:8700"])
def test_an_address_needs_no_name_server(url: str) -> None:
    assert portal.dns(url, None, unknown).outcome is Outcome.OK


@pytest.mark.parametrize("host", ["portal.example", "a..b", "ü" * 70 + ".example"])
def test_a_name_that_is_not_known_fails(host: str) -> None:
    def resolve(name: str, _port: None, **_: Any) -> Any:
        name.encode("idna")
        raise socket.gaierror

    assert portal.dns(f"https://{host}", None, resolve).code == "dns"


def test_a_connection_says_how_it_is_protected() -> None:
    assert "TLSv1.3" in portal.connection(URL, None, lambda: Met("TLSv1.3")).found
    assert "without TLS" in portal.connection("http://127.0.0.1:1", None, Met).found


@pytest.mark.parametrize(
    ("code", "said"),
    [("tls-expired", "has expired"), ("refused", "nothing listens"), ("proxy-auth", "407")],
)
def test_no_connection_says_why(code: str, said: str) -> None:
    def meet() -> Met:
        raise Unreachable("Error", code=code)

    found = portal.connection(URL, VIA, meet)
    assert (found.outcome, found.code) == (Outcome.FAILED, code)
    assert said in found.found


def test_a_proxy_that_speaks_tls_itself_is_left_to_the_portals_answer() -> None:
    def meet() -> Met:
        raise AssertionError("nothing is sent in clear to such a proxy")

    assert portal.connection(URL, "https://proxy.example:3129", meet).outcome is Outcome.OK
    assert "speaks TLS itself" in portal.certificate(None, "").found


@pytest.mark.parametrize(
    ("days", "outcome"), [(90, Outcome.OK), (21, Outcome.OK), (20, Outcome.WARNING)]
)
def test_a_certificate_that_ends_soon_is_a_warning(days: int, outcome: Outcome) -> None:
    found = portal.certificate(Met("TLSv1.3", "Authority", days * DAY + 5), "", lambda: 0)
    assert found.outcome is outcome
    assert f"Authority, good for {days} days" in found.found


def test_whom_the_certificate_is_trusted_by_is_said() -> None:
    found = portal.certificate(Met("TLSv1.3", "A", 90 * DAY), "/etc/ca.pem", lambda: 0).found
    assert "the system's authorities and /etc/ca.pem" in found


@pytest.mark.parametrize("met", [None, Met(), Met("TLSv1.3")])
def test_a_certificate_that_is_not_there_or_not_shown_is_skipped(met: Met | None) -> None:
    assert portal.certificate(met, "").outcome is Outcome.SKIPPED


def test_a_portal_that_serves_the_municipality_is_fine() -> None:
    assert "serves" in portal.contract(lambda: [LUCERNE], LUCERNE.bfs).found


def test_a_municipality_the_portal_does_not_serve_fails() -> None:
    found = portal.contract(lambda: [LUCERNE], 9999)
    assert (found.code, "9999" in found.found) == ("municipality-unknown", True)


@pytest.mark.parametrize("error", [Unintelligible(), Unreachable(code="captive-portal")])
def test_something_else_than_the_portal_fails(error: Exception) -> None:
    def serve() -> list[Municipality]:
        raise error

    assert portal.contract(serve, 1).code == getattr(error, "code", "")


@pytest.mark.parametrize(
    ("seconds", "outcome"),
    [(0.0, Outcome.OK), (-60.0, Outcome.OK), (61.0, Outcome.FAILED), (-86400.0, Outcome.FAILED)],
)
def test_a_clock_more_than_a_minute_off_fails(seconds: float, outcome: Outcome) -> None:
    found = portal.clock(lambda: seconds)
    assert found.outcome is outcome
    assert f"{abs(seconds):.0f} s {'ahead of' if seconds > 0 else 'behind'}" in found.found


def test_an_answer_without_a_date_is_a_warning() -> None:
    assert portal.clock(lambda: None).code == "clock-unknown"


def test_a_portal_that_does_not_answer_says_nothing_about_the_clock() -> None:
    def skew() -> float | None:
        raise Unreachable

    assert portal.clock(skew).code == "clock-unknown"
