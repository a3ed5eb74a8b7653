"""Text broken into lines."""

import pytest

from ui.theme import Role, Theme
from ui.widgets.lines import Lines


def broken(text: str, theme: Theme, width: float) -> Lines:
    return Lines(text, theme.font(Role.BODY), width)


@pytest.mark.parametrize("text", ["s’agit-il", "a-t-elle", "souhaitez-vous", "va ?", "« non »"])
def test_what_belongs_together_in_french_is_not_broken(text: str, theme: Theme) -> None:
    """A width that is a little too small breaks before, never inside."""
    alone = broken(text, theme, 10_000).width
    both = broken(f"aa {text}", theme, alone + 1)
    assert both.count == 2
    assert both.width == pytest.approx(alone, abs=1)


@pytest.mark.parametrize("text", ["Miet-Vertrag", "Kranken-Kasse", "Online-Schalter"])
def test_a_hyphen_of_a_compound_may_be_broken(text: str, theme: Theme) -> None:
    alone = broken(text, theme, 10_000).width
    assert broken(text, theme, alone - 5).count == 2


def test_no_line_is_wider_than_its_place(theme: Theme) -> None:
    long = broken("Niederlassungsbewilligungsverlängerungsgesuch", theme, 120)
    assert long.count > 2
    assert long.width <= 120
