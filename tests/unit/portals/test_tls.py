"""K45, K46: a portal that cannot prove who it is gets nothing; IT gets a code that says why."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from kiosk.errors import Unreachable
from kiosk.portals import tls
from kiosk.portals.http import Answer, Http, Request
from kiosk.settings.keys import keys
from tests.fakes.certificates import proving
from tests.fakes.raw_server import RawServer, answer, serving

FILE = Request("POST", "/v1/submissions", body=b"{}", filing=True)
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def filed(context: ssl.SSLContext, ca_file: str) -> tuple[Answer | Unreachable, RawServer]:
    """Return what became of a submission, and the server that was asked."""

    async def scenario() -> tuple[Answer | Unreachable, RawServer]:
        async with serving(answer(), tls=context, host="localhost") as server:
            http = Http(server.url, ca_file)
            try:
                return await http.send(FILE), server
            except Unreachable as error:
                return error, server
            finally:
                await http.close()

    return asyncio.run(scenario())


def test_a_portal_known_to_a_further_authority_is_trusted(
    authority: trustme.CA, ca_file: str
) -> None:
    found, _ = filed(proving(authority), ca_file)
    assert isinstance(found, Answer)


@pytest.mark.parametrize(
    ("name", "not_before", "not_after", "code"),
    [
        ("elsewhere.example", None, None, "tls-wrong-name"),
        ("localhost", NOW - 9 * DAY, NOW - DAY, "tls-expired"),
        ("localhost", NOW + DAY, NOW + 9 * DAY, "tls-not-yet-valid"),
    ],
)
def test_a_portal_that_proves_something_else_gets_nothing(
    authority: trustme.CA,
    ca_file: str,
    name: str,
    not_before: datetime | None,
    not_after: datetime | None,
    code: str,
) -> None:
    error, server = filed(
        proving(authority, name, not_before=not_before, not_after=not_after), ca_file
    )
    assert isinstance(error, Unreachable)
    assert error.code == code
    assert server.requests == []


def test_a_proxy_that_looks_inside_is_not_believed_without_its_authority(ca_file: str) -> None:
    error, server = filed(proving(trustme.CA()), ca_file)
    assert isinstance(error, Unreachable)
    assert error.code == "tls-unknown-authority"
    assert server.requests == []


@contextmanager
def answering_once(answer_to: Callable[[socket.socket], object]) -> Iterator[str]:
    """Serve one connection on a thread: asyncio's server would swallow the alert that says why."""

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            answer_to(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        thread.join(10)
        assert not thread.is_alive()


def refused(url: str, ca_file: str) -> Unreachable:
    """Return why a submission to `url` failed."""

    async def scenario() -> Unreachable:
        http = Http(url, ca_file)
        with pytest.raises(Unreachable) as caught:
            await http.send(FILE)
        await http.close()
        return caught.value

    return asyncio.run(scenario())


@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
def test_a_portal_that_speaks_only_an_old_tls_gets_nothing_and_a_code_of_its_own(
    authority: trustme.CA, ca_file: str, version: str
) -> None:
    context = proving(authority)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    with answering_once(lambda line: context.wrap_socket(line, server_side=True)) as url:
        assert refused(url, ca_file).code == "tls-protocol"


def test_a_portal_that_speaks_no_tls_gets_nothing(ca_file: str) -> None:
    with answering_once(lambda line: line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        assert refused(url, ca_file).code == "tls-protocol"


def test_a_portal_that_hangs_up_on_the_greeting_gets_nothing(ca_file: str) -> None:
    with answering_once(lambda line: line.recv(4096)) as url:
        assert refused(url, ca_file).code == "tls"


def test_old_protocols_are_not_spoken() -> None:
    context = tls.context()
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_ca_file_that_cannot_be_used_is_named_and_nothing_is_sent(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)

    async def scenario() -> None:
        http = Http("https://localhost:1", str(path))
        with pytest.raises(Unreachable) as caught:
            await http.send(FILE)
        assert caught.value.code == "ca-file"
        await http.close()

    asyncio.run(scenario())


def caused(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


def verification(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(), "dns"),
        (ConnectionRefusedError(), "refused"),
        (TimeoutError(), "timeout"),
        (caused(OSError(), socket.gaierror()), "dns"),
        (caused(OSError(), caused(OSError(), verification(10))), "tls-expired"),
        (verification(23), "tls-revoked"),
        (verification(0x800B010F), "tls-wrong-name"),
        (verification(0x80092010), "tls-revoked"),
        (verification(12345), "tls-certificate"),
        (ssl.SSLCertVerificationError("Peer sent no certificates"), "tls-certificate"),
        (ssl.SSLError(1, "unsupported protocol"), "tls"),
        (caused(TimeoutError(), ssl.SSLWantReadError()), "timeout"),
        (OSError(), ""),
    ],
    ids=repr,
)
def test_the_innermost_cause_gives_the_code(error: Exception, code: str) -> None:
    assert tls.reason(error) == code


# --- Nothing weakens it --------------------------------------------------------------------------


@pytest.fixture
def strangers(tmp_path: Path) -> tuple[trustme.CA, Path]:
    """Return an authority that nobody should trust, and its certificate."""
    authority = trustme.CA()
    path = tmp_path / "stranger.pem"
    authority.cert_pem.write_to_path(str(path))
    return authority, path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", None),
        ("REQUESTS_CA_BUNDLE", None),
        ("CURL_CA_BUNDLE", None),
        ("PYTHONHTTPSVERIFY", "0"),
        ("SSL_CERT_DIR", "/nowhere"),
    ],
)
def test_no_environment_makes_a_stranger_trusted(
    monkeypatch: pytest.MonkeyPatch,
    strangers: tuple[trustme.CA, Path],
    ca_file: str,
    name: str,
    value: str | None,
) -> None:
    authority, certificate = strangers
    monkeypatch.setenv(name, value or str(certificate))
    error, server = filed(proving(authority), ca_file)
    assert isinstance(error, Unreachable)
    assert error.code == "tls-unknown-authority"
    assert server.requests == []


def test_no_key_of_a_connection_is_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: trustme.CA, ca_file: str
) -> None:
    log = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    found, _ = filed(proving(authority), ca_file)
    assert isinstance(found, Answer)
    assert not log.exists()


def test_no_setting_turns_the_checks_off() -> None:
    offers = ("verify", "insecure", "trust", "check", "skip")
    assert not [name for name in keys() if any(word in name for word in offers)]
