"""A form in pictures, as `kiosk form show` leaves them for its designer."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk.forms.conditions import All
from kiosk.forms.form import Note
from kiosk.portals.lucerne import profile
from tests.fakes.form_document import changed
from tests.fakes.forms import equals, field, form, options, page, said
from ui.form_show import NotShownError, Shown, show
from ui.tour import LANDSCAPE, PORTRAIT, Look

CHOICE = field("/a", "choice", options=options("in", "out"))


def pictures(folder: Path) -> list[QImage]:
    return [QImage(str(file)) for file in sorted(folder.glob("*.png"))]


@pytest.mark.parametrize("landscape", [False, True])
def test_every_page_becomes_a_picture_of_the_whole_screen(
    qapp: QApplication, tmp_path: Path, *, landscape: bool
) -> None:
    read = profile.read_form(changed("/ui/elements/0/elements/1/options/tone", "info"), "")
    assert show(read, Look("fr", landscape=landscape), "self-service", tmp_path) == Shown(3)
    found = pictures(tmp_path)
    assert [picture.size() for picture in found] == [LANDSCAPE if landscape else PORTRAIT] * 3
    assert found[0] != found[1] != found[2]


def test_a_page_behind_another_answer_is_shown_with_that_answer(
    qapp: QApplication, tmp_path: Path
) -> None:
    asked = form(page(CHOICE), page(field("/b"), shown_when=equals("/a", "out")))
    assert show(asked, Look(), "assisted", tmp_path) == Shown(2)


def test_a_page_that_no_answers_show_is_named(qapp: QApplication, tmp_path: Path) -> None:
    never = All(equals("/a", "in"), equals("/a", "out"))
    asked = form(page(CHOICE), page(field("/b"), title="Wohin?", shown_when=never))
    assert show(asked, Look(), "assisted", tmp_path) == Shown(1, ("Wohin?",))


def test_a_form_that_cannot_be_finished_says_where(qapp: QApplication, tmp_path: Path) -> None:
    asked = form(page(CHOICE, Note(said("Bitte am Schalter"), "stop")))
    with pytest.raises(NotShownError, match="the stop on page 0 has no way around"):
        show(asked, Look(), "self-service", tmp_path)
    assert pictures(tmp_path) == []
