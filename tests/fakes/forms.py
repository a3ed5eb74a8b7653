"""Small forms to put answers into."""

from typing import Any

from kiosk.forms.answers import Answers, Entry
from kiosk.forms.conditions import Condition, Fits
from kiosk.forms.form import Field, Form, Item, Option, Page
from kiosk.words import Words


def said(text: str) -> Words:
    return Words({"de": text})


def field(pointer: str, kind: str = "text", **details: Any) -> Field:
    return Field(pointer, kind, said(pointer.rsplit("/", 1)[-1]), **details)


def options(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value, said(value.title())) for value in values)


def page(*items: Item, shown_when: Condition | None = None, title: str = "Seite") -> Page:
    return Page(title, said(title), Words(), items, shown_when)


def form(*pages: Page, schema: dict[str, Any] | None = None) -> Form:
    return Form("test", "1", "0" * 64, pages, schema or {"type": "object"})


def answered(**entries: Entry) -> Answers:
    """Return answers by the names of their top-level fields."""
    answers = Answers()
    for name, entry in entries.items():
        answers = answers.having(f"/{name}", entry)
    return answers


def equals(pointer: str, value: Any) -> Fits:
    return Fits(pointer, {"const": value})
