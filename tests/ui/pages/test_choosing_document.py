"""The files that lie ready: named as they are, chosen by a touch, refused in words."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.documents.folder import FoundFile
from kiosk.documents.refusal import Refusal
from kiosk.forms import limits
from kiosk.forms.form import Field, Limits
from kiosk.view import View
from kiosk.words import Words
from tests.fakes.forms import form, page
from tests.fakes.views import view
from tests.ui.screen import button, settle, shown, visible
from ui.shell import Shell
from ui.widgets.label import Label
from ui.widgets.tile import Tile

LEASE = Field(
    "/lease",
    "document",
    Words({"de": "Mietvertrag"}),
    limits=Limits(accept=("application/pdf", "image/png"), max_bytes=2_000_000),
)
SCAN = FoundFile("Scan.pdf", 1_234_567, datetime(2026, 11, 24, 9, 12))  # noqa: DTZ001 - as shown
MARKUP = replace(SCAN, name="<b>Fett</b> & {0}.pdf", size=12)


def seen(files: tuple[FoundFile, ...] | None, reading: bool = False, refusal: str = "") -> View:  # noqa: FBT001, FBT002 - as the state has it
    state = flow.ChoosingDocument(flow.Filling("test", 0), "/lease", reading, refusal)
    return view(state, form(page(LEASE)), files=files)


def told(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


def names(shell: Shell) -> list[str]:
    return [tile.accessibleName() for tile in visible(shell, Tile)]


def test_files_are_named_plainly_with_size_and_time(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen((SCAN, MARKUP)))
    assert names(shell) == ["Scan.pdf", "<b>Fett<_b> & {0}.pdf"]
    first, _ = visible(shell, Tile)
    assert first.accessibleDescription() == "1.2 MB, 24.11.2026 09:12"


def test_it_says_for_what_and_which_files_are_possible(qtbot: QtBot) -> None:
    said = told(shown(qtbot, seen(())))
    assert "Mietvertrag" in said
    assert "Möglich sind PDF, PNG, höchstens 2 MB." in said


def test_a_touch_tells_the_number_of_the_file_and_not_its_name(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen((SCAN, MARKUP)))
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, "<b>Fett<_b> & {0}.pdf").click()
    assert happened.args == [flow.DocumentChosen(1)]


def test_the_files_come_when_they_were_found(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(None))
    before = shell.page
    assert "werden gesucht" in told(shell)
    shell.show_view(seen((SCAN,)))
    settle()
    assert shell.page is before
    assert names(shell) == ["Scan.pdf"]
    assert "werden gesucht" not in told(shell)


def test_an_empty_folder_says_what_to_do_and_can_be_looked_into_again(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(()))
    assert "Scannen Sie" in told(shell)
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, "Nochmals suchen").click()
    assert happened.args == [flow.DocumentsWanted("/lease")]


def test_while_a_file_is_read_only_the_way_back_is_open(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen((SCAN,), reading=True))
    buttons = {found.accessibleName() for found in visible(shell, QAbstractButton)}
    assert "wird geprüft" in told(shell)
    assert "Zurück" in buttons
    assert not buttons & {"Scan.pdf", "Nochmals suchen"}


@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_is_where_the_reader_begins(qtbot: QtBot, refusal: Refusal) -> None:
    built = seen((SCAN,), refusal=refusal.value)
    shell = shown(qtbot, built)
    words = built.texts(f"document-{refusal.value}", limit=limits.DOCUMENT_PAGES)
    focus = shell.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == words
    assert words in told(shell)


def test_where_some_are_left_out_it_says_so(qtbot: QtBot) -> None:
    many = tuple(replace(SCAN, name=f"{number}.pdf") for number in range(limits.FILES_SHOWN))
    assert "nur" not in told(shown(qtbot, seen(many[:3])))
    assert f"{limits.FILES_SHOWN} neusten Dateien" in told(shown(qtbot, seen(many)))
