"""`kiosk config check | explain | schema`: what can be set on a terminal, and who set it."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.settings import Loaded
    from kiosk.settings.keys import Key


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    config = commands.add_parser("config", help="the settings of this terminal")
    actions = config.add_subparsers(required=True, metavar="action")

    check = actions.add_parser("check", help="every mistake at once, in settings and policy")
    check.add_argument("file", type=Path, nargs="?", help="this system's when not given")
    check.set_defaults(run=_check)

    explain = actions.add_parser("explain", help="what a key means, its value, and who set it")
    explain.add_argument("key", nargs="?", help="such as portal.url; all when not given")
    explain.add_argument("--settings", type=Path, help="this system's file when not given")
    explain.set_defaults(run=_explain)

    schema = actions.add_parser("schema", help="every key as JSON Schema 2020-12")
    schema.add_argument("--markdown", action="store_true", help="as a page for people instead")
    schema.set_defaults(run=_schema)


def _check(options: argparse.Namespace) -> int:
    from kiosk.settings import SettingsError, loaded

    try:
        found = loaded(options.file, thorough=True)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    for remark in found.remarks:
        print(remark)
    print(f"{options.file or 'the settings of this system'}: in order")
    return exits.OK


def _explain(options: argparse.Namespace) -> int:
    from kiosk.settings import Loaded, SettingsError, loaded
    from kiosk.settings.keys import keys

    wanted = [key for key in keys().values() if options.key in {None, key.name, key.section}]
    if not wanted:
        unknown = f"{options.key}: unknown; known are {', '.join(keys())}"
        return exits.refuse((unknown,), exits.REFUSED)
    found: Loaded | None = None
    mistakes: tuple[str, ...] = ()
    try:
        found = loaded(options.settings)
    except SettingsError as error:
        mistakes = error.mistakes  # and what a key means helps to mend it
    for key in wanted:
        print(*_explained(key, found), sep="\n")
    return exits.refuse(mistakes) if mistakes else exits.OK


def _explained(key: "Key", found: "Loaded | None") -> Iterator[str]:
    """Yield lines about a key; its value and who set it only where the settings are in order."""
    from kiosk.settings.schema import kind

    yield f"{key.name} = {found.values[key.name]!r}" if found else key.name
    yield f"  {key.meaning}"
    yield f"  value: {kind(key)}"
    yield f"  default: {key.default!r}"
    if found:
        origin = found.origins[key.name]
        yield f"  set by: {origin.place}{' (locked)' if origin.locked else ''}"


def _schema(options: argparse.Namespace) -> int:
    from kiosk.settings.schema import markdown, schema

    print(markdown() if options.markdown else json.dumps(schema(), indent=2, ensure_ascii=False))
    return exits.OK
