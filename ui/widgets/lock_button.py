"""Who of staff is here, as a button that locks the counter."""

from kiosk.view import View
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look, Place

LONGEST_NAME = 24
"""Characters; what is cut off ends with an ellipsis."""


def lock_button(view: View, theme: Theme, place: Place = Place.LEFT) -> Button:
    """Return the button; it names the key that does the same."""
    name = view.staff.name
    shown = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    label = view.texts("desk-corner", name=shown)
    button = Button(
        label, theme, Look.QUIET, icon_name="lock-keyhole", place=place, role=Role.SMALL
    )
    button.setAccessibleDescription(view.texts("desk-lock"))
    return button
