"""The journey of a visit: states, events, effects, and the one function that moves it."""

from kiosk.flow.documents import below_warning as below_warning
from kiosk.flow.documents import is_no_sign_of_life as is_no_sign_of_life
from kiosk.flow.effects import *  # noqa: F403 - one vocabulary, read as one: flow.Reviewing
from kiosk.flow.events import *  # noqa: F403 - as above
from kiosk.flow.states import *  # noqa: F403 - as above
from kiosk.flow.step import Step as Step
from kiosk.flow.step import step as step
