"""Holds for every service of the embedded portal: data is enough, and the data is right."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import Audience, FeeKind, Level, SenderKind, Service
from kiosk.forms.answers import Added, Answers, changed
from kiosk.forms.conditions import Condition
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Field, Form, Item, Repeat, Section
from kiosk.forms.placed import PlacedNote, flat
from kiosk.forms.pointer import numbered
from kiosk.forms.sample import answered
from kiosk.portals.lucerne import profile, wire
from kiosk.portals.lucerne.verification import check_sender
from kiosk.sandbox import Sandbox
from kiosk.sandbox.judging import Referee, Sent
from kiosk.sandbox.offer import Offer
from kiosk.sandbox.receipts import amount
from kiosk.sandbox.sources import read
from kiosk.words import Words
from tests.fakes.visitor import Visitor

SOURCES = read()
TODAY = date(2026, 11, 24)
OFFER = Offer(SOURCES, lambda: TODAY)
EVERY = sorted(SOURCES.services)
LANGUAGES = {"de", "fr", "it", "en"}
SIMPLE = LANGUAGES | {"de-simple"}
ICONS = Path(__file__).parent.parent.parent / "resources" / "icons"

every_service = pytest.mark.parametrize("id_", EVERY)


@cache
def form_of(id_: str) -> Form:
    reference = service(id_)["form"]
    return profile.read_form(SOURCES.forms[reference["id"]], reference["digest"])


def municipality_of(id_: str) -> int:
    """One municipality that offers the service."""
    bfs: Any = SOURCES.services[id_]["bfs"]
    return 1061 if bfs == "all" else int(bfs[0])


def service(id_: str, bfs: int | None = None) -> dict[str, Any]:
    return OFFER.service(id_, bfs or municipality_of(id_))


def offering(id_: str) -> list[int]:
    bfs: Any = SOURCES.services[id_]["bfs"]
    return list(SOURCES.municipalities) if bfs == "all" else list(bfs)


def audiences(id_: str) -> list[Audience]:
    return [Audience(name) for name in SOURCES.services[id_]["audience"]]


def texts_in(value: Any) -> Iterator[dict[str, str]]:
    """Every text of the contract in `value`: what has a German one."""
    if isinstance(value, dict):
        if "de" in value:
            yield value
        else:
            for inner in value.values():
                yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def test_the_offer_shows_what_the_kiosk_can() -> None:
    found = [service(id_) for id_ in EVERY]
    assert {each["sender"]["kind"] for each in found} == {kind.value for kind in SenderKind}
    assert {each["fee"]["kind"] for each in found} >= {"free", "fixed", "computed"}
    assert sum(each["level"] == Level.CANTONAL.value for each in found) >= 3
    assert sum(each["audience"] == ["assisted"] for each in found) >= 1
    assert len(SOURCES.municipalities) == 79


@every_service
def test_the_kiosk_reads_its_form(id_: str) -> None:
    assert [str(found) for found in profile.problems(SOURCES.forms[id_])] == []


@every_service
def test_its_form_says_everything_in_every_language(id_: str) -> None:
    texts = SOURCES.forms[id_]["texts"]
    assert set(texts) >= LANGUAGES
    for language in LANGUAGES:
        assert set(texts[language]) == set(texts["de"]), language
        assert all(text.strip() for text in texts[language].values()), language


@every_service
def test_its_words_are_there_in_every_language(id_: str) -> None:
    found = [*texts_in(SOURCES.services[id_])]
    assert found
    assert [text["de"] for text in found if not set(text) >= LANGUAGES] == []
    for name in ("title", "summary", "introduction"):
        assert set(SOURCES.services[id_][name]) == SIMPLE, name


@every_service
def test_its_german_is_swiss(id_: str) -> None:
    german = [
        *(text["de"] for text in texts_in(SOURCES.services[id_])),
        *SOURCES.forms[id_]["texts"]["de"].values(),
    ]
    assert [text for text in german if "ß" in text or "„" in text] == []


def test_every_category_has_words_an_icon_and_a_service() -> None:
    used = {name for each in SOURCES.services.values() for name in each["categories"]}
    for category in SOURCES.categories:
        assert set(category["title"]) == SIMPLE, category["id"]
        assert (ICONS / f"{category['icon']}.svg").is_file(), category["icon"]
        assert category["id"] in used


@every_service
def test_it_is_what_the_kiosk_understands_in_every_municipality_that_offers_it(id_: str) -> None:
    for bfs in offering(id_):
        document = service(id_, bfs)
        found = wire.decode(document, Service)
        wire.plausible(found.fee)
        check_sender(document)
        assert (found.id, found.bfs) == (id_, bfs)


@pytest.mark.parametrize("bfs", SOURCES.municipalities)
def test_every_municipality_has_a_catalogue(bfs: int) -> None:
    page = wire.decode(OFFER.catalogue(bfs, 1), wire.CataloguePage)
    assert (page.bfs, page.pages) == (bfs, 1)
    assert len(page.services) >= 12
    assert all(listing.sender_name.to("fr") for listing in page.services)


@every_service
def test_every_sender_is_a_whole_one(id_: str) -> None:
    for bfs in offering(id_):
        sender = wire.decode(service(id_, bfs), Service).sender
        address = sender.postal_address
        assert all([address.name, address.street, address.postcode, address.town]), bfs
        assert all([sender.legal_entity, sender.phone, sender.email, sender.crest]), bfs
        for words in (sender.unit, sender.opening_hours, sender.data_controller):
            assert set(words) >= LANGUAGES, bfs
        assert not _placeholders(sender.legal_entity, sender.signatory, sender.unit)


def _placeholders(*texts: str | Words) -> bool:
    spoken = [text if isinstance(text, str) else " ".join(text.values()) for text in texts]
    return any("{" in text or "}" in text for text in spoken)


def test_a_sender_that_is_made_up_says_so() -> None:
    made_up = [
        rule
        for rule, template in SOURCES.senders.items()
        if template["email"].endswith("@example.ch") and not template.get("demo")
    ]
    assert made_up == []


@every_service
def test_every_fee_says_where_it_comes_from(id_: str) -> None:
    for bfs in offering(id_):
        fee = wire.decode(service(id_, bfs), Service).fee
        if fee.kind is FeeKind.FREE:
            assert fee.amount is None
            continue
        assert fee.demo or (fee.source and fee.valid_from), bfs
        if fee.kind is FeeKind.RANGE:
            assert fee.amount is not None
            assert fee.highest is not None
            assert fee.amount < fee.highest
        if fee.kind is FeeKind.FIXED:
            assert fee.amount
        if fee.kind is FeeKind.COMPUTED:
            assert set(fee.note) >= LANGUAGES


@every_service
def test_a_computed_fee_counts_what_the_form_asks(id_: str) -> None:
    rule: dict[str, Any] = SOURCES.services[id_].get("fee_answers") or {}
    fields = {found.pointer: found for _, found in form_of(id_).fields()}
    if "amounts" in rule:
        assert set(rule["amounts"]) == {option.value for option in fields[rule["pointer"]].options}
    if "per" in rule:
        asked = rule["per"]["pointer"]
        assert asked in fields or any(place.startswith(f"{asked}/*/") for place in fields)


def finished(form: Form, audience: Audience, answers: Answers | None = None) -> Filled:
    """The form filled in to its end."""
    whole = answered(form, answers or Answers(), audience, TODAY)
    filled = fill(form, whole, audience, TODAY)
    assert (filled.findings, filled.stops) == ((), frozenset())
    return filled


def objections(form: Form, filled: Filled, audience: Audience) -> list[str]:
    """What the portal says to what the kiosk would send."""
    sent = Sent(dict(filled.data), {}, filled.later, audience, TODAY)
    return [str(found) for found in Referee(form).objections(sent)]


def said_amounts(filled: Filled) -> list[Decimal]:
    """The amounts that the form shows where it is filled in so far."""
    shown = (item for placed in filled.placed.values() for item in flat(placed))
    return [item.amount for item in shown if isinstance(item, PlacedNote) and item.amount]


def says_an_amount(id_: str) -> bool:
    return '"amount"' in json.dumps(SOURCES.forms[id_]["ui"])


SAYING = [id_ for id_ in EVERY if says_an_amount(id_)]


def test_some_services_say_their_fee_while_they_are_filled_in() -> None:
    assert set(SAYING) >= {
        "lu.adressauskunft",
        "lu.betreibungsauszug",
        "lu.handlungsfaehigkeit",
        "lu.parkkarte",
        "lu.zivilstandsurkunde",
    }
    assert [id_ for id_ in SAYING if "fee_answers" not in SOURCES.services[id_]] == []


@pytest.mark.parametrize("id_", SAYING)
def test_the_fee_that_is_shown_is_the_fee_of_the_receipt(id_: str) -> None:
    form, rule = form_of(id_), SOURCES.services[id_]["fee_answers"]
    fields = {found.pointer: found for _, found in form.fields()}
    priced, counts = fields[rule["pointer"]], list(counted(rule, fields))
    ways = [(priced, option.value) for option in priced.options]
    seen = set()
    for audience in audiences(id_):
        for field, value in [*ways, *choices(form)]:
            for count in counts:
                start = count.having(numbered(field.pointer, 0), value)
                filled = finished(form, audience, start)
                fee = amount(body_fee(id_, municipality_of(id_)), rule, filled.data)
                assert [str(said) for said in said_amounts(filled)] == [fee], f"{field.pointer}"
                seen.add(fee)
    assert len(seen) > 1


def counted(rule: dict[str, Any], fields: dict[str, Field]) -> Iterator[Answers]:
    """Nothing answered yet, and more than one of what the fee counts."""
    yield Answers()
    if "per" in rule:
        asked = rule["per"]["pointer"]
        yield Answers().having(asked, "3") if asked in fields else several(asked)


def several(group: str) -> Answers:
    return changed(changed(Answers(), group, Added(), 0), group, Added(), 1)


@pytest.mark.parametrize("id_", SAYING)
def test_no_fee_is_shown_before_anything_is_answered(id_: str) -> None:
    for audience in audiences(id_):
        assert said_amounts(fill(form_of(id_), Answers(), audience, TODAY)) == []


def conditions(items: tuple[Item, ...]) -> Iterator[Condition | None]:
    for item in items:
        yield item.shown_when
        if isinstance(item, Field):
            yield item.enabled_when
        elif isinstance(item, Section | Repeat):
            yield from conditions(item.items)


def choices(form: Form) -> Iterator[tuple[Field, str]]:
    """Every answer that may lead another way: one that a condition reads."""
    rules = [page.shown_when for page in form.pages]
    rules += [rule for page in form.pages for rule in conditions(page.items)]
    read = {place for rule in rules if rule for place in rule.reads}
    for _, found in form.fields():
        if found.pointer in read:
            yield from ((found, value) for value in values(found))


def values(field: Field) -> list[str]:
    """What may be chosen; of two hundred countries only here and elsewhere make a difference."""
    match field.kind:
        case "country":
            return ["CH", "DE"]
        case "yes_no":
            return ["true", "false"]
        case _:
            return [option.value for option in field.options]


@every_service
def test_every_way_through_it_can_be_finished_and_the_portal_agrees(id_: str) -> None:
    form = form_of(id_)
    for audience in audiences(id_):
        for field, value in choices(form):
            entry = (value,) if field.kind == "choices" else value
            start = Answers().having(numbered(field.pointer, 0), entry)
            filled = finished(form, audience, start)
            assert objections(form, filled, audience) == [], f"{field.pointer} = {value}"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, clock=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC)) as running:
        yield running


@every_service
def test_it_is_taken_over_the_line(id_: str, portal: Sandbox) -> None:
    audience = audiences(id_)[0]
    filled = finished(form_of(id_), audience)
    actor = "citizen" if audience is Audience.SELF_SERVICE else "staff-1"
    bfs = municipality_of(id_)
    with Visitor(portal.url) as visitor:
        body = visitor.body(id_, dict(filled.data), bfs, later=list(filled.later), actor=actor)
        answer = visitor.send(body)
        assert answer.status_code == 201, answer.text
        claims = visitor.claims(answer)
    expected = amount(body_fee(id_, bfs), SOURCES.services[id_].get("fee_answers"), filled.data)
    assert claims["fee"] == expected
    assert claims["next_steps"]
    assert all(set(step) >= LANGUAGES for step in claims["next_steps"])


def body_fee(id_: str, bfs: int) -> dict[str, Any]:
    fee: dict[str, Any] = service(id_, bfs)["fee"]
    return fee
