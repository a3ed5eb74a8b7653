"""One form of a folder like resources/sandbox, with the blocks of that folder put in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.sandbox.blocks import SourceError, expanded
from kiosk.sandbox.sources import RESOURCES, blocks_of


def whole(source: dict[str, Any], file: Path) -> Mapping[str, Any]:
    """Return `source`, read from `file`, as a document: with the blocks beside it, else our own.

    Raises:
        ValueError: a block is missing or is none, or the source is too broken to look for blocks.
    """
    beside = file.resolve().parent.parent / "blocks"
    try:
        return expanded(source, blocks_of(beside if beside.is_dir() else RESOURCES / "blocks"))
    except SourceError as error:
        raise ValueError(str(error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("id, version, schema, ui or texts is missing or misshapen") from error
