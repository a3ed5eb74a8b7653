"""Another municipality: by its name, a locality, or a postcode, which may lie in several."""

from collections.abc import Sequence

from kiosk import flow
from kiosk.catalogue import Municipality
from kiosk.municipalities import matches, municipalities_for
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.grid import columns
from ui.widgets.label import heading
from ui.widgets.results import Results
from ui.widgets.search_field import SearchField
from ui.widgets.stack import column
from ui.widgets.tile import Tile

POSTCODE_DIGITS = 4


class ChoosingMunicipalityPage(Page):
    """All 79 below a line to search in; a tile shows what of it was searched for."""

    wide = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        hint = view.texts("choosing-municipality-search")
        self.search = SearchField(hint, hint, theme)
        self.search.textChanged.connect(self._find)
        self._results = Results(theme, columns(theme))
        column(
            theme, heading(self.title(), theme), self.search, self._results, units=3, within=self
        )
        self._find("")

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("choosing-municipality-title")

    def first_focus(self) -> SearchField:
        """Begin in the line: most people type a name."""
        return self.search

    def offers(self) -> Actions:
        """Offer the way back."""
        return Actions(back=Action(self.view.texts("frame-back"), flow.Back()))

    def _find(self, text: str) -> None:
        found = municipalities_for(self.view.municipalities, text)
        tiles = [self._tile(place, text) for place in found]
        self._results.show_found(self._sentence(found, text), tiles)

    def _sentence(self, found: Sequence[Municipality], text: str) -> str:
        texts = self.view.texts
        if not found:
            return texts("choosing-municipality-none")
        postcode = text.strip().isdigit() and len(text.strip()) == POSTCODE_DIGITS
        if postcode and len(found) > 1:
            return texts("choosing-municipality-several")
        return texts("choosing-municipality-found", count=len(found))

    def _tile(self, place: Municipality, text: str) -> Tile:
        meant = [local for local in place.localities if matches(local, text)]
        detail = ", ".join(f"{local.postcode} {local.name}" for local in meant)
        tile = Tile(place.name, self.theme, detail=detail, icon_name="map-pin", compact=True)
        tile.clicked.connect(lambda: self.happened.emit(flow.MunicipalityChosen(place.bfs)))
        return tile
