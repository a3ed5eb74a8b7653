"""A document the visitor handed in."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attachment:
    """A file in memory; `name` is what the visitor may read, never a path that is opened.

    `reference` is '' until the portal took the file.
    """

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    sha256: str = ""
    reference: str = ""
