"""Documents: handed in, taken back, promised, and never pretended."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import LATER, Entry
from kiosk.forms.attachment import Attachment
from kiosk.texts import Texts
from tests.ui.editors.placed import placed
from ui.editors.documents import DocumentsEditor
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label

PASSPORT = Attachment("Pass.pdf", "application/pdf", b"%PDF" * 300_000, "a")
LEASE = Attachment("<b>Miete</b>.pdf", "application/pdf", b"%PDF", "b")


def said(built: DocumentsEditor) -> list[str]:
    return [label.text() for label in built.findChildren(Label) if label.isVisibleTo(built)]


def told_by(built: DocumentsEditor) -> list[Entry]:
    told: list[Entry] = []
    built.edited.connect(told.append)
    return told


@pytest.fixture
def promised(theme: Theme, qtbot: QtBot) -> DocumentsEditor:
    built = DocumentsEditor(placed("document", may_come_later=True), Texts("de"), theme)
    qtbot.addWidget(built)
    return built


def test_without_a_reader_nothing_is_offered_and_that_is_said(promised: DocumentsEditor) -> None:
    assert not promised.add.isVisibleTo(promised)
    assert "An diesem Gerät können Sie keine Dokumente einlesen." in said(promised)


def test_it_can_be_promised_and_the_promise_taken_back(promised: DocumentsEditor) -> None:
    told = told_by(promised)
    promised.later.click()
    promised.later.click()
    assert told == [LATER, ()]


def test_where_nothing_may_come_later_the_counter_takes_it(theme: Theme, qtbot: QtBot) -> None:
    built = DocumentsEditor(placed("document"), Texts("de"), theme)
    qtbot.addWidget(built)
    assert not built.later.isVisibleTo(built)
    assert any("am Schalter" in sentence for sentence in said(built))


def test_what_a_reader_reads_is_listed_and_can_be_taken_back(theme: Theme, qtbot: QtBot) -> None:
    found = iter([(PASSPORT,), (LEASE,)])
    field = placed("documents", may_come_later=True)
    built = DocumentsEditor(field, Texts("de"), theme, sources=lambda: next(found))
    qtbot.addWidget(built)
    told = told_by(built)
    built.later.click()
    built.add.click()
    built.add.click()
    assert told == [LATER, (PASSPORT,), (PASSPORT, LEASE)]
    assert not built.later.isChecked()
    assert {"Pass.pdf", "1.2 MB", "<b>Miete</b>.pdf"} <= set(said(built))
    remove = _named(built, "«Pass.pdf» entfernen")
    remove.click()
    assert built.files == (LEASE,)


def test_a_reader_that_was_cancelled_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    built = DocumentsEditor(placed("document"), Texts("de"), theme, sources=tuple)
    qtbot.addWidget(built)
    told = told_by(built)
    built.add.click()
    assert told == []


def test_files_of_the_entry_are_listed(theme: Theme, qtbot: QtBot) -> None:
    built = DocumentsEditor(placed("documents", (PASSPORT, LEASE)), Texts("de"), theme)
    qtbot.addWidget(built)
    assert built.files == (PASSPORT, LEASE)
    assert "Pass.pdf" in said(built)


def _named(built: DocumentsEditor, name: str) -> Button:
    return next(one for one in built.findChildren(Button) if one.accessibleName() == name)
