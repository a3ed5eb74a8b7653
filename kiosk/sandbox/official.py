"""Official documents that are ready at once: files of the service, given out as they are."""

import hashlib
from collections.abc import Mapping
from typing import Any

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.rules import applies


def claims(source: Json, files: Mapping[str, bytes], answers: Mapping[str, Any]) -> list[Json]:
    """Return what a receipt says of the documents that `answers` lead to, numbered from 1."""
    return [
        {
            "number": number,
            "title": rule["title"],
            "media_type": "application/pdf",
            "size": len(files[rule["file"]]),
            "sha256": hashlib.sha256(files[rule["file"]]).hexdigest(),
        }
        for number, rule in enumerate(source.get("documents", []), start=1)
        if applies(rule, answers)
    ]


def content(source: Json, files: Mapping[str, bytes], number: int) -> bytes | None:
    """Return document `number` of a service; None where it has none."""
    rules = source.get("documents", [])
    return files[rules[number - 1]["file"]] if 0 < number <= len(rules) else None
