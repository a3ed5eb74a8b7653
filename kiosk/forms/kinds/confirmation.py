"""Something to agree to."""

from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, words
from kiosk.forms.kinds.yes_no import NO, YES


class Confirmation(FieldKind):
    """A statement that only a yes answers."""

    name = "confirmation"
    editor = Editor.CONFIRM
    missing = "invalid-missing-confirmation"
    accepts = ("true",)
    refuses = ("yes", "false", "on")

    def parse(self, entry: Entry, field: Field) -> bool:
        """Return True."""
        if entry == NO:
            raise Invalid(self.missing)
        if entry != YES:
            raise Invalid("invalid-choice")
        return True

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Allow it."""

    def entry(self, value: Any, field: Field) -> Entry:
        """Return `true` for what was agreed to."""
        return YES if value else NO

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the word for it."""
        return words(language)("kind-confirmed" if value else "kind-no")
