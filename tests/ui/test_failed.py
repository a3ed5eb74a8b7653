"""What did not work is said without jargon; only what is safe is offered."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from kiosk.problems import PROBLEMS, Problem
from tests.fakes.forms import form
from tests.fakes.views import view
from tests.ui.stage import staged
from ui.pages.failed import FailedPage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label

OF_PAPER = {"unprintable", "printer-unavailable"}
"""Never a page of their own: the answers have arrived, and the receipt says what the paper does."""

SHOWN = [problem for word, problem in PROBLEMS.items() if word not in OF_PAPER]

Build = Callable[[str], FailedPage]


@pytest.fixture
def events() -> list[flow.Event]:
    return []


@pytest.fixture
def build(theme: Theme, qtbot: QtBot, events: list[flow.Event]) -> Build:
    def built(word: str) -> FailedPage:
        state = flow.Failed(word, f"E-{word}", flow.Submitting("test", "k"))
        page = FailedPage(view(state, form()), theme)
        page.happened.connect(events.append)
        return staged(page, qtbot)

    return built


@pytest.mark.parametrize("problem", SHOWN, ids=lambda problem: problem.word)
class TestEveryProblem:
    def test_it_says_what_is_true_and_what_to_do(self, problem: Problem, build: Build) -> None:
        page = build(problem.word)
        shown = [label.text() for label in page.findChildren(Label)]
        said = page.view.texts
        assert page.title() == said(f"problem-{problem.word}-title")
        assert said(f"problem-{problem.word}-answers") in shown
        assert said(f"problem-{problem.word}-do") in shown
        assert f"Code für die Informatik: E-{problem.word}" in shown

    def test_only_what_is_safe_is_offered(
        self, problem: Problem, build: Build, events: list[flow.Event]
    ) -> None:
        page = build(problem.word)
        offers = page.offers()
        assert (offers.back is not None) is problem.back
        assert (offers.forward is not None) is problem.retry
        for button in page.findChildren(Button):
            button.click()
        called = [flow.HelpWanted()] * problem.call_staff
        on_paper = [flow.ApplicationWanted()] * flow.may_apply_on_paper(page.state)
        assert events == called + on_paper

    def test_no_colour_of_errors_frightens(self, problem: Problem, build: Build) -> None:
        page = build(problem.word)
        image = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = set(memoryview(image.constBits()).cast("I"))
        assert QColor(page.theme.colours.ink).rgb() in pixels
        assert QColor(page.theme.colours.error).rgb() not in pixels


def test_what_may_have_arrived_is_never_sent_anew_but_asked_for(build: Build) -> None:
    offers = build("outcome-unknown").offers()
    assert offers.back is None
    assert offers.forward is not None
    assert offers.forward.event == flow.Retried()


@pytest.mark.parametrize(("policy", "times"), [(SELF_SERVICE, 0), (ASSISTED, 1)])
def test_only_staff_read_what_to_do_where_an_application_was_not_printed(
    policy: Policy, times: int, theme: Theme, qtbot: QtBot
) -> None:
    sending = flow.Submitting("test", "k")
    state = flow.Failed("unreachable", "dns", sending, flow.Paper.FAILED, "media-jam")
    page = staged(FailedPage(replace(view(state, form()), policy=policy), theme), qtbot)
    shown = [label.text() for label in page.findChildren(Label)]
    assert page.view.texts("failed-paper-failed") in shown
    assert shown.count(page.view.texts("refill-media-jam")) == times
