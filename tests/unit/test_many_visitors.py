"""Any order of walk-ins at one counter: nobody ever sees, or sends, what is somebody else's.

The line to the portal breaks now and then: whatever is tried after that, each is filed once.
"""

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk import flow
from kiosk.controller import Controller
from kiosk.errors import OutcomeUnknown
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.handover import code as codes
from kiosk.outbox.outbox import Outbox
from kiosk.policy import ASSISTED
from tests.fakes.at_work import SERVICE
from tests.fakes.staff import ACCESS_LIFE
from tests.fakes.staffed import StaffedCounter

NAME = "/person/firstName"


class CounterWithOutbox(StaffedCounter):
    """A counter that keeps what the portal cannot take."""

    def built(self, **changes: Any) -> Controller:
        outbox = Outbox(self.folder / "outbox.sqlite", self.clock)
        return super().built(outbox=outbox.line, keeps_in=outbox, **changes)


class ManyVisitors(RuleBasedStateMachine):
    """Each visitor types a name that nobody else has; who is served is known by it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._quick = patch.object(codes, "COST", 2**4)
        self._quick.start()
        self.counter = CounterWithOutbox(Path(self._folder.name))
        self.counter.open()
        self.count = 0
        self.served = ""
        self.held: dict[int, str] = {}
        self.sent: list[str] = []
        self.uncertain: set[str] = set()
        """Those who may have been filed, and nobody here can know."""

    def teardown(self) -> None:
        self.counter.controller.close()
        self._quick.stop()
        self._folder.cleanup()

    # --- What can happen -----------------------------------------------------------------------

    @precondition(lambda self: isinstance(self.counter.at(), flow.Attract))
    @rule()
    def somebody_comes(self) -> None:
        self._tell(flow.NewCaseWanted())
        self._somebody_new()

    @precondition(lambda self: isinstance(self.counter.at(), flow.Home))
    @rule()
    def their_matter_is_opened(self) -> None:
        self._tell(flow.ServiceChosen(SERVICE))
        assert isinstance(self.counter.at(), flow.Filling)

    @precondition(lambda self: isinstance(self.counter.at(), flow.Filling))
    @rule()
    def they_say_their_name(self) -> None:
        self.counter.controller.answer(NAME, self.served)

    @precondition(lambda self: self._may_be_held())
    @rule(then=st.sampled_from(["nobody", "the next"]))
    def they_wait(self, then: str) -> None:
        self._tell(flow.HoldWanted() if then == "nobody" else flow.NewCaseWanted())
        self._is_held()
        if then == "the next":
            self._somebody_new()

    @precondition(lambda self: bool(self.held))
    @rule(data=st.data())
    def somebody_who_waited_goes_on(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.held)))
        waits = self._may_be_held()
        if not (waits or isinstance(self.counter.at(), flow.Attract | flow.Home)):
            return
        self._tell(flow.CaseWanted(number))
        back = self.held.pop(number)
        if waits:
            self._is_held()
        self.served = back

    @precondition(lambda self: isinstance(self.counter.at(), flow.Filling))
    @rule()
    def it_is_sent(self) -> None:
        self._fill_in()
        self._tell(flow.Continued(), flow.AgreementGiven(in_words=True), flow.Continued())
        assert isinstance(self.counter.at(), flow.Done)
        self.sent.append(self.served)

    @precondition(lambda self: isinstance(self.counter.at(), flow.Filling))
    @precondition(lambda self: self.served not in self.sent)
    @rule(arrives=st.booleans())
    def it_is_sent_and_no_answer_comes(self, arrives: bool) -> None:  # noqa: FBT001 - drawn
        self._fill_in()
        for call in ("submit", "outcome"):
            self.counter.portal.fail(call, OutcomeUnknown(), times=2, afterwards=arrives)
        self._tell(flow.Continued(), flow.AgreementGiven(in_words=True), flow.Continued())
        self.counter.portal.recover()
        assert self.counter.problem() == "outcome-unknown"
        self.uncertain.add(self.served)

    @precondition(lambda self: self.counter.problem() == "outcome-unknown")
    @rule(lost=st.booleans())
    def it_is_tried_again(self, lost: bool) -> None:  # noqa: FBT001 - drawn
        if lost:
            self.counter.portal.staff.revoke()
            self.counter.controller.touched()
            self.counter.clock.advance(ACCESS_LIFE - 1)
            self._some_waited_too_long()
        self._tell(flow.Retried())
        if lost:
            assert isinstance(self.counter.at(), flow.SigningIn)
            self.counter.portal.staff.approve()
            self.counter.poll()
            assert self.counter.problem() == "outcome-unknown"
            return
        assert isinstance(self.counter.at(), flow.Done)
        self._is_certain()

    @precondition(lambda self: self.counter.problem() == "outcome-unknown")
    @rule()
    def it_is_changed_as_far_as_that_goes(self) -> None:
        self._tell(flow.Back(), flow.ChangeWanted(0), flow.Continued(), flow.HandOverWanted())
        self.counter.controller.answer(NAME, "somebody else")
        assert self.counter.problem() == "outcome-unknown"

    @precondition(lambda self: self.counter.problem() == "outcome-unknown")
    @rule()
    def it_is_stored_and_brought_later(self) -> None:
        self._tell(flow.StoreWanted())
        assert isinstance(self.counter.at(), flow.Stored)
        self._is_certain()

    @precondition(lambda self: isinstance(self.counter.at(), flow.Filling))
    @rule()
    def it_goes_on_at_another_counter_and_comes_back(self) -> None:
        """What comes back is what went, and here nothing of it is left in between."""
        name = self._entry()
        self._tell(flow.HandOverWanted())
        code = self.counter.controller.view().handover
        assert code is not None
        self._tell(flow.LeaveWanted())
        assert isinstance(self.counter.at(), flow.Attract)
        assert not self.counter.controller.session.answers
        self._tell(flow.TakeOverWanted(), flow.CodeEntered(code.text))
        assert isinstance(self.counter.at(), flow.Filling)
        assert self._entry() == name

    @precondition(lambda self: isinstance(self.counter.at(), flow.Done | flow.Stored))
    @rule()
    def they_have_another_matter(self) -> None:
        self._tell(flow.AnotherWanted())

    @precondition(lambda self: bool(self.served))
    @rule()
    def they_go(self) -> None:
        self._tell(flow.LeaveWanted(), flow.LeaveWanted(), flow.PaperTaken())
        self.served = ""

    @rule()
    def it_is_locked_for_a_moment(self) -> None:
        self.counter.lock()
        assert not self.counter.controller.view().session.answers
        self.counter.enter_pin()

    @rule()
    def staff_go_home(self) -> None:
        self.counter.lock()
        self._tell(flow.SignOutWanted())
        self.served, self.held = "", {}
        self.counter.portal.staff.approve()
        self.counter.poll()
        self.counter.enter_pin()

    @rule()
    def nobody_does_anything_for_long(self) -> None:
        self.counter.clock.advance(ASSISTED.idle_seconds + ASSISTED.locked_seconds + 1)
        self.counter.worker.finish_all()
        self.counter.enter_pin()
        self.served = ""
        self._some_waited_too_long()

    # --- What always holds ---------------------------------------------------------------------

    @invariant()
    def what_is_on_the_screen_is_of_whoever_is_served(self) -> None:
        session = self.counter.controller.session
        entries = {
            entry
            for answers in session.answers.values()
            for pointer, entry in answers.entries.items()
            if pointer == NAME
        }
        assert entries <= {self.served}
        if not self.served:
            assert not session.answers
            assert not session.known

    @invariant()
    def what_is_remembered_for_the_next_form_is_theirs(self) -> None:
        known = set(self.counter.controller.session.known.values())
        names = {name for name in known if isinstance(name, str) and name.startswith("visitor")}
        assert names <= {self.served}

    @invariant()
    def the_list_knows_who_waits(self) -> None:
        view = self.counter.controller.view()
        assert {line.number for line in view.cases} <= set(self.held)

    @invariant()
    def everybody_sent_their_own_and_once(self) -> None:
        filed = self.counter.portal.filed.values()
        names = [submission.answers["person"]["firstName"] for submission in filed]
        assert [name for name in names if name not in self.uncertain] == self.sent
        assert all(names.count(name) <= 1 for name in self.uncertain)

    # --- How -----------------------------------------------------------------------------------

    def _tell(self, *events: flow.Event) -> None:
        for event in events:
            self.counter.tell(event)
            self.counter.worker.finish_all()

    def _somebody_new(self) -> None:
        self.count += 1
        self.served = f"visitor {self.count}"

    def _may_be_held(self) -> bool:
        room = len(self.held) < ASSISTED.most_cases
        return room and flow.may_hold(self.counter.at(), ASSISTED)

    def _is_held(self) -> None:
        (number,) = {line.number for line in self.counter.controller.view().cases} - set(self.held)
        self.held[number], self.served = self.served, ""

    def _some_waited_too_long(self) -> None:
        left = {line.number for line in self.counter.controller.view().cases}
        self.held = {number: name for number, name in self.held.items() if number in left}

    def _is_certain(self) -> None:
        """Of what was filed without a word it is known now that it was."""
        self.uncertain.discard(self.served)
        filed = [one.answers["person"]["firstName"] for one in self.counter.portal.filed.values()]
        self.sent = [name for name in filed if name not in self.uncertain]
        assert self.served in self.sent

    def _entry(self) -> object:
        return self.counter.controller.session.answers_to(SERVICE).entry(NAME)

    def _fill_in(self) -> None:
        controller = self.counter.controller
        form, today = controller.view().form, controller.today()
        assert form is not None
        whole = answered(form, Answers(), ASSISTED.audience, today)
        for pointer, entry in whole.entries.items():
            controller.answer(pointer, entry)
        controller.answer(NAME, self.served)


TestManyVisitors = ManyVisitors.TestCase
TestManyVisitors.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
