"""The review reads like a letter, and its button names the act."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.form import Form
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from kiosk.receipt.printer import PrinterStatus
from kiosk.session import Session, TextSize
from tests.fakes.forms import answered, field, form, options, page
from tests.fakes.views import view
from tests.ui.stage import staged
from ui.pages.reviewing import ReviewingPage
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.link import Link

WHO = page(field("/name", required=True), field("/nickname"), title="Wer sind Sie?")
WHAT = page(
    field("/purpose", "choice", options=options("bank", "rent"), required=True), title="Wofür?"
)
SECRET = page(field("/ahv", "social_security_number"), title="Ihre AHV-Nummer")
ASKED: Form = form(WHO, WHAT, SECRET)
COMPLETE = answered(name="<b>Ada</b>", purpose="bank", ahv="756.9217.0769.85")


@pytest.fixture
def events() -> list[flow.Event]:
    return []


def review(answers: Answers, theme: Theme, qtbot: QtBot, events: list[flow.Event]) -> ReviewingPage:
    built = ReviewingPage(view(flow.Reviewing("test"), ASKED, answers), theme)
    built.happened.connect(events.append)
    return staged(built, qtbot)


@pytest.fixture
def whole(theme: Theme, qtbot: QtBot, events: list[flow.Event]) -> ReviewingPage:
    return review(COMPLETE, theme, qtbot, events)


def texts(built: ReviewingPage) -> list[str]:
    return [label.text() for label in built.findChildren(Label) if label.isVisible()]


def test_every_answer_is_read_in_words(whole: ReviewingPage) -> None:
    assert {"Wer sind Sie?", "<b>Ada</b>", "Wofür?", "Bank"} <= set(texts(whole))


def test_what_was_not_answered_is_said(whole: ReviewingPage) -> None:
    assert "Keine Angabe" in texts(whole)


def test_a_secret_shows_only_its_end(whole: ReviewingPage) -> None:
    shown = " ".join(texts(whole))
    assert "9217" not in shown
    assert "69.85" in shown


def test_each_part_leads_to_its_page(whole: ReviewingPage, events: list[flow.Event]) -> None:
    whole.lists[1].change.click()
    assert events == [flow.ChangeWanted(1)]
    assert whole.lists[1].change.accessibleName() == "Ändern: Wofür?"


def test_sender_fee_and_what_happens_next_are_there(whole: ReviewingPage) -> None:
    shown = texts(whole)
    assert "Einwohnerdienste, Stadt Luzern" in shown
    assert any("1’234.50" in text for text in shown)
    assert "Innert drei Arbeitstagen." in shown


def test_the_button_names_the_act(whole: ReviewingPage) -> None:
    offers = whole.offers()
    assert offers.forward is not None
    assert offers.forward.label == "Antrag an Stadt Luzern senden"
    assert offers.forward.event == flow.Continued()
    assert offers.back is not None
    assert offers.back.event == flow.Back()


def test_what_is_missing_is_said_first_and_leads_there(
    theme: Theme, qtbot: QtBot, events: list[flow.Event]
) -> None:
    built = review(answered(name="Ada"), theme, qtbot, events)
    assert built.missing is not None
    assert built.first_focus() is built.missing
    link = built.missing.findChild(Link)
    assert link is not None
    link.click()
    assert events == [flow.ChangeWanted(1)]
    assert built.title() == "Fehler: Prüfen Sie Ihre Angaben"


def test_a_whole_review_begins_at_its_title(whole: ReviewingPage) -> None:
    assert whole.first_focus() is None
    assert whole.title() == "Prüfen Sie Ihre Angaben"


def test_at_the_largest_text_a_value_stands_closer_to_its_label_than_to_the_next(
    qtbot: QtBot, events: list[flow.Event]
) -> None:
    theme = Theme.of(Session(text_size=TextSize.LARGEST), px_per_mm=4.0, portrait=True)
    part = review(COMPLETE, theme, qtbot, events).lists[0]
    name, value, following = [label.geometry() for label in part.findChildren(Label)][1:4]
    assert value.top() - name.bottom() < following.top() - value.bottom()
    assert name.height() < value.height()


@pytest.mark.parametrize(("policy", "times"), [(SELF_SERVICE, 0), (ASSISTED, 1)])
def test_only_staff_read_what_to_do_so_that_paper_comes_and_each_thing_once(
    policy: Policy, times: int, theme: Theme, qtbot: QtBot, events: list[flow.Event]
) -> None:
    built = review(COMPLETE, theme, qtbot, events)
    facts = built.context()  # as in landscape, beside the page
    qtbot.addWidget(facts)
    asked = replace(
        built.view, policy=policy, printer=PrinterStatus(("cover-open", "door-open", "offline"))
    )
    for _ in range(2):
        built.refresh(asked)
    said = [label.text() for label in facts.findChildren(Label)]
    assert said.count(built.view.texts("reviewing-no-paper")) == 1
    for text in ("refill-door-open", "refill-offline"):
        assert said.count(built.view.texts(text)) == times
