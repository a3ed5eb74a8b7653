"""A town: free to type, with the towns of the postcode in a list."""

from collections.abc import Sequence

from kiosk.forms.answers import Entry
from kiosk.forms.form import Option
from kiosk.forms.placed import PlacedField
from kiosk.search import folded
from kiosk.texts import Texts
from kiosk.words import Words
from ui.counter.editors.choice import ChoiceBox, Listing
from ui.counter.editors.line import USUAL_TEXT, LineBox
from ui.theme import Theme


class TownBox(ChoiceBox):
    """The entry is what stands in the line; the list helps, it does not decide."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme, listing: Listing) -> None:
        super().__init__(placed, texts, theme, listing)
        self.line.listing = False

    def wanted_width(self) -> int:
        """See `Dense`."""
        return self.characters(USUAL_TEXT)

    def offer(self, names: Sequence[str]) -> None:
        """List `names` from now on."""
        language = self.texts.language
        self.options = tuple(Option(name, Words({language: name})) for name in names)
        self._labels = tuple(names)
        self._values = tuple(name.casefold() for name in names)
        self.line.listing = bool(names)
        self.line.update()

    def shown(self, entry: Entry) -> str:
        """Return `entry`."""
        return entry if isinstance(entry, str) else ""

    def meant(self, text: str) -> Entry:
        """Return `text`."""
        return text

    def meanings(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the towns that begin with `text`."""
        begun = " ".join(folded(text))
        labels = enumerate(self._labels)
        return tuple(at for at, name in labels if " ".join(folded(name)).startswith(begun))

    def fill(self, text: str) -> None:
        """Put `text` in; nothing is listed."""
        self.line.setText(text)
        self.tell(text)

    def tidy(self) -> None:
        """Spell it as any other text."""
        self._matches.withdraw(self.line)
        LineBox.tidy(self)

    def typed(self, text: str) -> None:
        """Take it as it is, and list what begins so."""
        self.tell(text)
        self._show(self.meanings(text), -1)
