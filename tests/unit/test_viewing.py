"""Views are made at every key that is pressed, so they must cost little."""

from datetime import date
from unittest.mock import patch

from kiosk import flow
from kiosk.policy import SELF_SERVICE
from kiosk.session import Session
from kiosk.shelf import Shelf
from kiosk.texts import Texts
from kiosk.view import Terminal
from kiosk.viewing import Viewing


def test_the_texts_of_a_language_are_read_once() -> None:
    viewing = Viewing(SELF_SERVICE, Terminal("t-1"), ("de", "fr"), lambda: date(2026, 11, 24))
    with patch("kiosk.viewing.Texts", wraps=Texts) as reading:
        for language in ("de", "fr", "de", "fr", "de"):
            view = viewing.view(flow.Home(), Session(language=language), Shelf())
            assert view.texts.language == language
    assert [call.args for call in reading.call_args_list] == [("de",), ("fr",)]
