"""Compiles the kiosk's texts: resources/i18n/<language>/*.po become one kiosk.mo each."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "resources" / "i18n"


def merged(folder: Path) -> Catalog:
    """Return every message of the .po files in `folder`; an id may stand in one file only.

    Raises:
        SystemExit: a message stands twice; names both files.
    """
    whole = Catalog(locale=folder.name.split("-")[0])
    origin: dict[str, Path] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=folder.name.split("-")[0], abort_invalid=True)
        for message in catalogue:
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key in origin:
                sys.exit(f"{path}: '{key}' stands in {origin[key].name} already")
            origin[key] = path
            whole[message.id] = message
    return whole


def main() -> None:
    """Compile every language."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        with (folder / "kiosk.mo").open("wb") as file:
            write_mo(file, merged(folder))


if __name__ == "__main__":
    main()
