"""A case as bytes and back: what comes out is read as a stranger's."""

import json
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import flow
from kiosk.catalogue import FormReference
from kiosk.forms import limits
from kiosk.forms.answers import Answers
from kiosk.forms.attachment import Attachment
from kiosk.handover import draft as drafts
from kiosk.handover.draft import Draft, NotADraftError, drafted, taken_in, understood, written
from kiosk.handover.sealing import opened, sealed
from kiosk.policy import ASSISTED
from kiosk.session import Arrived, Contrast, IdentityDocument, SeenIdentity, Session, TextSize
from tests.fakes.counter import view
from tests.fakes.files import JPEG, PDF
from tests.fakes.views import TODAY

FORM = FormReference("lu.umzug", "3", "a" * 64)
KEY = bytes(range(32))


def draft(answers: Answers | None = None, **changes: Any) -> Draft:
    usual = Draft(
        service="lu.umzug",
        bfs=1061,
        form=FORM,
        language="fr",
        text_size=TextSize.LARGEST,
        contrast=Contrast.HIGH,
        answers=answers or Answers(),
    )
    return replace(usual, **changes)


def answered(**entries: Any) -> Answers:
    answers = Answers()
    for name, entry in entries.items():
        answers = answers.having(f"/{name.replace('__', '/')}", entry)
    return answers


def file(name: str, content: bytes) -> Attachment:
    return Attachment(name, "image/jpeg" if content == JPEG else "application/pdf", content)


WHOLE = answered(
    name="Łukasz O'Neil",
    movers__0__firstName="Ğülşen",
    reasons=("work", "family"),
    wrong="31.02.",
    lease=(file("a.jpg", JPEG), file("b.pdf", PDF)),
    photo=(file("c.jpg", JPEG),),
).adding("/movers", 2)


def test_what_was_typed_arrives_as_it_was_typed_also_what_is_wrong() -> None:
    arrived = understood(written(draft(WHOLE)))
    assert arrived == draft(arrived.answers)
    for pointer, entry in WHOLE.entries.items():
        if pointer in {"/lease", "/photo"}:
            continue
        assert arrived.answers.entry(pointer) == entry
    assert arrived.answers.count("/movers") == 3


def test_documents_arrive_byte_for_byte_and_are_judged_again() -> None:
    lease = understood(written(draft(WHOLE))).answers.entry("/lease")
    found = [
        (one.name, one.media_type, one.content) for one in lease if isinstance(one, Attachment)
    ]
    assert found == [("a.jpg", "image/jpeg", JPEG), ("b.pdf", "application/pdf", PDF)]


def test_a_reference_of_the_portal_stays_behind() -> None:
    handed_in = replace(file("a.jpg", JPEG), reference="file-7")
    lease = understood(written(draft(answered(lease=(handed_in,))))).answers.entry("/lease")
    assert [one.reference for one in lease if isinstance(one, Attachment)] == [""]


@given(
    st.dictionaries(st.text("ab", min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
)
def test_any_text_survives_the_way(entries: dict[str, str]) -> None:
    typed = Answers()
    for name, entry in entries.items():
        typed = typed.having(f"/{name}", entry)
    assert understood(written(draft(typed))).answers.entries == typed.entries


def test_its_length_says_little() -> None:
    nothing, something = written(draft()), written(draft(answered(name="Meier" * 100)))
    assert len(nothing) == len(something) == drafts.STEP
    assert len(written(draft(WHOLE))) % drafts.STEP == 0


# --- What does not travel --------------------------------------------------------------------


def test_too_many_documents_are_left_out_by_name_and_the_rest_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "MOST_DOCUMENTS", len(JPEG) + 1)
    usual = view(flow.Filling("test", 0))
    session = usual.session.answered("test", WHOLE)
    made = drafted(replace(usual, session=session))
    assert [name.name for name in made.answers.entry("/lease")] == ["a.jpg"]  # type: ignore[union-attr] # documents
    assert made.answers.entry("/photo") == ""
    assert made.left_out == ("b.pdf", "c.jpg")
    assert understood(written(made)).left_out == ("b.pdf", "c.jpg")


def test_who_was_identified_and_what_else_was_typed_stay_behind() -> None:
    usual = view(flow.Filling("test", 0))
    session = replace(
        usual.session.answered("another", answered(secret="canary")),
        identity=SeenIdentity(IdentityDocument.PASSPORT, TODAY),
        known={"person.firstName": "canary"},
    )
    content = written(drafted(replace(usual, session=session)))
    assert b"canary" not in content
    assert b"passport" not in content


def test_there_is_no_draft_without_a_service() -> None:
    with pytest.raises(NotADraftError):
        drafted(view(flow.Home(), service=None))


def test_more_words_than_may_travel_are_no_draft() -> None:
    long = {f"/{n}": "x" * limits.ENTRY_LENGTH for n in range(100)}
    with pytest.raises(NotADraftError) as refused:
        written(draft(Answers(long)))
    assert refused.value.code == "draft-long"


def test_nothing_typed_is_in_what_may_be_logged() -> None:
    made = draft(WHOLE, left_out=("Meier.pdf",))
    assert not [word for word in ("Łukasz", "Meier", "a.jpg") if word in repr(made)]


# --- Where it arrives ------------------------------------------------------------------------


def test_a_session_takes_language_place_look_and_answers() -> None:
    session = taken_in(draft(WHOLE, bfs=1062), view(flow.Home()))
    assert (session.language, session.bfs) == ("fr", 1062)
    assert (session.text_size, session.contrast) == (TextSize.LARGEST, Contrast.HIGH)
    assert session.answers_to("lu.umzug") == WHOLE


def test_what_did_not_come_along_is_told_until_something_is_answered() -> None:
    session = taken_in(draft(WHOLE, left_out=("a.pdf",)), view(flow.Home()))
    assert session.arrived == Arrived(FORM.digest, ("a.pdf",))
    assert session.answered("lu.umzug", WHOLE).arrived is None


def test_staff_keep_the_look_of_their_own_screen() -> None:
    session = taken_in(draft(), view(flow.Home(), policy=ASSISTED))
    assert session.language == "fr"
    assert (session.text_size, session.contrast) == (Session().text_size, Session().contrast)


def test_a_language_that_is_not_spoken_here_changes_nothing() -> None:
    assert taken_in(draft(language="rm"), view(flow.Home(), "it")).language == "it"


# --- A stranger's bytes ----------------------------------------------------------------------


def packed(words: Any, rest: bytes = b"") -> bytes:
    said = words if isinstance(words, bytes) else json.dumps(words).encode()
    return struct.pack(">I", len(said)) + said + rest


def words() -> dict[str, Any]:
    content = written(draft(WHOLE))
    (size,) = struct.unpack_from(">I", content)
    found: dict[str, Any] = json.loads(content[4 : 4 + size])
    return found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "draft-short"),
        (b"\0\0\0", "draft-short"),
        (b"\xff\xff\xff\xff{}", "draft-short"),
        (packed({})[:-1], "draft-short"),
        (packed(b"{"), "draft-json"),
        (packed(b'{"version": NaN}'), "draft-json"),
        (packed(b'{"version": 1, "version": 1}'), "draft-json"),
        (packed([]), "draft-version"),
        (packed({}), "draft-version"),
        (packed({"version": 2}), "draft-version"),
        (packed({"version": "1"}), "draft-version"),
        (packed({"version": 1}), "draft-shape"),
    ],
)
def test_what_is_no_draft_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(NotADraftError) as refused:
        understood(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "changed",
    [
        {"more": 1},
        {"service": ""},
        {"bfs": 0},
        {"bfs": "1061"},
        {"form": {"id": "x", "version": "1", "digest": "no"}},
        {"language": "<b>"},
        {"text_size": "HUGE"},
        {"contrast": "pink"},
        {"entries": {"name": "x"}},
        {"entries": {"/movers/20/firstName": "x"}},
        {"entries": {"/movers/999999999/firstName": "x"}},
        {"entries": {"/movers/٩/firstName": "x", "/movers/٩٩٩٩/firstName": "x"}},
        {"entries": {"/" + "a" * 300: "x"}},
        {"entries": {"/name": "x" * (limits.ENTRY_LENGTH + 1)}},
        {"entries": {"/name": 7}},
        {"entries": {"/name": None}},
        {"entries": {"/name": ["x"] * (limits.OPTIONS + 1)}},
        {"entries": {"/lease": {"documents": [0, 0]}}},
        {"entries": {"/lease": {"documents": [0], "more": 1}}},
        {"entries": {"/a": {"documents": [1]}, "/b": {"documents": [1]}}},
        {"entries": {"/lease": {"documents": [99]}}},
        {"counts": {"/movers": limits.ENTRIES + 1}},
        {"counts": {"/movers": -1}},
        {"documents": [{"name": "a", "size": 0}]},
        {"documents": [{"name": "a", "size": limits.DOCUMENT_BYTES + 1}]},
        {"left_out": ["x"] * 101},
    ],
)
def test_a_draft_of_another_shape_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(NotADraftError) as refused:
        understood(packed({**words(), **changed}, bytes(10_000)))
    assert refused.value.code == "draft-shape"


def test_documents_that_are_not_all_there_are_refused() -> None:
    with pytest.raises(NotADraftError) as refused:
        understood(packed(words(), b"too short"))
    assert refused.value.code == "draft-short"


def test_a_document_that_is_not_taken_here_is_named_and_the_rest_stays() -> None:
    changed = words()
    changed["documents"] = [{"name": "../\N{RIGHT-TO-LEFT OVERRIDE}evil.pdf", "size": 9}]
    changed["entries"] = {"/name": "x", "/lease": {"documents": [0]}}
    arrived = understood(packed(changed, b"<script>!"))
    assert arrived.answers.entries == {"/name": "x"}
    (name,) = arrived.left_out
    assert not set(name) & set("/\N{RIGHT-TO-LEFT OVERRIDE}")


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    with pytest.raises(NotADraftError):
        understood(content)


# --- Sealed ----------------------------------------------------------------------------------


def test_a_sealed_draft_opens_with_its_key_only() -> None:
    token = sealed(draft(WHOLE), KEY)
    assert opened(token, KEY).answers.entry("/name") == "Łukasz O'Neil"
    with pytest.raises(NotADraftError) as refused:
        opened(token, bytes(32))
    assert refused.value.code == "draft-unsealed"


def changed_at(part: int) -> Callable[[str], str]:
    def change(token: str) -> str:
        parts = token.split(".")
        parts[part] = ("B" if parts[part][:1] == "A" else "A") + parts[part][1:]
        return ".".join(parts)

    return change


@pytest.mark.parametrize(
    "change",
    [
        *(changed_at(part) for part in range(5)),
        lambda _: "",
        lambda token: token[:-9],
        lambda _: "a.b",
    ],
)
def test_a_draft_that_was_changed_on_the_way_does_not_open(change: Callable[[str], str]) -> None:
    with pytest.raises(NotADraftError):
        opened(change(sealed(draft(WHOLE), KEY)), KEY)


def test_a_draft_is_sealed_anew_each_time_and_says_nothing_of_itself() -> None:
    first, second = sealed(draft(WHOLE), KEY), sealed(draft(WHOLE), KEY)
    assert first != second
    assert "kasz" not in first


def test_the_largest_draft_fits_into_what_the_contract_takes() -> None:
    room = (drafts.MOST_DOCUMENTS + drafts.LONGEST_WORDS + 2 * drafts.STEP) * 4 / 3 + 1024
    assert room < 16 * 1024 * 1024
