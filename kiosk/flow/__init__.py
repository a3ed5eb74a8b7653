"""The journey at a counter: states, events, effects, and the one function that moves it."""

from kiosk.flow.cases import may_hold as may_hold
from kiosk.flow.counter_effects import *  # noqa: F403 - one vocabulary, read as one: flow.Reviewing
from kiosk.flow.counter_events import *  # noqa: F403 - as above
from kiosk.flow.documents import is_no_sign_of_life as is_no_sign_of_life
from kiosk.flow.effects import *  # noqa: F403 - as above
from kiosk.flow.events import *  # noqa: F403 - as above
from kiosk.flow.handover import may_hand_over as may_hand_over
from kiosk.flow.outbox import may_store as may_store
from kiosk.flow.paper import may_apply_on_paper as may_apply_on_paper
from kiosk.flow.paper import may_print as may_print
from kiosk.flow.paper import may_show as may_show
from kiosk.flow.staff import Step as Step
from kiosk.flow.staff import after_fault as after_fault
from kiosk.flow.staff import step as step
from kiosk.flow.staff import uncovered as uncovered
from kiosk.flow.staff_effects import *  # noqa: F403 - as above
from kiosk.flow.staff_events import *  # noqa: F403 - as above
from kiosk.flow.staff_states import *  # noqa: F403 - as above
from kiosk.flow.states import *  # noqa: F403 - as above
