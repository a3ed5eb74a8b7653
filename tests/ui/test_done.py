"""The receipt on the screen: nothing is promised that is not true of the paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from kiosk.receipt.receipt import Receipt, SealedDocument
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.forms import form
from tests.fakes.views import RECEIPT, view
from tests.ui.screen import settle, shell_of, windows_that_come
from tests.ui.stage import staged
from tests.unit.receipt.papers import BILL
from ui.pages.done import DonePage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.qr_code import QrCode

Build = Callable[..., DonePage]


@pytest.fixture
def events() -> list[flow.Event]:
    return []


@pytest.fixture
def build(theme: Theme, qtbot: QtBot, events: list[flow.Event]) -> Build:
    def built(paper: flow.Paper = flow.Paper.READY, receipt: Receipt = RECEIPT) -> DonePage:
        state = flow.Done("test", receipt.case, paper)
        page = DonePage(view(state, form(), receipt=receipt), theme)
        page.happened.connect(events.append)
        return staged(page, qtbot)

    return built


def texts(page: DonePage) -> list[str]:
    return [label.text() for label in page.findChildren(Label)]


def labels(page: DonePage) -> list[str]:
    return [button.label for button in page.findChildren(Button)]


def test_it_says_who_has_it_and_under_which_number(build: Build) -> None:
    shown = texts(build())
    assert "Erhalten von Einwohnerdienste, Stadt Luzern" in shown
    assert "LU-2026-0K7F-3Q9" in shown


def test_it_says_what_happens_next_what_it_costs_and_whom_to_ask(build: Build) -> None:
    shown = texts(build())
    assert {"Wir prüfen Ihren Antrag.", "CHF 20.00", "Fragen? 041 208 81 11"} <= set(shown)


def test_what_costs_nothing_says_so(build: Build) -> None:
    assert "Kostenlos" in texts(build(receipt=replace(RECEIPT, fee=None)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bill": BILL}, "Rechnung auf der Bestätigung, zahlbar bis 24.12.2026"),
        ({"bill": replace(BILL, due=None)}, "Die Rechnung ist auf der Bestätigung."),
        ({"left_out": ("bill-iban",)}, "Die Rechnung erhalten Sie per Post."),
    ],
    ids=str,
)
def test_it_says_where_the_bill_is(change: dict[str, Any], said: str, build: Build) -> None:
    assert said in texts(build(receipt=replace(RECEIPT, **change)))


def test_without_a_bill_none_is_spoken_of(build: Build) -> None:
    assert not [text for text in texts(build()) if "Rechnung" in text]


def test_a_phone_reads_the_code(build: Build) -> None:
    code = build().findChild(QrCode)
    assert code is not None
    image = code.grab().toImage().convertToFormat(code.grab().toImage().Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    assert found is not None
    assert found.text == RECEIPT.verify_url


@pytest.mark.parametrize("paper", list(flow.Paper))
def test_the_paper_is_described_in_words(paper: flow.Paper, build: Build) -> None:
    page = build(paper)
    assert page.view.texts(f"done-paper-{paper.value}") in texts(page)


def test_a_ready_paper_is_printed_first(build: Build, events: list[flow.Event]) -> None:
    page = build()
    assert labels(page) == ["Bestätigung drucken", "Bestätigung ansehen"]
    for button in page.findChildren(Button):
        button.click()
    assert events == [flow.PrintWanted(), flow.PreviewWanted(0)]
    forward = page.offers().forward
    assert forward is not None
    assert forward.event == flow.LeaveWanted()


def test_what_failed_can_be_tried_again(build: Build) -> None:
    assert labels(build(flow.Paper.FAILED)) == ["Nochmals drucken", "Bestätigung ansehen"]


@pytest.mark.parametrize("paper", [flow.Paper.PREPARING, flow.Paper.UNPRINTABLE])
def test_what_does_not_exist_is_not_offered(paper: flow.Paper, build: Build) -> None:
    assert labels(build(paper)) == []


def test_paper_that_came_may_be_printed_again_but_the_end_comes_first(build: Build) -> None:
    page = build(flow.Paper.PRINTED)
    assert labels(page) == ["Nochmals drucken", "Bestätigung ansehen"]
    forward = page.offers().forward
    assert forward is not None
    assert forward.primary
    assert forward.event == flow.LeaveWanted()


def test_there_is_no_way_back_into_what_was_sent(build: Build) -> None:
    assert build().offers().back is None


@pytest.mark.parametrize(("policy", "times"), [(SELF_SERVICE, 0), (ASSISTED, 1)])
def test_only_staff_read_what_to_do_about_the_printer(
    policy: Policy, times: int, theme: Theme, qtbot: QtBot
) -> None:
    state = flow.Done("test", RECEIPT.case, flow.Paper.FAILED, trouble="media-jam")
    built = replace(view(state, form(), receipt=RECEIPT), policy=policy)
    page = staged(DonePage(built, theme), qtbot)
    assert built.texts("done-paper-failed") in texts(page)
    assert texts(page).count(built.texts("refill-media-jam")) == times


def test_of_an_official_document_it_says_whether_it_comes_is_here_or_was_lost(
    build: Build,
) -> None:
    sealed = SealedDocument(1, Words({"de": "Heimatausweis"}), 1, "0" * 64)
    page = build(receipt=replace(RECEIPT, documents=(sealed,)))
    (show,) = (b for b in page.findChildren(Button) if "Heimatausweis" in b.accessibleName())
    assert "Das Dokument wird geholt." in texts(page)
    page.refresh(replace(page.view, official={1: b""}))
    assert any(text.startswith("Das Dokument liess sich nicht holen.") for text in texts(page))
    assert show.isHidden()
    page.refresh(replace(page.view, official={1: b"%PDF-1.7"}))
    assert not show.isHidden()


def test_no_part_of_the_page_is_a_window_of_its_own_for_a_moment(qtbot: QtBot) -> None:
    """It would take the keyboard away from the one window there is."""
    sealed = SealedDocument(1, Words({"de": "Wohnsitzbestätigung"}), 9, "0" * 64)
    receipt = replace(RECEIPT, documents=(sealed,))
    shell = shell_of(qtbot)
    with windows_that_come() as windows:
        shell.show_view(counter.view(flow.Done("test", "LU-1"), receipt=receipt))
        settle()
    assert windows == []
