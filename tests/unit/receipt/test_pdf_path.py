"""Outlines in the notation of SVG, and the crest made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.receipt.pdf_crest import drawn_crest
from kiosk.receipt.pdf_path import UnknownPathError, outline, placed
from kiosk.receipt.pdf_sheet import Fill, Letters
from kiosk.sandbox.crest import crest

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 56">{}</svg>'
PATH = '<path d="M0 0H48V56Z" fill="#1f4e79"/>'


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("M1 2L3 4", [("M", (1, 2)), ("L", (3, 4))]),
        ("m1 2 3 4", [("M", (1, 2)), ("L", (4, 6))]),
        ("M1,2 H5 V6 h-1 v-2z", "M1 2L5 2L5 6L4 6L4 4Z"),
        ("M0 0 1 1 2 0z", "M0 0L1 1L2 0Z"),
        ("M1 1c1 0 2 1 2 2s1 2 2 2", "M1 1C2 1 3 2 3 3C3 4 4 5 5 5"),
        ("M0 0S1 1 2 2", "M0 0C0 0 1 1 2 2"),
        ("M1 1h2zm1 1h1", "M1 1L3 1ZM2 2L3 2"),
        ("M.5-.5L-1.5+2", "M.5 -.5L-1.5 2"),
    ],
)
def test_a_path_becomes_absolute(path: str, steps: str | list[object]) -> None:
    wanted = list(outline(steps)) if isinstance(steps, str) else steps

    assert list(outline(path)) == wanted


@pytest.mark.parametrize(
    "path",
    [
        "",
        "L1 1",
        "M0 0A1 1 0 0 0 1 1",
        "M0 0Q1 1 2 2",
        "M0 0L1",
        "M0 0 x",
        "M0 0L1e9 1",
        "M0;0",
        "M",
    ],
)
def test_any_other_path_is_refused(path: str) -> None:
    with pytest.raises(UnknownPathError):
        outline(path)


def test_a_path_without_an_end_is_refused() -> None:
    with pytest.raises(UnknownPathError):
        outline("M0 0" + "h1" * 5_000)


def test_a_path_is_moved_scaled_and_turned() -> None:
    steps = outline("M1 0L0 2Z")

    assert placed(steps, 10, 20, 2) == outline("M12 20L10 24Z")
    assert placed(steps, 10, 20, 2, turned=True) == outline("M10 22L6 20Z")


@given(st.text("MmLlHhVvCcSsZz0123456789.,- ", max_size=60))
def test_no_path_breaks_anything(path: str) -> None:
    try:
        steps = outline(path)
    except UnknownPathError:
        return
    assert all(len(points) in (0, 2, 6) for _, points in steps)


def test_the_shield_of_a_portal_is_drawn_in_its_colour_with_its_letter() -> None:
    shield, letter = drawn_crest(crest("Zell", 1150), "X", "#000000", (10, 20), 56)

    assert isinstance(shield, Fill)
    assert isinstance(letter, Letters)
    assert (shield.colour, letter.words, letter.style.colour) == ("#6b4a12", "Z", "#ffffff")
    points = [point for _, step in shield.steps for point in step]
    assert (min(points[::2]), min(points[1::2]), max(points[1::2])) == (10, 23, 74)


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg",
        SVG.format('<image href="file:///etc/passwd"/>'),
        SVG.format('<path d="M0 0H1" fill="url(#x)"/>'),
        SVG.format('<path d="M0 0H1" fill="#1f4e79" style="fill:red"/>'),
        SVG.format('<path d="M0 0H1"/>'),
        SVG.format('<path d="M0 0A1 1 0 0 0 1 1" fill="#1f4e79"/>'),
        SVG.format(f"<g>{PATH}</g>"),
        SVG.format("<script>1</script>"),
        SVG.format('<text x="1" y="2" font-size="3" fill="#ffffff">A</text>'),
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format(PATH),
        SVG.format(PATH).replace('viewBox="0 0 48 56"', ""),
        SVG.format(PATH).replace("0 0 48 56", "0 0 0 0"),
        SVG.format(PATH).replace("0 0 48 56", "0 0 nan 56"),
        SVG.format(PATH).replace("0 0 48 56", "0 0 500 56"),
        SVG.format(PATH).replace("http://www.w3.org/2000/svg", "urn:x"),
        SVG.format(PATH * 2_000),
    ],
    ids=lambda svg: svg[:90],
)
def test_of_anything_else_a_neutral_shield_with_the_initial_is_drawn(svg: str) -> None:
    shield, letter = drawn_crest(svg, "M", "#123456", (0, 0), 56)

    assert isinstance(shield, Fill)
    assert isinstance(letter, Letters)
    assert (shield.colour, letter.words) == ("#123456", "M")
