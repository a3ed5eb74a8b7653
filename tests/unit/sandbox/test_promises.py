from datetime import date

import pytest

from kiosk.sandbox.promises import dated, workday


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 24), 3, date(2026, 11, 27)),
        (date(2026, 11, 24), 4, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_weekends_do_not_count(day: date, number: int, then: date) -> None:
    assert workday(day, number) == then


def test_a_step_says_until_when_in_every_language() -> None:
    steps = [{"de": "bis am {workday+3}", "fr": "d’ici au {workday+3}"}, {"de": "Post {x}"}]

    assert dated(steps, date(2026, 11, 24)) == [
        {"de": "bis am 27.11.2026", "fr": "d’ici au 27.11.2026"},
        {"de": "Post {x}"},
    ]
