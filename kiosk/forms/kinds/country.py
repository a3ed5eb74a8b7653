"""A country."""

import json
from pathlib import Path

from kiosk.forms.form import Option
from kiosk.forms.kind import Editor
from kiosk.forms.kinds.choice import Choice
from kiosk.words import Words

_FILE = Path(__file__).parents[3] / "resources" / "countries.json"


class Country(Choice):
    """A country by its ISO 3166-1 code; Switzerland and its neighbours come first."""

    name = "country"
    formats = ("country",)
    editor = Editor.LONG_CHOICE
    accepts = ("CH", "DE", "XK")
    refuses = ("ch", "XX", "Schweiz", "EU")

    def __init__(self) -> None:
        names = json.loads(_FILE.read_text("utf-8"))["countries"]
        self.options = tuple(Option(code, Words(words)) for code, words in names.items())
