"""What the words of a draft may look like, and how much of it there may be."""

from collections.abc import Iterable, Mapping
from typing import Any

from kiosk.forms import limits
from kiosk.forms.judge import Judge
from kiosk.session import Contrast, TextSize

VERSION = 1

MOST_ANSWERS = limits.FIELDS * limits.ENTRIES
LONGEST_POINTER = 256
MOST_FILES = 100
LONGEST_NAME = 300

_NAME: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 128}
_ID: Mapping[str, Any] = {"type": "string", "pattern": "^[!-~]+$", "maxLength": 128}
"""No words: the log names a service before anybody knows whether there is one."""
_POINTER: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^(/[^/]+)+$",
    "maxLength": LONGEST_POINTER,
}
_TEXT: Mapping[str, Any] = {"type": "string", "maxLength": limits.ENTRY_LENGTH}
_FILE_NAME: Mapping[str, Any] = {"type": "string", "maxLength": LONGEST_NAME}


def _record(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _number(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _one_of(values: Iterable[Any]) -> dict[str, Any]:
    return {"enum": list(values)}


def _some(items: Any, most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


_ENTRY: Mapping[str, Any] = {
    "anyOf": [
        _TEXT,
        _some(_NAME, limits.OPTIONS),
        _record(documents=_some(_number(0, MOST_FILES - 1), limits.DOCUMENTS)),
    ]
}

SHAPE = Judge(
    _record(
        version={"const": VERSION},
        service=_ID,
        bfs=_number(1, 9999),
        form=_record(id=_ID, version=_ID, digest={"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        language={"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$"},
        text_size=_one_of(size.name for size in TextSize),
        contrast=_one_of(contrast.value for contrast in Contrast),
        entries={
            "type": "object",
            "propertyNames": _POINTER,
            "additionalProperties": _ENTRY,
            "maxProperties": MOST_ANSWERS,
        },
        counts={
            "type": "object",
            "propertyNames": _POINTER,
            "additionalProperties": _number(0, limits.ENTRIES),
            "maxProperties": limits.PLACES,
        },
        documents=_some(
            _record(name=_FILE_NAME, size=_number(1, limits.DOCUMENT_BYTES)), MOST_FILES
        ),
        left_out=_some(_FILE_NAME, MOST_FILES),
    )
)


def fits(words: Mapping[str, Any]) -> bool:
    """Whether no pointer of `words` would make a repeating group longer than any may be.

    Only as many documents are meant as there are, each by one entry.
    """
    pointers = (*words["entries"], *words["counts"])
    meant = [
        number
        for told in words["entries"].values()
        if isinstance(told, dict)
        for number in told["documents"]
    ]
    known = len(meant) == len(set(meant)) and all(n < len(words["documents"]) for n in meant)
    return known and all(_is_short(step) for each in pointers for step in each.split("/"))


def _is_short(step: str) -> bool:
    return not step.isdecimal() or (
        len(step) <= len(str(limits.ENTRIES)) and int(step) < limits.ENTRIES
    )
