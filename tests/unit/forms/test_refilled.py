"""After every key, a form is filled from how it was filled before: it must come to the same."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue import Audience
from kiosk.forms.answers import Added, Answers, Entry, Moved, Removed, RepeatChange, changed
from kiosk.forms.attachment import Attachment
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form, Item, Limits, Repeat, Section
from kiosk.forms.pointer import numbered
from kiosk.forms.sample import sample_entry
from kiosk.portals.lucerne import profile
from tests.fakes.forms import answered, field, form, page
from tests.fakes.generated_forms import form_documents
from tests.fakes.generated_schemas import Json

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
RUBBISH: tuple[Entry, ...] = ("", "x", "true", "false", "7", "a", "b", ("a",), ("a", "b"), "later")
SMALL = st.integers(0, 4)
group_changes: st.SearchStrategy[RepeatChange] = (
    st.just(Added()) | st.builds(Removed, SMALL) | st.builds(Moved, SMALL, SMALL)
)
Change = tuple[str, Entry | RepeatChange]


def groups(items: tuple[Item, ...]) -> list[str]:
    found = [item.pointer for item in items if isinstance(item, Repeat)]
    sections = [item for item in items if isinstance(item, Section)]
    return found + [group for one in sections for group in groups(one.items)]


def changes(asked: Form) -> st.SearchStrategy[list[Change]]:
    """Return what visitors do one after the other: type, choose, and rearrange entries."""
    fields = [one for _, one in asked.fields()]
    typed = st.sampled_from(fields).flatmap(
        lambda one: st.tuples(
            st.integers(0, 2).map(lambda at: numbered(one.pointer, at)),
            st.sampled_from((sample_entry(one, TODAY), "", *RUBBISH)),
        )
    )
    repeating = [group for one in asked.pages for group in groups(one.items)]
    moved = st.tuples(st.sampled_from(repeating), group_changes) if repeating else st.nothing()
    return st.lists(typed | moved, max_size=12)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(form_documents(), st.sampled_from(Audience), st.data())
def test_filled_key_by_key_it_is_as_if_filled_at_once(
    document: Json, audience: Audience, data: st.DataObject
) -> None:
    asked = profile.read_form(document, "")
    answers, before = Answers(), fill(asked, Answers(), audience, TODAY)
    for pointer, change in data.draw(changes(asked)):
        answers = changed(answers, pointer, change, before.entries_of(pointer))
        before = fill(asked, answers, audience, TODAY, before)
        assert before == fill(asked, answers, audience, TODAY)


PAIR = form(page(field("/name", required=True), field("/born", "date")))


def filled(asked: Form, answers: Answers, before: Filled | None = None) -> Filled:
    return fill(asked, answers, Audience.SELF_SERVICE, TODAY, before)


def test_only_the_entry_that_changed_is_read_again() -> None:
    first = filled(PAIR, answered(name="Ann", born="1.2.1985"))
    second = filled(PAIR, answered(name="Anna", born="1.2.1985"), first)
    assert first.reader is not None
    assert second.reader is not None
    name, born = (one for _, one in PAIR.fields())
    assert second.reader.at("/born", born) is first.reader.at("/born", born)
    assert second.reader.at("/name", name) is not first.reader.at("/name", name)
    assert second.data == {"name": "Anna", "born": "1985-02-01"}


def test_what_was_emptied_is_missing_again() -> None:
    first = filled(PAIR, answered(name="Anna"))
    second = filled(PAIR, first.reader.answers.having("/name", "") if first.reader else Answers())
    assert filled(PAIR, Answers(), first) == second
    assert [one.reason for one in second.findings] == ["invalid-missing"]


def test_what_was_read_yesterday_is_read_again_today() -> None:
    asked = form(page(field("/day", "date", limits=Limits(latest="today"))))
    answers = answered(day="25.11.2026")
    early = filled(asked, answers)
    late = fill(asked, answers, Audience.SELF_SERVICE, TOMORROW, early)
    assert [one.reason for one in early.findings] != []
    assert (late.findings, late.data) == ((), {"day": "2026-11-25"})


def test_what_was_read_for_another_form_is_not_taken_for_this_one() -> None:
    strict = form(page(field("/name", limits=Limits(max_length=2))))
    lax = form(page(field("/name")))
    found = filled(strict, answered(name="Anna"), filled(lax, answered(name="Anna")))
    assert (found.data, [one.pointer for one in found.findings]) == ({}, ["/name"])


def test_another_file_of_the_same_name_is_read_again() -> None:
    asked = form(page(field("/id", "document")))
    old, new = (Attachment("Pass.pdf", "application/pdf", body) for body in (b"1", b"2"))
    found = filled(asked, answered(id=(new,)), filled(asked, answered(id=(old,))))
    assert found.attachments == (new,)
    assert found.data == {"id": new.sha256}
