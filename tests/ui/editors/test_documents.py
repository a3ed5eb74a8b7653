"""Documents: handed in, taken back, promised, and never pretended."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import LATER, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.limits import DOCUMENTS
from kiosk.texts import Texts
from tests.fakes.files import JPEG, PDF, PNG, png
from tests.ui.editors.placed import placed
from ui.editors.documents import DocumentsEditor, FileWanted
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.documents import thumbnail
from ui.widgets.label import Label

PASSPORT = Attachment("Pass.pdf", "application/pdf", b"%PDF" * 300_000, "a")
LEASE = Attachment("<b>Miete</b>.pdf", "application/pdf", b"%PDF", "b")


def said(built: DocumentsEditor) -> list[str]:
    return [label.text() for label in built.findChildren(Label) if label.isVisibleTo(built)]


def told_by(built: DocumentsEditor) -> list[Entry | FileWanted]:
    told: list[Entry | FileWanted] = []
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


def test_a_file_is_asked_for_and_the_promise_stays_possible(theme: Theme, qtbot: QtBot) -> None:
    field = placed("documents", may_come_later=True)
    built = DocumentsEditor(field, Texts("de"), theme, takes_files=True)
    qtbot.addWidget(built)
    told = told_by(built)
    built.add.click()
    built.later.click()
    assert told == [FileWanted(), LATER]
    assert built.add.accessibleName() == "Frage: Dokument hinzufügen"
    assert any("Rückseite" in sentence for sentence in said(built))


def test_what_was_handed_in_is_listed_and_can_be_taken_back(theme: Theme, qtbot: QtBot) -> None:
    field = placed("documents", (PASSPORT, LEASE), may_come_later=True)
    built = DocumentsEditor(field, Texts("de"), theme, takes_files=True)
    qtbot.addWidget(built)
    told = told_by(built)
    assert {"Pass.pdf", "1.2 MB", "<b>Miete</b>.pdf", "1 kB"} <= set(said(built))
    _named(built, "«Pass.pdf» entfernen").click()
    assert told == [(LEASE,)]
    assert built.files == (LEASE,)


@pytest.mark.parametrize(
    ("language", "said_of_it"),
    [("de", "1 Seite, 1 kB"), ("fr", "2 pages, 1 ko"), ("de-simple", "3 Seiten, 1 kB")],
)
def test_a_pdf_says_how_many_pages_it_has(
    theme: Theme, qtbot: QtBot, language: str, said_of_it: str
) -> None:
    pages = int(said_of_it[0])
    lease = Attachment("Miete.pdf", "application/pdf", PDF, pages=pages)
    built = DocumentsEditor(placed("document", (lease,)), Texts(language), theme)
    qtbot.addWidget(built)
    assert said_of_it in said(built)


def test_one_document_is_replaced_by_another(theme: Theme, qtbot: QtBot) -> None:
    built = DocumentsEditor(placed("document", (LEASE,)), Texts("de"), theme, takes_files=True)
    qtbot.addWidget(built)
    assert built.add.label == "Andere Datei wählen"
    _named(built, f"«{LEASE.name}» entfernen").click()
    assert built.add.label == "Dokument hinzufügen"


def test_where_all_are_there_no_more_is_offered(theme: Theme, qtbot: QtBot) -> None:
    many = tuple(Attachment(f"{n}.pdf", "application/pdf", b"%d" % n) for n in range(DOCUMENTS))
    built = DocumentsEditor(placed("documents", many), Texts("de"), theme, takes_files=True)
    qtbot.addWidget(built)
    assert not built.add.isVisibleTo(built)


def test_a_picture_is_shown_small_and_a_pdf_is_not_drawn(theme: Theme, qtbot: QtBot) -> None:
    shown = [
        thumbnail(Attachment("a", media_type, content), theme, 18)
        for media_type, content in (("image/jpeg", JPEG), ("image/png", PNG))
    ]
    sign = thumbnail(Attachment("a", "application/pdf", PDF), theme, 18)
    for label in (*shown, sign):
        qtbot.addWidget(label)
    assert [label.pixmap().size().toTuple() for label in shown] == [(72, 48), (72, 48)]
    assert sign.pixmap().width() == sign.pixmap().height() < 72


def test_a_picture_that_cannot_be_decoded_has_a_sign(theme: Theme, qtbot: QtBot) -> None:
    label = thumbnail(Attachment("a", "image/png", png(20_000, 20_000)), theme, 18)
    qtbot.addWidget(label)
    assert label.pixmap().width() < 72


def test_files_of_the_entry_are_listed(theme: Theme, qtbot: QtBot) -> None:
    built = DocumentsEditor(placed("documents", (PASSPORT, LEASE)), Texts("de"), theme)
    qtbot.addWidget(built)
    assert built.files == (PASSPORT, LEASE)
    assert "Pass.pdf" in said(built)


def _named(built: DocumentsEditor, name: str) -> Button:
    return next(one for one in built.findChildren(Button) if one.accessibleName() == name)
