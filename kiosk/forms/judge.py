"""The only import of jsonschema_rs: whether data is what a JSON Schema (2020-12) asks for.

Patterns run in linear time; one that needs more (look-around, back-references) is refused. What
the judge says never quotes a value. Nothing is fetched. Formats are the kinds' business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from kiosk.forms.pointer import pointer

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

_PATTERN_BYTES = 1_000_000
"""Memory of one compiled pattern."""


class UnusableSchemaError(ValueError):
    """The schema is not one, refers elsewhere, or has a pattern that is not linear."""


@dataclass(frozen=True)
class Complaint:
    """Where data breaks its schema: a JSON Pointer and the keyword that was broken.

    For `required`, the pointer is the one of what is missing.
    """

    pointer: str
    rule: str


class Judge:
    """Judges data by `schema`; compiled at first use, then microseconds a call."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema

    def compile(self) -> None:
        """Compile now.

        Raises:
            UnusableSchemaError: see there.
        """
        _ = self._compiled

    def accepts(self, value: Any) -> bool:
        """Whether `value` keeps to the schema; text that no JSON can carry does not."""
        try:
            return self._compiled.is_valid(value)
        except UnicodeEncodeError:
            return False

    def complaints(self, value: Any) -> Iterator[Complaint]:
        """Yield what `value` breaks."""
        for error in self._compiled.iter_errors(value):
            path = list(error.instance_path)
            if error.kind.name == "required":
                path.append(error.kind.value)
            yield Complaint(pointer(path), error.kind.name)

    @cached_property
    def _compiled(self) -> "Draft202012Validator":
        import jsonschema_rs  # noqa: PLC0415 - 20 ms that the first frame does not wait for

        try:
            return jsonschema_rs.Draft202012Validator(
                dict(self._schema),
                validate_formats=False,
                offline=True,
                pattern_options=jsonschema_rs.RegexOptions(size_limit=_PATTERN_BYTES),
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            raise UnusableSchemaError(str(getattr(error, "message", error))) from None


@lru_cache(maxsize=512)
def pattern(expression: str) -> Judge:
    """Return the judge of texts that `expression` (ECMA-262, linear subset) matches."""
    return Judge({"type": "string", "pattern": expression})
