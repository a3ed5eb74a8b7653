"""The report in a terminal window: readable in any width, without colours too."""

import pytest

from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Outcome, Verdict, fine
from kiosk.readiness.table import NARROWEST, WORDS, lines
from tests.unit.readiness.test_paper import report

LONG = "The name portal.example is not known, and neither is anything else in this sentence."
TROUBLED = {"swap": warned("swap-on", "Swap is on."), "dns": failed("dns", LONG)}


def told(width: int = 80, *, colour: bool = False, **found: Verdict) -> list[str]:
    return list(lines(report(**(found or TROUBLED)), width, colour=colour))


def test_what_failed_comes_first_with_what_to_do() -> None:
    text = told()
    assert text[2] == "FAILED portal/dns (dns)"
    remedy = next(line for line in text if line.startswith("  -> "))
    assert remedy.startswith("  -> Check portal.url")
    assert text.index("WARNING lockdown/swap (swap-on)") < text.index("settings")


def test_where_all_is_well_it_says_so() -> None:
    assert told(user=fine("kiosk"))[2] == "Nothing is wrong."


@pytest.mark.parametrize("width", [0, 60, 80, 120, 500])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    longest = max(map(len, told(width)))
    assert longest <= min(max(width, NARROWEST), 120)


def test_what_wraps_stays_in_its_column() -> None:
    text = told(60)
    first = next(number for number, line in enumerate(text) if line.startswith("  FAILED   dns"))
    column = text[first].index("The name")
    assert text[first + 1].startswith(" " * column)
    assert text[first + 1][column] != " "


def test_colours_only_repeat_the_words() -> None:
    def bare(text: str) -> str:
        for code in ("\x1b[0m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"):
            text = text.replace(code, "")
        return text

    assert [bare(line) for line in told(colour=True)] == told()
    assert "\x1b" not in "".join(told())
    assert set(WORDS) == set(Outcome)
