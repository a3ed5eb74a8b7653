"""One of a few."""

from typing import Any, ClassVar

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field, Option
from kiosk.forms.kind import Editor, FieldKind, Invalid
from kiosk.words import Words

AT_A_GLANCE = 8
"""More options than this are searched, not read."""


class Choice(FieldKind):
    """One option; the entry is its value."""

    name = "choice"
    editor = Editor.CHOICE
    missing: ClassVar[str] = "invalid-missing-choice"
    options = tuple(Option(value, Words({"de": value.title()})) for value in ("month", "year"))
    accepts: ClassVar[tuple[Entry, ...]] = ("month", "year")
    refuses: ClassVar[tuple[Entry, ...]] = ("week", "Month", ("month",))

    def editor_of(self, field: Field) -> Editor:
        """Return the list to search where there are too many to see at a glance."""
        return Editor.LONG_CHOICE if len(field.options) > AT_A_GLANCE else self.editor

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the value of the chosen option."""
        if not isinstance(entry, str) or entry not in {option.value for option in field.options}:
            raise Invalid("invalid-choice")
        return entry

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Allow every option."""

    def entry(self, value: Any, field: Field) -> Entry:
        """Return the value: it is what an editor holds."""
        return str(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return what the option is called."""
        return label_of(value, field, language)


def label_of(value: str, field: Field, language: str) -> str:
    """Return what the option `value` of `field` is called in `language`."""
    found = (option.label.to(language) for option in field.options if option.value == value)
    return next(found, "") or value
