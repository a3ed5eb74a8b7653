"""Several of a few."""

from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field, Option
from kiosk.forms.kind import Editor, FieldKind, Invalid
from kiosk.forms.kinds.choice import label_of
from kiosk.words import Words


class Choices(FieldKind):
    """Any number of options; the entry is their values."""

    name = "choices"
    editor = Editor.CHOICES
    missing = "invalid-missing-choice"
    options = tuple(Option(value, Words({"de": value.title()})) for value in ("spouse", "children"))
    accepts = (("spouse",), ("children", "spouse"), ("children",))
    refuses = (("parents",), "spouse", ("spouse", "parents"))

    def parse(self, entry: Entry, field: Field) -> list[str]:
        """Return the chosen values, each once, in the order of the form."""
        values = [option.value for option in field.options]
        if not isinstance(entry, tuple) or any(chosen not in values for chosen in entry):
            raise Invalid("invalid-choice")
        return [value for value in values if value in entry]

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Hold the number of chosen options against the fewest and the most."""
        fewest, most = field.limits.min_items or 0, field.limits.max_items
        if len(value) < fewest:
            raise Invalid("invalid-too-few-choices", limit=fewest)
        if most is not None and len(value) > most:
            raise Invalid("invalid-too-many-choices", limit=most)

    def entry(self, value: Any, field: Field) -> Entry:
        """Return the values: they are what an editor holds."""
        return tuple(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return what the options are called, with commas between."""
        return ", ".join(label_of(chosen, field, language) for chosen in value)
