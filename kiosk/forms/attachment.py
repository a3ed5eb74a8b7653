"""A document the visitor handed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file in memory; `name` is what the visitor may read, never a path that is opened.

    `reference` is '' until the portal took the file. `sha256` (hex) is computed if it is not
    given. `pages` is 0 where there are none, or where a PDF does not say for certain.
    """

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    sha256: str = ""
    reference: str = ""
    pages: int = 0

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", sha256(self.content).hexdigest())

    @property
    def stand_in(self) -> str:
        """What stands for the file in the data: its reference, before that its SHA-256."""
        return self.reference or self.sha256


def referring(data: Any, attachments: Iterable[Attachment]) -> Any:
    """Return `data` with the references of `attachments` where their SHA-256 stood for them."""
    references = {one.sha256: one.reference for one in attachments if one.reference}
    return _replaced(data, references) if references else data


def _replaced(data: Any, references: dict[str, str]) -> Any:
    match data:
        case str():
            return references.get(data, data)
        case list():
            return [_replaced(value, references) for value in data]
        case dict():
            return {key: _replaced(value, references) for key, value in data.items()}
        case _:
            return data
