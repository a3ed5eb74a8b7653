"""What every piece of a form at the counter needs to know."""

from dataclasses import dataclass

from kiosk.texts import Texts
from kiosk.words import Words
from ui.counter.editors import Listing
from ui.theme import Theme
from ui.widgets.address import Places


@dataclass(frozen=True)
class Asking:
    """`listing` holds the visitor's language, too: it stands beside the office's.

    Attributes:
        takes_files: whether this terminal takes documents from a folder.
    """

    texts: Texts
    theme: Theme
    places: Places
    listing: Listing
    takes_files: bool = False

    def beside(self, words: Words) -> str:
        """Return what the visitor reads, '' where it is not shown or says the same."""
        tongue = self.listing.tongue
        said = words.to(tongue) if tongue else ""
        return said if said != words.to(self.texts.language) else ""
