"""What the palette and the choice of a document offer."""

from collections.abc import Callable, Iterator

from kiosk import flow
from kiosk.session import IdentityDocument
from kiosk.view import View
from ui.counter.acting import Acting
from ui.counter.entry import Entry, cases, said, services
from ui.counter.keys import COMMANDS, Command

ELSEWHERE = frozenset({"palette", "case", "change"})
"""Commands that the palette is, or lists in another way."""

Tell = Callable[[flow.Event], None]


def everything(
    view: View, acting: Acting, do: Callable[[Command], None], tell: Tell, open_service: Tell
) -> Iterator[Entry]:
    """Yield all commands, cases and services; what does nothing now says why, and stands last."""
    texts, language = view.texts, view.texts.language
    yield Entry(said(texts("counter-commands"), language))
    yield from sorted(_commands(view, acting, do), key=lambda entry: entry.idle)
    if view.cases:
        yield Entry(said(texts("counter-cases"), language))
        yield from cases(view, tell)
    if view.catalogue is not None:
        yield Entry(said(texts("counter-services"), language))
        yield from services(view, view.catalogue.listings, open_service)


def _commands(view: View, acting: Acting, do: Callable[[Command], None]) -> Iterator[Entry]:
    texts = view.texts
    for command in COMMANDS:
        if command.name not in ELSEWHERE:
            why_not = acting.why_not(command)
            yield Entry(
                title=said(texts(f"counter-do-{command.name}"), texts.language),
                detail=why_not,
                note=command.shown,
                act=_doing(do, command),
                idle=bool(why_not),
            )


def documents(view: View, tell: Tell) -> Iterator[Entry]:
    """Yield the documents of identity that may have been seen, and taking that back."""
    texts, language = view.texts, view.texts.language
    for document in IdentityDocument:
        name = said(texts(f"counter-identity-{document.value}"), language)
        yield Entry(name, act=_telling(tell, flow.IdentitySeen(document)))
    if view.session.identity is not None:
        nothing = said(texts("counter-identity-take-back"), language)
        yield Entry(nothing, act=_telling(tell, flow.IdentitySeen(None)))


def _doing(do: Callable[[Command], None], command: Command) -> Callable[[], None]:
    return lambda: do(command)


def _telling(tell: Tell, event: flow.Event) -> Callable[[], None]:
    return lambda: tell(event)
