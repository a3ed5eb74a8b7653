"""Whether answers fit their form, as the portal sees it: it never trusts the kiosk's own check.

Visible is decided from the data as it was sent, so an answer to a hidden question is refused, and
a question is only required where it is asked (docs/contract.md, Submission).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.catalogue import Audience
from kiosk.forms.form import Field, Form, Item, Note, Repeat, Section
from kiosk.forms.judge import Judge
from kiosk.forms.kind import Invalid
from kiosk.forms.kinds import kind_of
from kiosk.forms.pointer import ABSENT, found, numbered, steps, within
from kiosk.sandbox.problems import Objection
from kiosk.sandbox.store import StoredAttachment

DOCUMENTS = frozenset({"document", "documents"})
"""Kinds of fields whose answer is an attachment reference, or several."""


@dataclass(frozen=True)
class Sent:
    """What a submission says: answers, documents by reference, and what will come later."""

    answers: Mapping[str, Any]
    attachments: Mapping[str, StoredAttachment]
    later: tuple[str, ...]
    audience: Audience
    today: date


@dataclass(frozen=True)
class Asked:
    """A field that is asked, at its concrete place, and what was answered there."""

    field: Field
    pointer: str
    answer: Any
    enabled: bool


class Referee:
    """Judges submissions of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._judge = Judge(without_required(form.schema))
        self._known = [found.pointer for _, found in form.fields()]

    def objections(self, sent: Sent) -> tuple[Objection, ...]:
        """Return everything wrong with `sent`, each place once, in the order of the form."""
        shown = list(_shown(self._form, sent))
        asked = [each for each in shown if isinstance(each, Asked)]
        broken = [
            Objection(found.pointer, found.rule) for found in self._judge.complaints(sent.answers)
        ]
        every = [
            *self._strays(sent.answers, asked),
            *_missing(asked, sent.later),
            *_ends(shown, sent.answers),
            *_wrong_documents(asked, sent.attachments),
            *_wrong_promises(asked, sent.later),
            *(broken or _meaningless(asked, sent.today)),
        ]
        first = {objection.pointer: objection for objection in reversed(every)}
        return tuple(dict.fromkeys(first[objection.pointer] for objection in every))

    def _strays(self, answers: Mapping[str, Any], asked: list[Asked]) -> Iterator[Objection]:
        """Yield each answer to what is hidden (`hidden`) or is no question at all (`unknown`)."""
        places = {each.pointer for each in asked}
        for place in _leaves(answers):
            if not any(within(place, asked_place) for asked_place in places):
                yield Objection(place, "hidden" if self._is_known(place) else "unknown")

    def _is_known(self, place: str) -> bool:
        path = steps(place)
        return any(_meets(path, steps(known)) for known in self._known)


def without_required(schema: Any) -> Any:
    """Return a JSON Schema that no longer asks for anything to be there."""
    match schema:
        case dict() | Mapping():
            return {
                name: {key: without_required(inner) for key, inner in value.items()}
                if name in {"properties", "$defs"}
                else without_required(value)
                for name, value in schema.items()
                if name != "required"
            }
        case list():
            return [without_required(inner) for inner in schema]
        case _:
            return schema


def _shown(form: Form, sent: Sent) -> Iterator[Asked | Note | Repeat]:
    """Yield what is shown by the answers as they were sent."""
    for page in form.pages:
        if page.shown_when is None or page.shown_when.holds(sent.answers):
            yield from _shown_among(page.items, sent, None)


def _shown_among(
    items: tuple[Item, ...], sent: Sent, at: int | None
) -> Iterator[Asked | Note | Repeat]:
    for item in items:
        if item.shown_when is not None and not item.shown_when.holds(sent.answers, at):
            continue
        match item:
            case Field():
                if not item.assisted_only or sent.audience is Audience.ASSISTED:
                    yield _placed(item, sent.answers, at)
            case Section():
                yield from _shown_among(item.items, sent, at)
            case Repeat():
                yield item
                for number in range(_count(item, sent.answers)):
                    yield from _shown_among(item.items, sent, number)
            case Note() if item.is_for(sent.audience):
                yield item
            case _:
                pass


def _placed(field: Field, answers: Mapping[str, Any], at: int | None) -> Asked:
    enabled = field.enabled_when is None or field.enabled_when.holds(answers, at)
    return Asked(
        field, numbered(field.pointer, at), found(answers, steps(field.pointer), at), enabled
    )


def _count(repeat: Repeat, answers: Mapping[str, Any]) -> int:
    entries = found(answers, steps(repeat.pointer))
    return len(entries) if isinstance(entries, list) else 0


def _missing(asked: list[Asked], later: tuple[str, ...]) -> Iterator[Objection]:
    for each in asked:
        promised = each.field.may_come_later and each.pointer in later
        if each.field.required and each.enabled and each.answer is ABSENT and not promised:
            yield Objection(each.pointer, "required")


def _ends(shown: list[Asked | Note | Repeat], answers: Mapping[str, Any]) -> Iterator[Objection]:
    """Yield groups with too few entries, and notes that say that the journey ends there."""
    for item in shown:
        if isinstance(item, Repeat) and _count(item, answers) < item.min_items:
            yield Objection(item.pointer, "minItems")
        if isinstance(item, Note) and item.tone == "stop":
            yield Objection("", "stop")


def _meaningless(asked: list[Asked], today: date) -> Iterator[Objection]:
    """Yield answers that are no e-mail address, no day in the allowed time, and so on."""
    for each in asked:
        if each.answer is ABSENT or each.field.kind in DOCUMENTS:
            continue
        kind = kind_of(each.field.kind)
        try:
            same = kind.read(kind.entry(each.answer, each.field), each.field, today) == each.answer
        except Invalid as invalid:
            yield Objection(each.pointer, invalid.reason.removeprefix("invalid-"))
        else:
            if not same:
                yield Objection(each.pointer, "spelling")


def _wrong_documents(
    asked: list[Asked], attachments: Mapping[str, StoredAttachment]
) -> Iterator[Objection]:
    for each in asked:
        if each.field.kind in DOCUMENTS and each.answer is not ABSENT:
            answers = each.answer if isinstance(each.answer, list) else [each.answer]
            for reference in answers:
                rule = _document_rule(each.field, attachments.get(str(reference)))
                if rule:
                    yield Objection(each.pointer, rule)


def _document_rule(field: Field, attachment: StoredAttachment | None) -> str:
    """Return the rule a document breaks, or ''."""
    if attachment is None:
        return "attachment"
    if field.limits.accept and attachment.media_type not in field.limits.accept:
        return "accept"
    if field.limits.max_bytes is not None and attachment.size > field.limits.max_bytes:
        return "maxBytes"
    return ""


def _wrong_promises(asked: list[Asked], later: tuple[str, ...]) -> Iterator[Objection]:
    """Yield what was promised although it is not asked for or may not come later."""
    allowed = {each.pointer for each in asked if each.field.may_come_later}
    for place in later:
        if place not in allowed:
            yield Objection(place, "later")


def _leaves(value: Any, place: str = "") -> Iterator[str]:
    """Yield the pointer of every value that is not an object or an array."""
    match value:
        case Mapping():
            for name, inner in value.items():
                escaped = name.replace("~", "~0").replace("/", "~1")
                yield from _leaves(inner, f"{place}/{escaped}")
        case list():
            for number, inner in enumerate(value):
                yield from _leaves(inner, f"{place}/{number}")
        case _:
            yield place


def _meets(path: list[str], pattern: list[str]) -> bool:
    """Whether `path` begins as `pattern` does, where `*` is any step."""
    return len(path) >= len(pattern) and all(
        wanted in ("*", step) for step, wanted in zip(path, pattern, strict=False)
    )
