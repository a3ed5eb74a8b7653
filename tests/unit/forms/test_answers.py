from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms import limits
from kiosk.forms.answers import Added, Answers, Moved, Removed, changed
from kiosk.forms.attachment import Attachment, referring

THREE = Answers(
    {"/movers/0/name": "Anna", "/movers/1/name": "Beat", "/movers/2/name": "Carla", "/case": "in"},
    {"/movers": 3, "/dogs": 1},
)


def names(answers: Answers) -> list[str]:
    return [str(answers.entry(f"/movers/{at}/name")) for at in range(answers.count("/movers"))]


def test_an_empty_entry_is_forgotten() -> None:
    answers = Answers().having("/name", "Anna").having("/name", "")
    assert not answers.entries
    assert not answers


def test_a_wrong_entry_is_kept_as_it_was_typed() -> None:
    assert Answers().having("/born", " 31.2.26").entry("/born") == " 31.2.26"


def test_five_megabytes_are_kept_only_as_far_as_any_limit_reaches() -> None:
    """K01: enough is kept for the finding that names the limit."""
    kept = Answers().having("/name", "x" * 5_000_000).entry("/name")
    assert len(kept) == limits.ENTRY_LENGTH > limits.LONGEST_TEXT


def test_an_entry_is_added_at_the_end() -> None:
    assert names(THREE.adding("/movers")) == ["Anna", "Beat", "Carla", ""]


def test_added_means_one_more_than_is_shown() -> None:
    assert Answers().adding("/movers", shown=1).count("/movers") == 2


def test_a_full_group_stays_full() -> None:
    full = Answers({}, {"/movers": limits.ENTRIES})
    assert full.adding("/movers").count("/movers") == limits.ENTRIES


def test_removing_an_entry_moves_those_below_up() -> None:
    assert names(THREE.removing("/movers", 1)) == ["Anna", "Carla"]


def test_removing_touches_nothing_else() -> None:
    after = THREE.removing("/movers", 0)
    assert after.entry("/case") == "in"
    assert after.counts["/dogs"] == 1


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert THREE.removing("/movers", 3) == THREE
    assert THREE.removing("/cats", 0) == THREE


def test_an_entry_moves_to_its_place() -> None:
    assert names(THREE.moving("/movers", 2, 0)) == ["Carla", "Anna", "Beat"]
    assert THREE.moving("/movers", 0, 3) == THREE


def test_an_entry_may_move_below_one_that_is_still_empty() -> None:
    answers = Answers({"/movers/0/name": "Anna"})
    assert names(answers.moving("/movers", 0, 1, shown=2)) == ["", "Anna"]


def test_what_a_page_tells_is_done() -> None:
    assert names(changed(THREE, "/movers", Added(), 3)) == ["Anna", "Beat", "Carla", ""]
    assert names(changed(THREE, "/movers", Removed(0), 3)) == ["Beat", "Carla"]
    assert names(changed(THREE, "/movers", Moved(0, 2), 3)) == ["Beat", "Carla", "Anna"]
    assert changed(THREE, "/case", "out", 0).entry("/case") == "out"


def test_entries_count_even_if_nobody_counted_them() -> None:
    assert Answers({"/movers/1/name": "Beat"}).count("/movers") == 2


def test_groups_with_similar_names_are_not_confused() -> None:
    answers = Answers({"/movers/0/name": "Anna", "/moversOut/0/name": "Beat"})
    assert answers.removing("/movers", 0).entries == {"/moversOut/0/name": "Beat"}


@given(st.lists(st.text(min_size=1, max_size=3), max_size=6), st.data())
def test_moving_loses_nothing(people: list[str], data: st.DataObject) -> None:
    answers = Answers({f"/movers/{at}/name": name for at, name in enumerate(people)})
    places = st.integers(-1, len(people))
    moved = answers.moving("/movers", data.draw(places), data.draw(places))
    assert sorted(names(moved)) == sorted(people)


def test_nothing_typed_is_in_the_representation() -> None:
    assert "Anna" not in repr(THREE)
    assert "Pass" not in repr(Attachment("Pass.pdf", "application/pdf", b"Pass"))


def test_references_take_the_place_of_digests() -> None:
    passport = Attachment("Pass.pdf", "application/pdf", b"1")
    taken = Attachment("Pass.pdf", "application/pdf", b"1", reference="a-1")
    data = {"id": passport.stand_in, "all": [passport.stand_in, "b"], "n": 1}
    assert referring(data, [taken]) == {"id": "a-1", "all": ["a-1", "b"], "n": 1}
