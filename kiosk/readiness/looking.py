"""Has looks done one after another: none takes longer than it may, and none ends the report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.errands import described
from kiosk.readiness.remedies import failed
from kiosk.readiness.report import Check, Outcome, Verdict, skipped
from kiosk.secrets.in_time import InTime

HOLDS = frozenset({Outcome.OK, Outcome.WARNING})


@dataclass(frozen=True)
class Step:
    """One look.

    Attributes:
        name: one of `GROUPS`.
        look: what is done.
        needs: names of steps before it; where one of them does not hold, it is skipped.
        seconds: so long it may take.
    """

    name: str
    look: Callable[[], Verdict]
    needs: Sequence[str] = ()
    seconds: float = 10.0


def checked(steps: Sequence[Step]) -> Iterator[Check]:
    """Yield what each step found, in order."""
    found: dict[str, Outcome] = {}
    for step in steps:
        lacking = [name for name in step.needs if found.get(name) not in HOLDS]
        verdict = skipped(f"Waits for {' and '.join(lacking)}.") if lacking else _looked(step)
        found[step.name] = verdict.outcome
        yield Check.of(step.name, verdict)


def _looked(step: Step) -> Verdict:
    try:
        return InTime[Verdict](step.seconds).do(lambda: _tried(step))
    except TimeoutError:
        return failed("check-slow", f"It was given up after {step.seconds:.0f} s.")


def _tried(step: Step) -> Verdict:
    try:
        return step.look()
    except Exception as error:  # noqa: BLE001 - a look at a broken machine may end in any way
        return failed("check-crashed", f"The check ended with {described(error)}.")
