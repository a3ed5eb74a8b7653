"""What a kind of field can do: read what was typed, judge it, and write it for people.

Forgiving about spelling, strict about meaning. An `Invalid` carries a text id and never what was
typed. Kinds live in kiosk/forms/kinds/, one file each.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeAlias

from kiosk.forms import limits
from kiosk.forms.answers import Entry
from kiosk.forms.form import Field, Option
from kiosk.forms.judge import pattern
from kiosk.forms.plain import is_blank, plain, stacked
from kiosk.texts import Texts
from kiosk.words import Words


class Editor(Enum):
    """The ways to type an answer; each is drawn by one file of ui/editors/."""

    LINE = "line"
    TEXT_AREA = "text-area"
    NUMBER_PAD = "number-pad"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    CONFIRM = "confirm"
    LONG_CHOICE = "long-choice"
    DOCUMENTS = "documents"


Layer: TypeAlias = Literal["letters", "digits", "amount", "email", "date", "phone"]
"""What the on-screen keyboard shows first."""

MASK = "••••••"


class Invalid(Exception):  # noqa: N818 - the word of the form engine: an entry is invalid
    """An entry that cannot be accepted. `reason` is a text id, `values` fill its placeholders."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: Mapping[str, str] = {name: str(value) for name, value in values.items()}


class FieldKind:
    """The base of every kind. What it knows without being told is a text.

    Attributes:
        name: what a `Field.kind` says.
        formats: the values of `format` in a JSON Schema that mean this kind.
        editor: how it is typed.
        layer: the keyboard's first layer.
        missing: the text id for a required field that is empty.
        masked_always: True where even the visitor reads only the end of the value again.
        length: characters it takes where the form sets no limit.
        options: the choices of a kind that brings its own.
        accepts: entries it reads; refuses: entries it does not. For the contract tests.
        sample: what those examples are typed into.
    """

    name: ClassVar[str]
    formats: ClassVar[tuple[str, ...]] = ()
    editor: ClassVar[Editor] = Editor.LINE
    layer: ClassVar[Layer] = "letters"
    missing: ClassVar[str] = "invalid-missing"
    masked_always: ClassVar[bool] = False
    length: ClassVar[int] = limits.LINE_LENGTH
    options: tuple[Option, ...] = ()
    accepts: ClassVar[tuple[Entry, ...]] = ()
    refuses: ClassVar[tuple[Entry, ...]] = ()

    @property
    def sample(self) -> Field:
        """Return a field of this kind."""
        return Field("/sample", self.name, Words({"de": "Beispiel"}), options=self.options)

    def editor_of(self, field: Field) -> Editor:
        """Return how `field` is typed."""
        return self.editor

    def read(self, entry: Entry, field: Field, today: date) -> Any:
        """Return the JSON value of `entry`, within the limits of `field`.

        Raises:
            Invalid: it has no meaning, or the form does not allow it.
        """
        value = self.parse(entry, field)
        self.check(value, field, today)
        if field.const is not None and value != field.const:
            raise Invalid("invalid-other-value")
        return value

    def parse(self, entry: Entry, field: Field) -> Any:
        """Return the JSON value that `entry` means.

        Raises:
            Invalid: it means nothing of this kind.
        """
        raise NotImplementedError

    def check(self, value: Any, field: Field, today: date) -> None:
        """Hold `value` against the limits of `field`: here, the length and pattern of a text.

        Raises:
            Invalid: the form does not allow it.
        """
        longest = field.limits.max_length or self.length
        if stacked(value):
            raise Invalid("invalid-characters")
        if len(value) > longest:
            raise Invalid("invalid-too-long", limit=longest)
        if len(value) < (field.limits.min_length or 0):
            raise Invalid("invalid-too-short", limit=field.limits.min_length)
        if field.limits.pattern and not pattern(field.limits.pattern).accepts(value):
            raise Invalid("invalid-pattern")

    def entry(self, value: Any, field: Field) -> Entry:
        """Return what an editor holds for `value`; `parse` reads it back."""
        return self.show(value, field, "de")

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return `value` as it is read in `language`, on the screen and on paper."""
        return str(value)

    def masked(self, shown: str) -> str:
        """Return what is shown instead of a secret; its length tells nothing."""
        return MASK


def is_empty(entry: Entry) -> bool:
    """Whether nothing was answered: no choice, or only blanks and what nobody sees."""
    return is_blank(entry) if isinstance(entry, str) else not entry


def line(entry: Entry) -> str:
    """Return `entry` as plain text on one line.

    Raises:
        Invalid: it is not a text (an editor of another kind was used).
    """
    if not isinstance(entry, str):
        raise Invalid("invalid-characters")
    return plain(entry)


def last_four(shown: str) -> str:
    """Return `shown` with all but its last four letters and digits hidden."""
    places = [at for at, mark in enumerate(shown) if mark.isalnum()][:-4]
    return "".join("•" if at in places else mark for at, mark in enumerate(shown))


@lru_cache(maxsize=8)
def words(language: str) -> Texts:
    """Return the kiosk's texts in `language`."""
    return Texts(language)
