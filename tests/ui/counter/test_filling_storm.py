"""Whatever keys are pressed in whatever order: the page and the answers agree."""

from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.form import Field, Form, Limits, Note, Repeat, Section
from kiosk.words import Words
from tests.fakes.forms import equals, field, form, options, page, said
from tests.ui.counter.form_visit import CONTROL, NONE, SHIFT, FormVisit, Key

FIRM = Limits(latest="today")
HOME = tuple(
    Field(f"/home/{part}", kind, said(part))
    for part, kind in (
        ("street", "text"),
        ("houseNumber", "text"),
        ("swissZipCode", "postcode"),
        ("town", "text"),
        ("municipality", "municipality"),
    )
)
MOVER = (field("/movers/*/name"), field("/movers/*/born", "date", required=True))
ASKED: Form = form(
    page(
        field("/case", "choice", options=options("own", "other", "none"), required=True),
        field("/sure", "yes_no", required=True),
        field("/why", shown_when=equals("/case", "other"), required=True),
        field("/when", "date", limits=FIRM, shown_when=equals("/sure", True)),
        Note(said("Halt."), "stop", shown_when=equals("/case", "none")),
    ),
    page(Section(Words(), HOME, "address")),
    page(
        field("/some", "choices", options=options("eins", "zwei", "drei")),
        field("/land", "country", default="CH"),
        shown_when=equals("/sure", True),
    ),
    page(Repeat("/movers", said("M"), said("Person"), MOVER, max_items=3)),
    page(field("/long", "multiline"), field("/oath", "confirmation"), field("/phone", "phone")),
)
KEYS = (
    *((Key.Key_Tab, NONE),) * 6,
    *((Key.Key_Return, NONE),) * 4,
    (Key.Key_Backtab, SHIFT),
    (Key.Key_Down, NONE),
    (Key.Key_Up, NONE),
    (Key.Key_Space, NONE),
    (Key.Key_Backspace, NONE),
    (Key.Key_Delete, NONE),
    (Key.Key_F7, NONE),
    (Key.Key_F7, SHIFT),
    (Key.Key_PageDown, NONE),
    (Key.Key_PageUp, NONE),
    (Key.Key_Plus, CONTROL),
    (Key.Key_Minus, CONTROL),
    (Key.Key_T, CONTROL),
    (Key.Key_Z, CONTROL),
    (Key.Key_V, CONTROL),
    *((key, NONE) for key in (Key.Key_J, Key.Key_N, Key.Key_O, Key.Key_E, Key.Key_Z)),
    *((key, NONE) for key in (Key.Key_6, Key.Key_0, Key.Key_1, Key.Key_3)),
)
COPIED = (
    "Pilatusstrasse 1\n6003 Luzern",
    "24.12.85",
    "Frankreich",
    "\x00\u202e",
    "+41 (0)79 1234567",
)
STEPS = 70


def press(visit: FormVisit, chance: Random) -> None:
    key, modifiers = chance.choice(KEYS)
    if key == Key.Key_V:
        QApplication.clipboard().setText(chance.choice(COPIED))
    visit.presses(key, modifiers=modifiers)


def agree(visit: FormVisit) -> None:
    """Hold what the page shows against what is known."""
    stops = list(visit.page.sheet.stops())
    assert len({id(stop) for stop in stops}) == len(stops)
    for cell in visit.cells():
        if not cell.has_focus():
            assert cell.editor.entry == cell.placed.entry, cell.pointer
    assert visit.filled is not None
    wrong = {finding.pointer for finding in visit.filled.findings}
    assert set(visit.problems()) <= wrong
    assert visit.page.bar.isHidden() or visit.page.bar.count >= len(visit.problems())


@pytest.mark.parametrize("seed", range(6))
def test_the_page_agrees_with_the_answers_after_every_key(qtbot: QtBot, seed: int) -> None:
    chance = Random(seed)
    visit = FormVisit(qtbot, ASKED, refused=seed % 2, language="fr")
    for _ in range(STEPS):
        press(visit, chance)
        agree(visit)
    visit.refuse()
    agree(visit)
