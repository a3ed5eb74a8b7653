from itertools import product

import pytest

from kiosk.session import Contrast, Session, TextSize
from ui.theme import COLOURS, Colours, Role, Theme


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of `#rrggbb`."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def texts_on_grounds(colours: Colours) -> list[tuple[str, str]]:
    inks = (colours.ink, colours.muted, colours.error, colours.ok, colours.accent)
    pairs = list(product(inks, (colours.paper, colours.surface)))
    pressed = (colours.ink, colours.accent_soft), (colours.accent, colours.accent_soft)
    return [*pairs, *pressed, (colours.accent_ink, colours.accent), (colours.paper, colours.ink)]


@pytest.mark.parametrize(("contrast", "least"), [(Contrast.NORMAL, 7.0), (Contrast.HIGH, 20.0)])
def test_every_text_stands_out_from_every_ground(contrast: Contrast, least: float) -> None:
    for ink, ground in texts_on_grounds(COLOURS[contrast]):
        assert ratio(ink, ground) >= least, f"{ink} on {ground}"


@pytest.mark.parametrize("contrast", Contrast)
def test_borders_and_the_focus_ring_stand_out_three_to_one(contrast: Contrast) -> None:
    colours = COLOURS[contrast]
    for edge, ground in product((colours.line, colours.focus), (colours.paper, colours.surface)):
        assert ratio(edge, ground) >= 3.0, f"{edge} on {ground}"


def test_no_accent_is_the_confederations_red() -> None:
    for colours in COLOURS.values():
        red, green, blue = (int(colours.accent[start : start + 2], 16) for start in (1, 3, 5))
        assert red <= max(green, blue)


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("px_per_mm", [2.7, 4.0, 5.6])
def test_a_capital_of_body_text_is_as_high_as_promised(size: TextSize, px_per_mm: float) -> None:
    theme = Theme.of(Session(text_size=size), px_per_mm, portrait=True)
    capital = 0.714 * theme.font(Role.BODY).pixelSize() / px_per_mm
    assert capital == pytest.approx(size.value, abs=0.2)


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("role", Role)
def test_no_text_for_visitors_is_smaller_than_the_standards_allow(
    size: TextSize, role: Role
) -> None:
    theme = Theme.of(Session(text_size=size), 4.0, portrait=False)
    assert theme.capital_mm(role) >= 3.5


@pytest.mark.parametrize("role", Role)
def test_larger_text_is_larger_in_every_role(role: Role) -> None:
    heights = [
        Theme.of(Session(text_size=size), 4.0, portrait=True).capital_mm(role) for size in TextSize
    ]
    assert heights == sorted(set(heights))


def test_targets_are_made_for_fingers_and_denser_at_the_counter() -> None:
    public = Theme.of(Session(), 4.0, portrait=True)
    staff = Theme.of(Session(), 4.0, portrait=False, staff=True)
    assert public.target == 80
    assert public.gap >= 2.54 * 4.0
    assert 32 <= staff.target <= 36
    assert public.touch
    assert not staff.touch


def test_a_theme_is_equal_when_the_look_is_equal() -> None:
    one, same = (Theme.of(Session(bfs=bfs), 4.0, portrait=True) for bfs in (1024, 1061))
    assert one == same
    assert one != Theme.of(Session(contrast=Contrast.HIGH), 4.0, portrait=True)


def test_the_style_sheet_is_small() -> None:
    assert Theme.of(Session(), 4.0, portrait=True).style_sheet().count("{") <= 6


@pytest.mark.parametrize(
    ("width_mm", "size", "beside"),
    [
        (476.0, TextSize.NORMAL, True),
        (476.0, TextSize.LARGE, True),
        (476.0, TextSize.LARGEST, False),
        (345.0, TextSize.NORMAL, False),
    ],
)
def test_context_stands_beside_a_question_only_where_both_can_be_read(
    width_mm: float, size: TextSize, *, beside: bool
) -> None:
    session = Session(text_size=size)
    assert Theme.of(session, 4.0, portrait=False, width_mm=width_mm).beside is beside
    assert not Theme.of(session, 4.0, portrait=True, width_mm=width_mm).beside
