"""What systemd hears of the kiosk."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.watchdog import ALIVE, READY, SOCKET, Watchdog

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")


@pytest.fixture
def heard() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as found:
        found.settimeout(5)
        yield found


def test_it_is_told_by_the_socket_that_systemd_names(heard: socket.socket, tmp_path: Path) -> None:
    heard.bind(str(tmp_path / "not@ify"))
    watchdog = Watchdog({SOCKET: str(tmp_path / "not@ify")})
    watchdog.tell(READY)
    watchdog.tell(ALIVE)
    assert [heard.recv(100) for _ in range(2)] == [b"READY=1", b"WATCHDOG=1"]


def test_it_is_told_by_an_abstract_socket_too(heard: socket.socket) -> None:
    heard.bind("\0schalter-watchdog-test")
    Watchdog({SOCKET: "@schalter-watchdog-test"}).tell(ALIVE)
    assert heard.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize("named", [{}, {SOCKET: ""}, {SOCKET: "relative"}, {SOCKET: "/no/such"}])
def test_where_nobody_listens_nothing_happens(named: dict[str, str]) -> None:
    Watchdog(named).tell(ALIVE)
