"""What the portal answers when something is wrong: RFC 9457 problems of a closed list."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

BASE = "https://schalter.ch/problems/"
MEDIA_TYPE = "application/problem+json"

STATUS = {
    "not-found": HTTPStatus.NOT_FOUND,
    "withdrawn": HTTPStatus.GONE,
    "gone": HTTPStatus.GONE,
    "invalid-request": HTTPStatus.BAD_REQUEST,
    "invalid-answers": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key-reused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "form-changed": HTTPStatus.CONFLICT,
    "in-progress": HTTPStatus.CONFLICT,
    "unauthorized": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unsupported-media": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "too-many-requests": HTTPStatus.TOO_MANY_REQUESTS,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
}


@dataclass(frozen=True)
class Objection:
    """One thing wrong with what was sent: where (JSON Pointer) and which rule."""

    pointer: str
    rule: str


@dataclass
class Problem(Exception):  # noqa: N818 - the standard's own word for it
    """Raised anywhere in the portal; the server makes the answer of it. `word` is of `STATUS`."""

    word: str
    title: str = ""
    errors: tuple[Objection, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status that goes with the word."""
        return int(STATUS[self.word])

    def document(self, instance: str) -> dict[str, Any]:
        """Return the problem document for the request `instance`."""
        document: dict[str, Any] = {
            "type": BASE + self.word,
            "title": self.title or STATUS[self.word].phrase,
            "status": self.status,
            "instance": instance,
        }
        if self.errors:
            document["errors"] = [
                {"pointer": found.pointer, "rule": found.rule} for found in self.errors
            ]
        return document
