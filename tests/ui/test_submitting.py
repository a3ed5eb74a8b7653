"""While answers are on their way nothing can be touched."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from tests.fakes.forms import form
from tests.fakes.views import view
from tests.ui.stage import staged
from ui.pages.page import Actions
from ui.pages.submitting import SubmittingPage
from ui.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SubmittingPage:
    return staged(SubmittingPage(view(flow.Submitting("test", "k"), form()), theme), qtbot)


def test_there_is_no_button_to_touch_twice(page: SubmittingPage) -> None:
    assert page.offers() == Actions()


def test_after_a_while_it_says_that_it_takes_longer(page: SubmittingPage) -> None:
    assert page.slow.text() == ""
    assert page.timer.isActive()
    assert page.timer.interval() == 5_000
    page.timer.timeout.emit()
    assert "etwas länger" in page.slow.text()
