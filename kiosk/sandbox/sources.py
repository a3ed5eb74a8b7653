"""Reads what the embedded portal offers from resources/sandbox: data, no code.

A mistake in a file is named with the file when the portal starts, not when a visitor asks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.sandbox.blocks import Json, SourceError, expanded

RESOURCES = Path(__file__).parent.parent.parent / "resources" / "sandbox"


@dataclass(frozen=True)
class Sources:
    """Everything read; services and forms by id, municipalities by BFS number, staff by name."""

    municipalities: Mapping[int, Json]
    categories: tuple[Json, ...]
    senders: Mapping[str, Json]
    services: Mapping[str, Json]
    forms: Mapping[str, Json]
    staff: tuple[str, ...]
    files: Mapping[str, bytes]
    """Official documents, by file name."""


def read(folder: Path = RESOURCES) -> Sources:
    """Read `folder` whole.

    Raises:
        SourceError: a file is missing, is not JSON, or names something that is not there.
    """
    blocks = blocks_of(folder / "blocks")
    sources = Sources(
        municipalities={
            found["bfs"]: found for found in _json(folder / "municipalities.json")["municipalities"]
        },
        categories=tuple(_json(folder / "categories.json")),
        senders=_json(folder / "senders.json"),
        services=_by_id(_folder(folder / "services")),
        forms={
            id_: expanded(form, blocks) for id_, form in _by_id(_folder(folder / "forms")).items()
        },
        staff=tuple(_json(folder / "staff.json")),
        files={path.name: path.read_bytes() for path in sorted(folder.glob("documents/*.pdf"))},
    )
    _check(sources)
    return sources


def blocks_of(folder: Path) -> dict[str, Json]:
    """Return the blocks in `folder` by name.

    Raises:
        SourceError: one is not JSON.
    """
    return _folder(folder)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {error}") from error


def _folder(folder: Path) -> dict[str, Json]:
    return {path.stem: _json(path) for path in sorted(folder.glob("*.json"))}


def _by_id(documents: Mapping[str, Json]) -> dict[str, Json]:
    return {document["id"]: document for document in documents.values()}


def _check(sources: Sources) -> None:
    """Refuse a service whose form, sender, category or municipality is not there."""
    categories = {category["id"] for category in sources.categories}
    for id_, service in sources.services.items():
        bfs = service.get("bfs", "all")
        missing = {
            "form": {form_of(service)} - sources.forms.keys(),
            "sender": {service["sender"]} - sources.senders.keys(),
            "category": set(service["categories"]) - categories,
            "document": {rule["file"] for rule in service.get("documents", [])}
            - sources.files.keys(),
            "municipality": (set() if bfs == "all" else set(bfs)) - sources.municipalities.keys(),
        }
        for what, names in missing.items():
            if names:
                raise SourceError(f"service {id_}: there is no {what} {sorted(names)}")


def form_of(service: Json) -> str:
    """Return the id of the form `service` asks with: its own id unless it says otherwise."""
    return str(service.get("form", service["id"]))
