"""The form looks as it should in every size, contrast and language: nothing lies over anything."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.catalogue import Audience
from kiosk.form_file import check
from kiosk.forms.answers import Answers
from kiosk.forms.form import Field, Repeat, Section
from kiosk.forms.placed import PlacedField, flat
from kiosk.forms.sample import answered as answered_in_full
from kiosk.sandbox.form_source import whole
from kiosk.sandbox.sources import RESOURCES
from kiosk.session import Contrast, TextSize
from kiosk.words import Words
from tests.fakes.forms import answered, field, form, page, said
from tests.ui.counter.desk import NARROW, SIZES, TODAY
from tests.ui.counter.form_visit import FormVisit
from tests.ui.screen import settle
from tests.ui.test_every_form_page import COMPOUND, MARKUP, asking
from ui.counter.editors.matches import Match
from ui.counter.form_cell import Cell
from ui.counter.form_rows import UNITS, Wish, rows

SOURCES = sorted((RESOURCES / "forms").glob("*.json"))
LOOKS = [
    (size, text_size, contrast)
    for size in SIZES
    for text_size in (TextSize.NORMAL, TextSize.LARGEST)
    for contrast in Contrast
]
EVERYTHING = Answers().having("/yes", "true").having("/movers/0/name", "Zoë")


def place_of(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint()), widget.size())


def scrolled_through(visit: FormVisit) -> list[Cell]:
    """Return every field, built."""
    bar = visit.page.sheet.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + visit.page.sheet.viewport().height() // 2)
        settle()
    return list(visit.cells())


@pytest.mark.parametrize(("size", "text_size", "contrast"), LOOKS)
@pytest.mark.parametrize("words", [COMPOUND, MARKUP])
def test_nothing_lies_over_anything_and_nothing_is_cut_off(
    qtbot: QtBot, words: str, size: QSize, text_size: TextSize, contrast: Contrast
) -> None:
    visit = FormVisit(
        qtbot,
        asking(words),
        size=size,
        text_size=text_size,
        contrast=contrast,
        refused=1,
        answers=EVERYTHING,
        takes_files=True,
    )
    ground = visit.page.sheet.widget()
    assert ground is not None
    places = [place_of(cell.editor, ground) for cell in scrolled_through(visit)]
    assert len(places) == 19
    for number, place in enumerate(places):
        assert ground.rect().contains(place)
        assert place.width() >= visit.page.theme.target
        assert not any(place.intersects(other) for other in places[number + 1 :])


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_service_asks_all_it_asks_once_and_in_order(qtbot: QtBot, source: Path) -> None:
    checked = check(source, whole, TODAY)
    assert checked.form is not None
    answers = answered_in_full(checked.form, Answers(), Audience.ASSISTED, TODAY)
    visit = FormVisit(qtbot, checked.form, answers=answers, size=NARROW, language="fr", refused=1)
    shown = scrolled_through(visit)
    assert visit.filled is not None
    placed = [item for page in visit.filled.placed.values() for item in flat(page)]
    asked = [item.pointer for item in placed if isinstance(item, PlacedField)]
    said_elsewhere = {one for one in asked if one.endswith("/municipality")}
    assert [cell.pointer for cell in shown] == [one for one in asked if one not in said_elsewhere]
    assert visit.problems() == []
    ground = visit.page.sheet.widget()
    assert ground is not None
    places = [place_of(cell.editor, ground) for cell in shown]
    for number, place in enumerate(places):
        assert ground.rect().contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])


@pytest.mark.parametrize("text_size", list(TextSize))
def test_a_line_is_high_enough_for_its_letters(qtbot: QtBot, text_size: TextSize) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))), text_size=text_size)
    line = visit.cell("/a").editor.focus_target()
    assert line.height() >= 1.3 * line.font().pixelSize()


def test_every_stop_has_a_name_and_says_its_hint_or_what_is_wrong(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, asking("Frage"), refused=1, answers=EVERYTHING, takes_files=True)
    scrolled_through(visit)
    for stop in visit.page.sheet.stops():
        seen = QAccessible.queryAccessibleInterface(stop)
        assert seen.text(QAccessible.Text.Name), stop
    for cell in visit.cells():
        if cell.problem:
            heard = {one.accessibleDescription() for one in cell.editor.inputs()}
            assert all(cell.problem in one for one in heard), cell.pointer


def test_editors_of_a_row_stand_on_one_line_whatever_their_labels(qtbot: QtBot) -> None:
    long = Words({"de": "b", "fr": "une question un peu plus longue que toutes les autres"})
    both = form(page(field("/a", "date"), field("/c", "date"), Field("/b", "date", long)))
    visit = FormVisit(qtbot, both, language="fr")
    tops = {place_of(visit.cell(at).editor, visit.page).top() for at in ("/a", "/b", "/c")}
    assert len(tops) == 1


def test_edges_of_fields_lie_below_each_other(qtbot: QtBot) -> None:
    asked = form(*(page(field(f"/a{at}", "date"), field(f"/b{at}", "date")) for at in range(4)))
    visit = FormVisit(qtbot, asked)
    lefts = {place_of(visit.cell(f"/b{at}"), visit.page).left() for at in range(4)}
    assert len(lefts) == 1


def test_a_named_section_has_its_heading_where_it_is_not_alone(qtbot: QtBot) -> None:
    section = Section(said("Adresse"), (field("/street"),), "address")
    alone = FormVisit(qtbot, form(page(section)))
    beside = FormVisit(qtbot, form(page(field("/name"), section)))
    names = [piece.accessibleName() for piece in beside.page.sheet.pieces()]
    assert "Adresse" in names
    assert "Adresse" not in [piece.accessibleName() for piece in alone.page.sheet.pieces()]


def test_a_group_grows_and_what_is_below_makes_room(qtbot: QtBot) -> None:
    group = Repeat("/m", said("M"), said("Person"), (field("/m/*/a"),))
    visit = FormVisit(qtbot, form(page(group), page(field("/end"))))
    before = place_of(visit.cell("/end"), visit.page).top()
    visit.group().add.click()
    settle()
    assert place_of(visit.cell("/end"), visit.page).top() > before


def test_the_form_begins_at_its_top_and_a_long_one_has_a_bar(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(*(page(field(f"/a{at}")) for at in range(40))))
    bar = visit.page.sheet.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)


def test_where_one_looks_nothing_jumps_while_other_parts_are_built(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, asking(COMPOUND), page=9, answers=answered(line="x"))
    cell = visit.cell("/soon")
    before = place_of(cell, visit.page).top()
    visit.page.sheet.arrange()
    assert place_of(cell, visit.page).top() == before


@pytest.mark.parametrize("width", [200, 400, 2_000])
def test_in_a_list_the_visitors_words_never_lie_over_the_offices(qtbot: QtBot, width: int) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))), text_size=TextSize.LARGEST)
    row = Match("Ich ziehe in eine andere Gemeinde", "Ich gehe in eine andere Gemeinde")
    place = QRect(0, 0, width, 40)
    label, rest = visit.page.matches.split(row, place)
    assert place.contains(label)
    assert not rest.isValid() or (rest.left() > label.right() and place.contains(rest))


# --- The raster ----------------------------------------------------------------------------------


def test_a_row_is_filled_as_far_as_there_is_room() -> None:
    found = list(rows([Wish(290), Wish(290), Wish(290), Wish(290), Wish(50)], 1_188, 12))
    assert [[spot.number for spot in row] for row in found] == [[0, 1, 2], [3, 4]]


def test_what_is_alone_has_nothing_beside_it() -> None:
    found = list(rows([Wish(100), Wish(100, alone=True), Wish(100)], 1_188, 12))
    assert [[spot.number for spot in row] for row in found] == [[0], [1], [2]]


def test_what_begins_a_row_begins_it() -> None:
    found = list(rows([Wish(100), Wish(100, begins=True)], 1_188, 12))
    assert [len(row) for row in found] == [1, 1]


@pytest.mark.parametrize("width", [300, 777, 1_188])
def test_pieces_never_touch_and_never_reach_over_the_edge(width: int) -> None:
    wishes = [Wish(40 * (at % 7 + 1)) for at in range(60)]
    for row in rows(wishes, width, 12):
        assert len(row) <= UNITS
        assert row[-1].left + row[-1].width <= width
        for left, right in pairwise(row):
            assert right.left - left.left - left.width >= 12
