"""A counter at work where staff sign in, whose parts a test holds in its hands."""

from dataclasses import dataclass, field, replace
from typing import Any

from kiosk import flow
from kiosk.controller import Controller
from kiosk.errors import SecretsUnavailable
from kiosk.policy import ASSISTED
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.staff.attempts import Attempts
from kiosk.staff.vault import Vault
from tests.fakes.at_work import Counter
from tests.fakes.events import PIN
from tests.fakes.staff import INTERVAL

POLICY = replace(ASSISTED, staff_signs_in=True)
WRONG = "918273"


class BrittleSecrets(MemorySecrets):
    """Secrets that give nothing while they are `broken`; '' is for fine."""

    broken = ""

    def get(self, name: SecretName) -> str | None:
        self._check()
        return super().get(name)

    def put(self, name: SecretName, value: str) -> None:
        self._check()
        super().put(name, value)

    def delete(self, name: SecretName) -> None:
        self._check()
        super().delete(name)

    def _check(self) -> None:
        if self.broken:
            raise SecretsUnavailable(code=self.broken)


@dataclass
class StaffedCounter(Counter):
    """A counter that opens when somebody signed in."""

    secrets: BrittleSecrets = field(default_factory=BrittleSecrets)

    def built(self, **changes: Any) -> Controller:
        attempts = Attempts(self.folder / "pin-attempts", self.clock.monotonic)
        vault = Vault(self.secrets, attempts)
        return super().built(policy=POLICY, vault=vault, **changes)

    def restart(self) -> None:
        """Switch the program off and on; the clock that only grows begins anew, too."""
        self.controller.close()
        self.controller = self.built()
        self.controller.start()
        self.worker.finish_all()

    def begin(self) -> None:
        """Get to the code."""
        self.controller.start()
        self.worker.finish_all()

    def poll(self, seconds: float = INTERVAL) -> None:
        self.clock.advance(seconds)
        self.worker.finish_all()

    def sign_in(self, pin: str = PIN) -> None:
        """Get to the start screen for the first time."""
        self.begin()
        self.portal.staff.approve()
        self.poll()
        self.tell(flow.PinChosen(pin))
        self.worker.finish_all()
        assert self.at() == flow.Attract()

    def open(self) -> None:
        if self.at() != flow.Attract():
            self.sign_in()
        self.worker.finish_all()

    def lock(self) -> None:
        self.tell(flow.LockWanted())

    def enter_pin(self, pin: str = PIN) -> None:
        self.tell(flow.PinEntered(pin))
        self.worker.finish_all()

    def try_wrong_pins(self, times: int) -> None:
        """Wait as long as it takes before each."""
        for _ in range(times):
            self.clock.sleep(self.controller.view().staff.wait)
            self.enter_pin(WRONG)
