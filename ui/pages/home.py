"""The services of a municipality: by search, by what most people need, by topic."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Category, Level, Listing
from kiosk.search import Search
from kiosk.view import View
from ui.fees import price
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.grid import columns, grid
from ui.widgets.label import Label, heading
from ui.widgets.results import Results
from ui.widgets.search_field import SearchField
from ui.widgets.stack import column, row
from ui.widgets.tile import Tile

MOST_USED = 4
MOST_FOUND = 12


class HomePage(Page):
    """All of the catalogue, or one shelf of it."""

    wide = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        self._shelf_id = view.state.category if isinstance(view.state, flow.Home) else ""
        layout = column(theme, units=2, within=self)
        layout.addLayout(self._head())
        self._shelves = QWidget()
        self._results = Results(theme, self._across)
        if self._shelf_id:
            self._lay_out_shelf(column(theme, units=2, within=self._shelves))
        else:
            self._lay_out_all(column(theme, units=2, within=self._shelves))
        layout.addWidget(self._shelves)
        layout.addWidget(self._results)

    def title(self) -> str:
        """Return the name of the shelf, or the question that begins everything."""
        shelf = next((found for found in self._categories if found.id == self._shelf_id), None)
        return shelf.title.to(self._language) if shelf else self.view.texts("home-title")

    def offers(self) -> Actions:
        """Offer the way back from a shelf."""
        if not self._shelf_id:
            have = Action(self.view.texts("taking-over-have"), flow.TakeOverWanted())
            return Actions(self._elsewhere(), have)
        return Actions(back=Action(self.view.texts("home-all"), flow.Back()))

    # --- What there is -------------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return self.view.texts.language

    @property
    def _categories(self) -> tuple[Category, ...]:
        return self.view.catalogue.categories if self.view.catalogue else ()

    @property
    def _listings(self) -> tuple[Listing, ...]:
        return self.view.catalogue.listings if self.view.catalogue else ()

    @cached_property
    def _search(self) -> Search[Listing]:
        return Search(self._listings, self._language)

    def _on_shelf(self, category: str) -> list[Listing]:
        found = (listing for listing in self._listings if category in listing.categories)
        return sorted(found, key=lambda listing: -listing.popularity)

    def _most_used(self) -> list[Listing]:
        usable = (listing for listing in self._listings if self._usable(listing))
        return sorted(usable, key=lambda listing: -listing.popularity)[:MOST_USED]

    def _usable(self, listing: Listing) -> bool:
        return self.view.policy.audience in listing.audience

    # --- Where it stands -----------------------------------------------------------------------

    @property
    def _across(self) -> int:
        return 1 if self.theme.portrait else 2

    def _lay_out_all(self, layout: QVBoxLayout) -> None:
        texts, theme = self.view.texts, self.theme
        if not self._listings:
            layout.addWidget(Label(texts("home-empty"), theme))
        else:
            layout.addWidget(Label(texts("home-popular"), theme, Role.TITLE))
            layout.addLayout(grid(map(self._service, self._most_used()), theme, self._across))
            layout.addSpacing(theme.space(1))
            layout.addWidget(Label(texts("home-categories"), theme, Role.TITLE))
            layout.addLayout(grid(self._category_tiles(), theme, columns(theme)))

    def _lay_out_shelf(self, layout: QVBoxLayout) -> None:
        found = self._on_shelf(self._shelf_id)
        if not found:
            layout.addWidget(Label(self.view.texts("home-empty"), self.theme))
        layout.addLayout(grid(map(self._service, found), self.theme, self._across))

    def _head(self) -> QBoxLayout:
        """Return the title with the search below it, or beside it where there is room."""
        title = heading(self.title(), self.theme)
        if self._shelf_id:
            return column(self.theme, title)
        if not self.theme.beside:
            return column(self.theme, title, self._search_field(), units=2)
        layout = row(self.theme, units=4)
        layout.addWidget(title, 1)
        layout.addWidget(self._search_field(), 1)
        return layout

    def _search_field(self) -> SearchField:
        texts = self.view.texts
        field = SearchField(texts("home-search"), texts("home-search-name"), self.theme)
        field.textChanged.connect(self._find)
        return field

    def _find(self, text: str) -> None:
        """Show what `text` finds instead of the shelves; an empty one brings them back."""
        self._shelves.setVisible(not text.strip())
        if not text.strip():
            self._results.forget()
            return
        found = self._search.find(text, MOST_FOUND)
        texts = self.view.texts
        sentence = texts("home-found", count=len(found)) if found else texts("home-none")
        self._results.show_found(sentence, [self._service(listing) for listing in found])

    # --- Tiles ---------------------------------------------------------------------------------

    def _service(self, listing: Listing) -> Tile:
        tile = Tile(
            listing.title.to(self._language),
            self.theme,
            detail=listing.summary.to(self._language),
            small=self._small_print(listing),
        )
        tile.clicked.connect(lambda: self.happened.emit(flow.ServiceChosen(listing.id)))
        return tile

    def _small_print(self, listing: Listing) -> str:
        texts = self.view.texts
        cantonal = listing.level is Level.CANTONAL
        level = texts("home-cantonal" if cantonal else "home-municipal")
        sender = listing.sender_name.to(self._language)
        where = "" if self._usable(listing) else texts("home-at-counter")
        return " · ".join(
            part for part in (where, level, sender, price(listing.fee, texts)) if part
        )

    def _category_tiles(self) -> Iterator[Tile]:
        for category in self._categories:
            if self._on_shelf(category.id):
                yield self._category(category)

    def _category(self, category: Category) -> Tile:
        title = category.title.to(self._language)
        tile = Tile(title, self.theme, icon_name=category.icon or "list", compact=True)
        tile.clicked.connect(lambda: self.happened.emit(flow.CategoryChosen(category.id)))
        return tile

    def _elsewhere(self) -> Action | None:
        """Return the way to another municipality, where *Back* stands on other pages."""
        if not self.view.policy.may_change_municipality:
            return None
        words = self.view.texts("home-other")
        return Action(words, flow.MunicipalityWanted(), icon="map-pin")
