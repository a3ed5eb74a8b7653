"""How long `fill` takes, which runs on every key: `python -m tests.bench.bench_forms`."""

import sys
from datetime import date
from timeit import repeat

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Form
from tests.fakes.forms import equals, field, form, options, page

BUDGET = 0.002
"""Seconds for a form of twenty fields: a key must be on the screen long before the next."""
TODAY = date(2026, 11, 24)
ENTRIES = {
    "/who": "other",
    "/born": "24.11.1985",
    "/phone": "041 208 81 11",
    "/mail": "anna@example.ch",
    "/ahv": "756.9217.0769.85",
    "/iban": "CH93 0076 2011 6238 5295 7",
    "/uid": "CHE-100.155.212",
    "/postcode": "6003",
    "/plate": "LU 123456",
    "/amount": "1’234.50",
} | {f"/line{number}": "Łukasz Šimůnek" for number in range(10)}


def twenty_fields() -> Form:
    """Return a form of ten kinds and ten lines, five of them shown by another answer."""
    kinds = [
        field("/who", "choice", options=options("me", "other"), required=True),
        field("/born", "date", required=True),
        field("/phone", "phone"),
        field("/mail", "email"),
        field("/ahv", "social_security_number"),
        field("/iban", "iban"),
        field("/uid", "company_number"),
        field("/postcode", "postcode"),
        field("/plate", "licence_plate"),
        field("/amount", "money"),
    ]
    other = equals("/who", "other")
    lines = [
        field(f"/line{number}", required=True, shown_when=other if number % 2 else None)
        for number in range(10)
    ]
    return form(page(*kinds), page(*lines))


def seconds(answers: Answers) -> float:
    """Return the seconds of one `fill`, the best of several runs."""
    asked = twenty_fields()
    fill(asked, answers, Audience.ASSISTED, TODAY)
    runs = repeat(lambda: fill(asked, answers, Audience.ASSISTED, TODAY), number=200, repeat=5)
    return min(runs) / 200


def main() -> None:
    """Print the figures; leave with 1 when one is over the budget."""
    full = Answers(ENTRIES)
    figures = {"empty": seconds(Answers()), "full": seconds(full)}
    for name, taken in figures.items():
        print(f"fill, 20 fields, {name}: {taken * 1000:.2f} ms (budget {BUDGET * 1000:.0f} ms)")
    sys.exit(any(taken > BUDGET for taken in figures.values()))


if __name__ == "__main__":
    main()
