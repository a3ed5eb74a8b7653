"""What leads a case to another screen: the same words and the same sign on every page."""

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action
from ui.theme import Theme
from ui.widgets.button import Button

ELSEWHERE = "concierge-bell"


def hand_over_button(view: View, theme: Theme) -> Button:
    """Return what says where the case may go on; it tells nothing of what it is about."""
    return Button(_words(view), theme, icon_name=ELSEWHERE)


def hand_over_action(view: View) -> Action:
    """Return the same as the one thing to do on a page."""
    return Action(_words(view), flow.HandOverWanted(), ELSEWHERE, primary=True)


def _words(view: View) -> str:
    return view.texts(f"handing-over-{view.policy.hands_over_to}")
