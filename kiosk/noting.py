"""What the flow wants noted of the visitor, put into the session."""

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias, assert_never

from kiosk import flow
from kiosk.forms.pointer import ENTRY
from kiosk.reuse import answered_again
from kiosk.session import SeenIdentity, Session
from kiosk.view import View

NUMBER = re.compile(r"/\d+(?=/)", re.ASCII)
"""The number of an entry of a repeating group, within a pointer."""

Note: TypeAlias = flow.Settle | flow.Speak | flow.Look | flow.NoteIdentity | flow.Reuse | flow.Doubt


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
        case flow.Doubt():
            return _of_the_visitor(view)
        case _:
            assert_never(effect)


def _reused(view: View, *, person: bool) -> Session:
    """Answer what is open as before; of somebody else of the family no document was seen."""
    if view.form is None:
        return view.session
    entries = view.reusable.person if person else view.reusable.family
    session = answered_again(view.session, view.form, entries, view.municipalities)
    return session if person else session.having(identity=None)


def _of_the_visitor(view: View) -> Session:
    """Leave out what only staff answer: our terminals never ask it, so somebody else put it there.

    A case that only staff had so far loses it, too. Where it came from nobody here can know.
    """
    form, session = view.form, view.session
    if form is None or session.arrived is None:
        return session
    answers = session.answers_to(form.id)
    of_staff = {field.pointer for _, field in form.fields() if field.assisted_only}
    kept = {
        place: entry
        for place, entry in answers.entries.items()
        if NUMBER.sub(f"/{ENTRY}", place) not in of_staff
    }
    told = replace(answers, entries=MappingProxyType(kept))
    return session.having(answers={**session.answers, form.id: told})
