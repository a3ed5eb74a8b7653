"""Fields to try editors with, one for each way to type an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.forms.answers import LATER, Entry
from kiosk.forms.form import Field, Limits, Option
from kiosk.forms.kind import Editor as Way
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from kiosk.words import Words
from ui.editors import editor_for
from ui.editors.editor import Editor
from ui.theme import Theme

LABEL, HINT = "Frage", "Ein Hinweis."
TODAY = date(2026, 11, 24)


def options(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value, Words({"de": value.title()})) for value in values)


def placed(kind: str, entry: Entry = "", *, enabled: bool = True, **details: Any) -> PlacedField:
    words = {"label": Words({"de": LABEL}), "hint": Words({"de": HINT})} | details
    return PlacedField(Field("/field", kind, **words), "/field", enabled, entry, TODAY)


def editor(kind: str, theme: Theme, entry: Entry = "", **details: Any) -> Editor:
    """Return the editor of a field of `kind` that holds `entry`."""
    return editor_for(placed(kind, entry, **details), Texts("de"), theme)


@dataclass(frozen=True)
class Example:
    """A field, an entry that it takes, and one that it refuses and yet keeps."""

    kind: str
    entry: Entry
    wrong: Entry
    details: dict[str, Any]


EXAMPLES: dict[Way, Example] = {
    Way.LINE: Example("text", "Łukasz Šimůnek", "<b>&amp;</b>", {"limits": Limits(max_length=3)}),
    Way.TEXT_AREA: Example("multiline", "Erste Zeile\nZweite", "zu lang", {}),
    Way.NUMBER_PAD: Example("integer", "42", "zwei", {}),
    Way.DATE: Example("date", "3.7.1948", "31.2.19", {}),
    Way.CHOICE: Example("choice", "month", "week", {"options": options("month", "year")}),
    Way.CHOICES: Example("choices", ("a", "c"), ("x",), {"options": options("a", "b", "c")}),
    Way.YES_NO: Example("yes_no", "true", "maybe", {}),
    Way.CONFIRM: Example("confirmation", "true", "maybe", {}),
    Way.LONG_CHOICE: Example("country", "CH", "XX", {}),
    Way.DOCUMENTS: Example("document", LATER, "nothing", {"may_come_later": True}),
}
