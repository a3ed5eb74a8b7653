import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import Audience, Fee, FeeKind, Level, Listing, SenderKind
from kiosk.search import Search, folded
from kiosk.words import Words


def listing(
    name: str, keywords: str = "", summary: str = "", popularity: int = 0, **titles: str
) -> Listing:
    return Listing(
        id=name,
        title=Words({"de": name, **titles}),
        summary=Words({"de": summary}),
        keywords=Words({"de": keywords}),
        categories=(),
        audience=(Audience.SELF_SERVICE,),
        level=Level.MUNICIPAL,
        sender_kind=SenderKind.MUNICIPALITY,
        sender_name=Words({"de": "Stadt"}),
        fee=Fee(FeeKind.FREE),
        popularity=popularity,
    )


RESIDENCE = listing(
    "Wohnsitzbestätigung",
    keywords="Wohnsitz Meldebestätigung",
    summary="Bescheinigt, wo Sie wohnen",
    fr="Attestation de domicile",
)
DOG = listing("Hund anmelden", keywords="Hundesteuer AMICUS", summary="Für Hunde ab 6 Monaten")
PARKING = listing(
    "Parkkarte für Anwohnende", keywords="Auto parkieren", fr="Carte de stationnement"
)
TAX = listing("Fristerstreckung Steuererklärung", keywords="Steuern später einreichen")
MOVE = listing("Umzug melden", keywords="zügeln Adresse", summary="Die neue Wohnung melden")
ALL = (RESIDENCE, DOG, PARKING, TAX, MOVE)


def found(text: str, language: str = "de") -> list[str]:
    return [hit.id for hit in Search(ALL, language).find(text)]


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("Wohnsitzbestätigung", RESIDENCE),
        ("wohnsitzbestaetigung", RESIDENCE),
        ("bestätigung", RESIDENCE),
        ("BESTAETIGUNG", RESIDENCE),
        ("besta\u0308tigung", RESIDENCE),
        ("sitzbest", RESIDENCE),
        ("wohn\u00adsitz", RESIDENCE),
        ("hund", DOG),
        ("amicus", DOG),
        ("zuegeln", MOVE),
        ("ZÜGELN", MOVE),
        ("erklärung", TAX),
        ("steuern später", TAX),
        ("karte anwohn", PARKING),
    ],
)
def test_a_service_is_found_by_its_words_and_by_parts_of_them(typed: str, service: Listing) -> None:
    assert found(typed)[:1] == [service.id]


@pytest.mark.parametrize(
    ("slip", "service"),
    [
        ("wohnsitzbestätigng", RESIDENCE),
        ("wohnsiztbestätigung", RESIDENCE),
        ("wohnsitzbestättigung", RESIDENCE),
        ("vohnsitzbestätigung", RESIDENCE),
        ("bestätigugn", RESIDENCE),
        ("steurerklärung", TAX),
        ("amikus", DOG),
        ("parkarte", PARKING),
        ("zugeln", MOVE),
        ("umuzg", MOVE),
    ],
)
def test_one_slip_is_forgiven(slip: str, service: Listing) -> None:
    assert found(slip)[:1] == [service.id]


@pytest.mark.parametrize("typed", ["hunt", "hnd", "wohsnitbestäzigung", "xyz", "qqqqqqqqq"])
def test_short_words_and_two_slips_are_not_guessed(typed: str) -> None:
    assert Search((RESIDENCE, TAX, MOVE), "de").find(typed) == ()


def test_a_slip_counts_only_where_nothing_is_spelled_so() -> None:
    near, exact = listing("Mieten"), listing("Mietan")
    assert Search((near, exact), "de").find("mietan") == (exact,)


@pytest.mark.parametrize(
    "typed", ["", " ", "-----", "%", "*", "'", "_", "?", ".*", "\\", "a", "\0"]
)
def test_signs_and_single_letters_find_nothing(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("sign", ["%", "*", "_", "-", "'", " OR ", '"', "|"])
def test_a_sign_never_widens_what_a_word_finds(sign: str) -> None:
    assert set(found(f"hund{sign}")) <= set(found("hund"))
    assert set(found(f"{sign}hund")) <= set(found("hund"))


def test_every_known_word_must_fit() -> None:
    assert found("hund melden") == [DOG.id]
    assert found("hund umzug") == []


def test_a_word_that_nobody_knows_is_passed_over() -> None:
    assert found("bitte hund") == [DOG.id]


def test_the_title_weighs_more_than_keywords_and_these_more_than_the_summary() -> None:
    listings = (
        listing("A", summary="Ausweis"),
        listing("B", keywords="Ausweis"),
        listing("Ausweis"),
    )
    hits = Search(listings, "de").find("ausweis")
    assert [hit.id for hit in hits] == ["Ausweis", "B", "A"]


def test_whole_words_come_before_beginnings_and_these_before_parts() -> None:
    listings = (listing("Heimatausweis"), listing("Ausweiskopie"), listing("Ausweis"))
    hits = Search(listings, "de").find("ausweis")
    assert [hit.id for hit in hits] == ["Ausweis", "Ausweiskopie", "Heimatausweis"]


def test_among_equals_the_popular_one_comes_first() -> None:
    rare, popular = listing("Karte Nord", popularity=1), listing("Karte Süd", popularity=9)
    assert Search((rare, popular), "de").find("karte") == (popular, rare)


def test_the_visitors_language_comes_first_and_german_is_understood() -> None:
    assert found("domicile", "fr") == [RESIDENCE.id]
    assert found("stationement", "fr") == [PARKING.id]
    assert found("wohnsitz", "fr") == [RESIDENCE.id]
    assert found("domicile", "de") == []


def test_a_word_of_the_visitors_language_outweighs_the_same_in_german() -> None:
    german, french = listing("Permis"), listing("Ausweis", fr="Permis")
    assert Search((german, french), "fr").find("permis") == (french, german)


def test_leichte_sprache_is_german_too() -> None:
    assert found("wohnsitz", "de-simple") == [RESIDENCE.id]


def test_no_more_than_the_limit_is_returned() -> None:
    listings = [listing(f"Karte {number}") for number in range(50)]
    assert len(Search(listings, "de").find("karte", limit=7)) == 7


def test_an_endless_query_costs_no_more_than_a_long_one() -> None:
    assert found("hund " + "x" * 5_000_000) == [DOG.id]


def test_without_services_nothing_is_found() -> None:
    assert Search((), "de").find("hund") == ()


def test_folding_is_the_same_for_what_is_typed_and_what_is_written() -> None:
    assert folded("Zürich, ZUERICH & Éte\u0301 e-Mail") == [
        "zuerich",
        "zuerich",
        "ete",
        "e",
        "mail",
    ]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_whatever_is_typed_each_service_is_found_at_most_once(text: str) -> None:
    hits = found(text)
    assert len(hits) == len(set(hits))
    assert hits == [] or folded(text)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(ALL), st.data())
def test_any_one_letter_of_a_long_word_may_be_left_out(
    service: Listing, data: st.DataObject
) -> None:
    word = max(folded(service.title["de"]), key=len)
    gap = data.draw(st.integers(0, len(word) - 1))
    assert service.id in found(word[:gap] + word[gap + 1 :])
