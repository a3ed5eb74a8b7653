"""Out of service: what is said depends on whether it is soon over."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.presence import UPDATE_PENDING
from kiosk.session import TextSize
from tests.fakes import counter
from tests.fakes.counter import LANGUAGES
from tests.ui.screen import SHAPES, shown, visible
from tests.ui.test_every_page import within
from ui.widgets.label import Label


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", TextSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_that_is_being_renewed_says_so_and_it_fits(
    qtbot: QtBot, size: QSize, text_size: TextSize, language: str
) -> None:
    view = counter.view(flow.OutOfService(UPDATE_PENDING), language, text_size)
    shell = shown(qtbot, view, size)
    labels = visible(shell, Label)
    assert view.texts("out-of-service-update") in {label.text() for label in labels}
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()) - 1
        assert within(shell, label)


def test_another_reason_is_not_promised_to_pass(qtbot: QtBot) -> None:
    view = counter.view(flow.OutOfService("terminal-revoked"), "de")
    shell = shown(qtbot, view)
    said = {label.text() for label in visible(shell, Label)}
    assert view.texts("out-of-service-text") in said
    assert view.texts("out-of-service-update") not in said
