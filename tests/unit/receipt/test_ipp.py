"""IPP in bytes, against the examples of its own standard and against anything else."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.receipt import ipp
from kiosk.receipt.ipp import IppError, Operation

HEADER = b"\x02\x00\x00\x00\x00\x00\x00\x01"
OPERATION_GROUP = (
    b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x02en"
)
COMPLETED = b"\x02\x23\x00\x09job-state\x00\x04\x00\x00\x00\x09"
REASONS = (
    b"\x04\x44\x00\x15printer-state-reasons\x00\x09media-jam"
    b"\x44\x00\x00\x00\x0acover-open\x22\x00\x08is-ready\x00\x01\x01"
)


def test_a_request_is_written_as_the_standard_says() -> None:
    asked = ipp.request(
        Operation.GET_JOBS, {"printer-uri": "ipp://x/", "my-jobs": True, "limit": 3}
    )

    assert asked == (
        b"\x02\x00\x00\x0a\x00\x00\x00\x01"
        + OPERATION_GROUP
        + b"\x45\x00\x0bprinter-uri\x00\x08ipp://x/"
        + b"\x22\x00\x07my-jobs\x00\x01\x01"
        + b"\x21\x00\x05limit\x00\x04\x00\x00\x00\x03"
        + b"\x03"
    )


def test_the_further_values_of_several_have_no_name() -> None:
    asked = ipp.request(Operation.GET_JOBS, {"requested-attributes": ("job-id", "job-name")})

    assert asked.endswith(
        b"\x44\x00\x14requested-attributes\x00\x06job-id\x44\x00\x00\x00\x08job-name\x03"
    )


def test_an_answer_is_read_group_by_group() -> None:
    said = ipp.answer(HEADER + OPERATION_GROUP + COMPLETED + REASONS + b"\x03")

    assert said == [
        {"job-state": (9,)},
        {"printer-state-reasons": ("media-jam", "cover-open"), "is-ready": (True,)},
    ]


def test_a_refusal_is_an_error() -> None:
    with pytest.raises(IppError, match="status 0x0406"):
        ipp.answer(b"\x02\x00\x04\x06\x00\x00\x00\x01" + OPERATION_GROUP + b"\x03")


@given(st.binary(max_size=200))
def test_bytes_that_are_not_ipp_are_only_an_error(body: bytes) -> None:
    for said in (body, HEADER + body):
        try:
            groups = ipp.answer(said)
        except IppError:
            continue
        assert isinstance(groups, list)


@given(st.integers(min_value=0, max_value=len(OPERATION_GROUP + COMPLETED)))
def test_an_answer_that_breaks_off_is_an_error(length: int) -> None:
    with pytest.raises(IppError):
        ipp.answer((HEADER + OPERATION_GROUP + COMPLETED)[: 8 + length])


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[list[bytes]]:
    """Listen where a server would, and give each caller the first of the answers."""
    answers: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                caller.recv(65_536)
                caller.sendall(answers.pop(0))

        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CUPS_SERVER", f"127.0.0.1:{server.getsockname()[1]}")
            thread = threading.Thread(target=serve)
            thread.start()
            yield answers
            thread.join()


def test_a_server_on_the_network_is_asked_too(answering: list[bytes]) -> None:
    body = HEADER + OPERATION_GROUP + COMPLETED + b"\x03"
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    answering.append(head + body)

    assert ipp.ask(Operation.GET_JOBS, {}) == [{"job-state": (9,)}]


@pytest.mark.parametrize(
    "said", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"]
)
def test_a_server_that_speaks_something_else_is_an_error(
    answering: list[bytes], said: bytes
) -> None:
    answering.append(said)

    with pytest.raises(IppError):
        ipp.ask(Operation.GET_JOBS, {})


def test_lengths_are_those_of_the_bytes() -> None:
    asked = ipp.request(Operation.GET_JOBS, {"requesting-user-name": "Žofie"})

    assert asked.endswith(struct.pack(">H", 6) + "Žofie".encode() + b"\x03")
