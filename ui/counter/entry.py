"""A line of a list that is searched by typing: a service, a command, a case, a choice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk import flow
from kiosk.catalogue import Category, Listing
from kiosk.view import CaseLine, View
from kiosk.words import Words
from ui.counter.keys import cap
from ui.fees import price

NOTHING = Words()


@dataclass(frozen=True)
class Entry:
    """What a line says, and what happens when it is chosen.

    Attributes:
        title, keywords, summary, popularity: what a search looks at (kiosk/search.py).
        detail: stands quietly beside the title.
        note: stands at the right end: a price, a key.
        act: what choosing it does; None for the heading of those below it.
        idle: True where it would do nothing now; `detail` then says why.
    """

    title: Words
    detail: str = ""
    note: str = ""
    keywords: Words = NOTHING
    summary: Words = NOTHING
    popularity: int = 0
    act: Callable[[], None] | None = None
    idle: bool = False


def said(text: str, language: str) -> Words:
    """Return a text of the kiosk as an entry holds it."""
    return Words({language: text})


def services(
    view: View, listings: tuple[Listing, ...], choose: Callable[[flow.Event], None]
) -> list[Entry]:
    """Return an entry for each of `listings`: what it is, who is behind it, what it costs."""
    language = view.texts.language
    return [
        Entry(
            title=listing.title,
            detail=listing.sender_name.to(language),
            note=price(listing.fee, view.texts),
            keywords=listing.keywords,
            summary=listing.summary,
            popularity=listing.popularity,
            act=_choosing(choose, flow.ServiceChosen(listing.id)),
        )
        for listing in listings
    ]


def by_topic(view: View, choose: Callable[[flow.Event], None]) -> Iterator[Entry]:
    """Yield every service once, below the heading of its first topic, the most used first."""
    catalogue = view.catalogue
    if catalogue is None:
        return
    usual = sorted(catalogue.listings, key=lambda listing: -listing.popularity)
    for category in catalogue.categories:
        found = tuple(one for one in usual if _topic(one, catalogue.categories) == category.id)
        if found:
            yield Entry(category.title)
            yield from services(view, found, choose)


def cases(view: View, choose: Callable[[flow.Event], None]) -> list[Entry]:
    """Return an entry for each visit that is held."""
    texts, language = view.texts, view.texts.language
    return [
        Entry(
            title=said(f"{line.number} · {title_of(line, view)}", language),
            detail=line.owner,
            keywords=said(texts("counter-case", number=line.number), language),
            note=cap(f"Alt+{line.number}"),
            act=_choosing(choose, flow.CaseWanted(line.number)),
        )
        for line in view.cases
    ]


def title_of(line: CaseLine, view: View) -> str:
    """Return what a held visit is about, for people."""
    return line.title.to(view.texts.language) or view.texts("counter-case-untitled")


def _topic(listing: Listing, categories: tuple[Category, ...]) -> str:
    known = {category.id for category in categories}
    return next((topic for topic in listing.categories if topic in known), "")


def _choosing(choose: Callable[[flow.Event], None], event: flow.Event) -> Callable[[], None]:
    return lambda: choose(event)
