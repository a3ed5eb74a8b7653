"""Who sends a service: resolved per service, municipality and day, from data (senders.json)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk.catalogue import SenderKind
from kiosk.sandbox.blocks import Json, SourceError
from kiosk.sandbox.crest import crest
from kiosk.signatures import digest

TEXTS = ("unit", "opening_hours", "signatory", "data_controller", "legal_remedy")
LINES = ("legal_entity", "on_behalf_of", "phone", "email", "website")
CONTROLS = frozenset({"by_bfs", "groups", "bfs", "from", "opens_sealed"})
"""What in a rule says for whom, since when and with which key; it is not part of the block."""


def sender(
    rule: str, template: Json, municipality: Json, day: date, key: Json | None = None
) -> Json:
    """Return the whole block that `rule` gives for `municipality` on `day`, with its digest.

    `key` is the public key of senders who open what was sealed for them; a rule with
    `"opens_sealed": false` has none.

    Raises:
        SourceError: the rule leaves a placeholder that nothing fills.
    """
    cantonal = template["kind"] in {SenderKind.CANTON.value, SenderKind.CANTON_ON_BEHALF.value}
    filled = _filled(_with_overrides(template, municipality["bfs"], day), municipality, rule)
    address = filled["postal_address"]
    block = {
        "id": rule if template["kind"] == SenderKind.CANTON.value else _id(rule, municipality),
        "kind": filled["kind"],
        **{name: filled.get(name, "") for name in LINES},
        **{name: filled.get(name, {}) for name in TEXTS},
        "bfs": None if cantonal else municipality["bfs"],
        "postal_address": address,
        "return_address": filled.get("return_address", address),
        "crest": filled.get("crest") or _crest(cantonal, municipality),
        "resolved_from": filled.get("resolved_from", rule),
        "demo": filled.get("demo", False),
    }
    if key is not None and template.get("opens_sealed", True):
        block["encryption_key"] = key
    return {**block, "digest": digest(block)}


def _id(rule: str, municipality: Json) -> str:
    return f"{rule}-{municipality['bfs']}"


def _crest(cantonal: bool, municipality: Json) -> str:  # noqa: FBT001 - one caller, plain to read
    return crest("Luzern", 0) if cantonal else crest(municipality["name"], municipality["bfs"])


def _with_overrides(template: Json, bfs: int, day: date) -> Json:
    """Return the rule for `bfs` on `day`: the general one, then groups, then its own."""
    found = dict(template)
    for override in _overrides(template, bfs):
        if override.get("from", "") <= day.isoformat():
            found |= override
    return {name: value for name, value in found.items() if name not in CONTROLS}


def _overrides(template: Json, bfs: int) -> Iterator[Json]:
    yield from (group for group in template.get("groups", []) if bfs in group["bfs"])
    yield template.get("by_bfs", {}).get(str(bfs), {})


def _filled(value: Any, municipality: Json, rule: str) -> Any:
    """Return `value` with its placeholders filled from `municipality`."""
    match value:
        case str():
            try:
                return value.format_map(_places(municipality))
            except (KeyError, ValueError) as error:
                raise SourceError(f"sender {rule}: {error} in '{value}'") from error
        case dict():
            return {name: _filled(inner, municipality, rule) for name, inner in value.items()}
        case list():
            return [_filled(inner, municipality, rule) for inner in value]
        case _:
            return value


def _places(municipality: Json) -> dict[str, str]:
    """Return what a template may name. The main locality is the one called as the municipality."""
    name = municipality["name"].split(" (")[0]
    localities = municipality["localities"]
    main = next(
        (found for found in localities if found["name"] in {name, f"{name} LU"}), localities[0]
    )
    return {
        "municipality": municipality["name"],
        "bfs": str(municipality["bfs"]),
        "postcode": main["postcode"],
        "town": main["name"],
        "street": municipality.get("street", "Dorfstrasse"),
    }
