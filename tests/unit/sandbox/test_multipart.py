"""Forms as browsers send them, and bodies that no browser sends."""

import tracemalloc

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sandbox.multipart import LONGEST_HEAD, LONGEST_NAME, FormFile, NotAFormError, file_of

TYPE = "multipart/form-data; boundary=xYz"
CONTENT = b"\xff\xd8\xff\r\n--xY\r\n\r\n--"
MEBIBYTE = 2**20


def part(
    content: bytes, name: str = "file", file: str | None = "a.jpg", more: bytes = b""
) -> bytes:
    named = f'Content-Disposition: form-data; name="{name}"'
    if file is not None:
        named += f'; filename="{file}"'
    return b"--xYz\r\n" + named.encode() + b"\r\n" + more + b"\r\n" + content + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--xYz--\r\n"


def read(whole: bytes, content_type: str = TYPE) -> FormFile:
    return file_of(content_type, whole, "file")


@pytest.mark.parametrize("content", [b"", b"x", CONTENT, bytes(range(256)) * 300])
def test_what_a_client_sends_is_read_byte_for_byte(content: bytes) -> None:
    asked = httpx.Request("POST", "http://localhost", files={"file": ("Pass.jpg", content)})
    found = read(asked.read(), asked.headers["content-type"])
    assert found == FormFile("Pass.jpg", content)


@given(st.binary(max_size=300))
def test_no_content_breaks_the_form_around_it(content: bytes) -> None:
    assert read(body(part(content.replace(b"--xYz", b"")))).content.count(b"--xYz") == 0


def test_of_two_ways_to_choose_the_one_that_was_used_counts() -> None:
    chosen = read(body(part(b"", file=""), part(b"photo", file="b.jpg"), part(b"", file="")))
    assert chosen == FormFile("b.jpg", b"photo")


def test_a_name_is_read_as_browsers_write_it_and_kept_short() -> None:
    assert read(body(part(b"x", file="a%22b%0D%0A.pdf"))).name == 'a"b\r\n.pdf'
    assert read(body(part(b"x", file="Führerausweis.jpg"))).name == "Führerausweis.jpg"
    assert len(read(body(part(b"x", file="n" * 5_000))).name) == LONGEST_NAME
    assert read(body(part(b"x", file="../../etc/passwd"))).name == "../../etc/passwd"  # only shown


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        'multipart/form-data; boundary=""',
        "multipart/mixed; boundary=xYz",
        "application/x-www-form-urlencoded; boundary=xYz",
        "multipart/form-data; boundary=" + "ä" * 5,
    ],
)
def test_without_a_boundary_it_is_no_form(content_type: str) -> None:
    with pytest.raises(NotAFormError):
        read(body(part(b"x")), content_type)


@pytest.mark.parametrize(
    "whole",
    [
        b"",
        b"--xYz",
        b"--xYz--\r\n",
        b"preamble\r\n" + body(part(b"x")),
        part(b"x")[:-2],
        part(b"x"),
        body(part(b"x")).replace(b"\r\n\r\n", b"\r\n"),
        body(part(b"x", name="other")),
        body(part(b"x", file=None)),
        body(part(b"", file="")),
        body(part(b"x")).replace(b"\r\n", b"\n"),
    ],
    ids=[
        "empty",
        "boundary only",
        "no part",
        "something before",
        "cut in the content",
        "cut before the end",
        "no end of the head",
        "another field",
        "no file",
        "nothing chosen",
        "lines of another system",
    ],
)
def test_a_body_without_a_whole_file_has_none(whole: bytes) -> None:
    with pytest.raises(NotAFormError):
        read(whole)


def test_a_body_cut_anywhere_gives_the_whole_file_or_none() -> None:
    whole = body(part(CONTENT))
    for length in range(len(whole)):
        try:
            assert read(whole[:length]).content == CONTENT
        except NotAFormError:
            continue


def test_a_head_that_does_not_end_is_not_searched_for_its_end() -> None:
    long = b"X-Padding: " + b"p" * LONGEST_HEAD + b"\r\n"
    with pytest.raises(NotAFormError):
        read(body(part(b"x", more=long)))
    assert read(body(part(b"x", more=b"X: y\r\n"))).content == b"x"


def test_a_form_within_a_form_stays_what_it_is_a_content() -> None:
    inner = b'--in\r\nContent-Disposition: form-data; name="file"; filename="b"\r\n\r\ny'
    nested = part(inner, more=b"Content-Type: multipart/mixed; boundary=in\r\n")
    assert read(body(nested)).content == inner


def test_a_hundred_thousand_parts_are_looked_through_once() -> None:
    """Each is looked at where it stands: time and memory grow with the body and no faster."""
    many = b"--xYz\r\n" * 100_000
    tracemalloc.start()
    try:
        with pytest.raises(NotAFormError):
            read(many)
        with pytest.raises(NotAFormError):
            read(body(part(b"", file="") * 2_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MEBIBYTE
