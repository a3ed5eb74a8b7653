"""Until when the next step is done: `{workday+3}` in a text becomes a date."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kiosk.sandbox.blocks import Json

_PROMISE = re.compile(r"\{workday\+([0-9]{1,2})\}")
_SATURDAY = 5


def dated(steps: Sequence[Json], day: date) -> list[Json]:
    """Return `steps`, texts by language, with the dates they promise, counted from `day`."""

    def promised(found: re.Match[str]) -> str:
        return workday(day, int(found[1])).strftime("%d.%m.%Y")

    return [
        {language: _PROMISE.sub(promised, text) for language, text in step.items()}
        for step in steps
    ]


def workday(day: date, number: int) -> date:
    """Return the working day (Monday to Friday) that is the `number`th after `day`."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < _SATURDAY
    return day
