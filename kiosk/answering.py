"""Keeps what was typed: in the session, and out of what the portal objected to before."""

from dataclasses import replace

from kiosk import flow
from kiosk.forms.answers import Entry, RepeatChange, changed
from kiosk.municipalities import located
from kiosk.session import Session
from kiosk.shelf import Shelf
from kiosk.view import View


def kept(
    view: View, shelf: Shelf, pointer: str, entry: Entry | RepeatChange
) -> tuple[Session, Shelf] | None:
    """Return session and shelf of `view` after `entry` at `pointer`; None where nothing asks."""
    filled, session = view.filled, view.session
    if filled is None or not isinstance(view.state, flow.Filling | flow.ChoosingDocument):
        return None
    form, before = filled.form, session.answers_to(filled.form.id)
    answers = changed(before, pointer, entry, filled.entries_of(pointer))
    answers = located(form, answers, pointer, shelf.municipalities)
    remarks = tuple(remark for remark in shelf.remarks if remark.pointer != pointer)
    return session.answered(form.id, answers), replace(shelf, remarks=remarks)
