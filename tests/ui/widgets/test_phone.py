"""The panel with the code for a phone: readable in every look, and no code of no use."""

from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.documents.from_phone import Code
from kiosk.flow import Phone
from kiosk.forms.answers import LATER
from kiosk.forms.form import Field, Limits
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from kiosk.words import Words
from tests.fakes.counter import LANGUAGES
from tests.fakes.forms import form, page
from tests.fakes.views import view
from tests.ui.screen import SHAPES, button, settle, shown, visible
from ui.shell import Shell
from ui.widgets.label import Label
from ui.widgets.phone import READABLE, PhonePanel
from ui.widgets.qr_code import QrCode

CODE = Code("https://portal.example/u/q8Z0b1Vd3kYx5nTtR2mLwA", 9)
LEASE = Field("/lease", "document", Words({"de": "Mietvertrag"}), limits=Limits())
PROMISED = replace(LEASE, may_come_later=True)
LONG = replace(LEASE, label=Words({"de": "Kopie des Fahrzeugausweises, Vorder- und Rückseite"}))


def seen(
    phone: Phone, field: Field = LEASE, code: Code = CODE, policy: Policy = SELF_SERVICE
) -> View:
    state = flow.ChoosingDocument(flow.Filling("test", 0), "/lease", phone=phone)
    return replace(view(state, form(page(field)), code=code), policy=policy)


def looking(built: View, language: str, text_size: TextSize, contrast: Contrast) -> View:
    texts = type(built.texts)(language)
    session = replace(built.session, language=language, text_size=text_size, contrast=contrast)
    return replace(built, session=session, texts=texts)


def told(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


def read_by_a_phone(shell: Shell) -> str:
    """What the camera of a phone makes of the screen, '' for nothing."""
    grey = shell.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    return str(found.text) if found else ""


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", TextSize)
@pytest.mark.parametrize("contrast", Contrast)
def test_a_phone_reads_the_code_in_every_look_and_nobody_has_to_move_the_page(
    qtbot: QtBot, size: QSize, text_size: TextSize, contrast: Contrast
) -> None:
    for language in LANGUAGES:
        built = looking(seen(Phone.WAITING, LONG), language, text_size, contrast)
        assert read_by_a_phone(shown(qtbot, built, size)) == CODE.url, language


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
def test_a_phone_reads_the_smaller_code_of_the_counter(qtbot: QtBot, size: QSize) -> None:
    shell = shown(qtbot, seen(Phone.OPENED, policy=ASSISTED), size)
    assert read_by_a_phone(shell) == CODE.url


@pytest.mark.parametrize("phone", sorted(set(Phone) - {Phone.NONE}, key=str))
def test_a_code_is_shown_only_where_it_is_of_use(qtbot: QtBot, phone: Phone) -> None:
    built = seen(phone)
    shell = shown(qtbot, built)
    assert bool(list(visible(shell, QrCode))) == (phone in READABLE)
    assert built.texts(f"phone-{phone.value}") in told(shell)


def test_where_there_is_no_such_way_no_panel_is_shown(qtbot: QtBot) -> None:
    assert not list(visible(shown(qtbot, seen(Phone.NONE)), PhonePanel))


def test_whose_page_it_is_and_how_long_the_code_is_good_stand_beside_it(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(Phone.WAITING))
    assert "Die Seite gehört zu portal.example." in told(shell)
    assert "noch 9 Minuten" in told(shell)
    assert CODE.url not in told(shell)


def test_the_minutes_go_on_and_the_code_stands_still(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(Phone.WAITING))
    (before,) = visible(shell, QrCode)
    shell.show_view(seen(Phone.WAITING, code=replace(CODE, minutes=1)))
    settle()
    assert list(visible(shell, QrCode)) == [before]
    assert "noch 1 Minute." in told(shell)


def test_the_code_has_a_name_for_whoever_does_not_see_it(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(Phone.WAITING))
    (code,) = visible(shell, QrCode)
    spoken = QAccessible.queryAccessibleInterface(code)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "QR-Code für Ihr Telefon"


@pytest.mark.parametrize(
    ("phone", "offered"),
    [
        (Phone.OPENING, False),
        (Phone.WAITING, False),
        (Phone.OPENED, False),
        (Phone.RECEIVING, False),
        (Phone.CLOSED, True),
        (Phone.EXPIRED, True),
        (Phone.UNREACHABLE, True),
    ],
)
def test_a_new_code_is_offered_where_the_old_one_is_of_no_use(
    qtbot: QtBot,
    phone: Phone,
    offered: bool,  # noqa: FBT001 - what the table says
) -> None:
    shell = shown(qtbot, seen(phone))
    names = {found.accessibleName() for found in visible(shell, QAbstractButton)}
    assert ("Neuen Code zeigen" in names) == offered
    if offered:
        with qtbot.waitSignal(shell.happened) as happened:
            button(shell, "Neuen Code zeigen").click()
        assert happened.args == [flow.DocumentsWanted("/lease")]


def test_where_the_phone_does_not_work_the_document_may_be_promised(qtbot: QtBot) -> None:
    built, told_by_it = seen(Phone.UNREACHABLE, PROMISED), []
    shell = shown(qtbot, built)
    shell.answered.connect(lambda *answer: told_by_it.append(answer))
    shell.happened.connect(told_by_it.append)
    button(shell, built.texts("editors-documents-later")).click()
    assert told_by_it == [("/lease", LATER), flow.Back()]


def test_what_may_not_come_later_is_not_promised(qtbot: QtBot) -> None:
    shell = shown(qtbot, seen(Phone.UNREACHABLE))
    names = {found.accessibleName() for found in visible(shell, QAbstractButton)}
    assert seen(Phone.NONE).texts("editors-documents-later") not in names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phone", sorted(READABLE, key=str))
def test_at_the_largest_text_nothing_of_the_panel_is_cut(
    qtbot: QtBot, language: str, phone: Phone
) -> None:
    built = looking(seen(phone, PROMISED), language, TextSize.LARGEST, Contrast.HIGH)
    for size in SHAPES:
        shell = shown(qtbot, built, size)
        (panel,) = visible(shell, PhonePanel)
        for label in panel.findChildren(Label):
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
            right = label.mapTo(panel, label.rect().topRight()).x()
            assert right < panel.width(), label.text()
