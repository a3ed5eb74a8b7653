"""What the flow wants noted of the visitor, put into the session."""

from datetime import date
from typing import TypeAlias, assert_never

from kiosk import flow
from kiosk.reuse import answered_again
from kiosk.session import SeenIdentity, Session
from kiosk.view import View

Note: TypeAlias = flow.Settle | flow.Speak | flow.Look | flow.NoteIdentity | flow.Reuse


def noted(effect: Note, view: View, today: date) -> Session:
    """Return the session of `view` after `effect`."""
    session = view.session
    match effect:
        case flow.Settle(bfs):
            return session.having(bfs=bfs)
        case flow.Speak(language):
            return session.having(language=language)
        case flow.Look(text_size, contrast):
            return session.having(text_size=text_size, contrast=contrast)
        case flow.NoteIdentity(document):
            seen = SeenIdentity(document, today) if document else None
            return session.having(identity=seen)
        case flow.Reuse(person):
            return _reused(view, person=person)
        case _:
            assert_never(effect)


def _reused(view: View, *, person: bool) -> Session:
    """Answer what is open as before; of somebody else of the family no document was seen."""
    if view.form is None:
        return view.session
    entries = view.reusable.person if person else view.reusable.family
    session = answered_again(view.session, view.form, entries, view.municipalities)
    return session if person else session.having(identity=None)
