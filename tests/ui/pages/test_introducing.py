from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Audience, Fee, FeeKind, Service
from kiosk.texts import Texts
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.views import SERVICE
from tests.ui.screen import LANDSCAPE, PORTRAIT, button, shown, visible
from ui.fees import francs, price, small_print
from ui.shell import Shell
from ui.widgets.label import Label

STATE = flow.Introducing("test")


def told(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


def introduced(qtbot: QtBot, service: Service | None) -> Shell:
    return shown(qtbot, counter.view(STATE, service=service))


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_it_says_everything_before_the_first_question(qtbot: QtBot, size: QSize) -> None:
    service = replace(
        SERVICE,
        introduction=Words({"de": "Sie brauchen das für die Bank."}),
        needs=(Words({"de": "Ihren Ausweis"}),),
        result=Words({"de": "Ein Papier mit Stempel"}),
    )
    shell = shown(qtbot, counter.view(STATE, service=service), size)
    for words in (
        "Sie brauchen das für die Bank.",
        "Ihren Ausweis",
        "CHF 1’234.50",
        "Ausfüllen: etwa 5 Minuten",
        "Innert drei Arbeitstagen.",
        "Ein Papier mit Stempel",
        "Einwohnerdienste, Stadt Luzern",
        "Hirschengraben 17",
    ):
        assert words in told(shell)


def test_beginning_goes_to_the_first_page_that_is_asked(qtbot: QtBot) -> None:
    shell = introduced(qtbot, SERVICE)
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, "Beginnen").click()
    assert happened.args == [flow.Begun(2)]


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (
            replace(SERVICE, open=False, closed_reason=Words({"de": "Bis Montag geschlossen."})),
            "Bis Montag geschlossen.",
        ),
        (replace(SERVICE, audience=(Audience.ASSISTED,)), "Das geht nur am Schalter"),
        (None, "Dieser Dienst ist nicht da."),
    ],
    ids=["closed", "assisted", "missing"],
)
def test_what_cannot_be_begun_here_says_why_and_where_to_go(
    qtbot: QtBot, service: Service | None, words: str
) -> None:
    shell = introduced(qtbot, service)
    assert words in told(shell)
    assert "Stadthaus, Schalter 2" in told(shell)
    with pytest.raises(LookupError):
        button(shell, "Beginnen")


def test_an_example_price_is_marked_and_a_figure_names_its_source(qtbot: QtBot) -> None:
    fee = Fee(FeeKind.FIXED, Decimal(20), source="SRL 687", demo=True)
    shell = introduced(qtbot, replace(SERVICE, fee=fee))
    assert "Beispielpreis, nicht amtlich\nQuelle: SRL 687" in told(shell)


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(FeeKind.FREE), "kostenlos"),
        (Fee(FeeKind.FIXED, Decimal(17)), "CHF 17.00"),
        (Fee(FeeKind.RANGE, Decimal(10), Decimal("1250.5")), "CHF 10.00 bis 1’250.50"),
        (Fee(FeeKind.COMPUTED, Decimal(30)), "Preis nach Ihren Angaben"),
        (Fee(FeeKind.FIXED), "Preis nach Ihren Angaben"),
        (Fee(FeeKind.RANGE, Decimal(10)), "Preis nach Ihren Angaben"),
    ],
)
def test_a_price_is_written_as_a_counter_writes_it(fee: Fee, words: str) -> None:
    assert price(fee, Texts("de")) == words
    assert small_print(fee, Texts("de")) == ()


def test_thousands_are_parted_by_an_apostrophe() -> None:
    assert francs(Decimal("1234567.8")) == "1’234’567.80"
