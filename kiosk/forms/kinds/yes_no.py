"""Yes or no."""

from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, words

YES, NO = "true", "false"


class YesNo(FieldKind):
    """A question with two answers; no answer is neither."""

    name = "yes_no"
    editor = Editor.YES_NO
    missing = "invalid-missing-choice"
    accepts = ("true", "false")
    refuses = ("yes", "1", "True")

    def parse(self, entry: Entry, field: Field) -> bool:
        """Return whether it is yes."""
        if entry not in (YES, NO):
            raise Invalid("invalid-choice")
        return entry == YES

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Allow both."""

    def entry(self, value: Any, field: Field) -> Entry:
        """Return `true` or `false`: what an editor holds."""
        return YES if value else NO

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the word for it."""
        return words(language)("kind-yes" if value else "kind-no")
