"""How long the form engine takes, without a screen: `python -m tests.bench.bench_forms [rounds]`.

To load a form, to refuse one, to fill it, and from a key to what is wrong. What a page takes until
it is painted is measured in bench_pages.py.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from typing import NamedTuple

from kiosk.catalogue import Audience
from kiosk.forms import limits
from kiosk.forms.answers import Answers
from kiosk.forms.check import remarks
from kiosk.forms.filled import fill
from kiosk.forms.form import Form
from kiosk.portals.lucerne import profile
from tests.fakes.forms import equals, field, form, options, page
from tests.fakes.large_forms import large

LOAD_MS, KEY_MS, TOGGLE_MS = 150.0, 8.0, 50.0
"""The aims, for 95 of 100. Those for a key and a condition include the painting: what is left."""
ROUNDS = 40
TODAY = date(2026, 11, 24)
MOST = limits.FIELDS
TOO_MANY = 5_000
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


class Measured(NamedTuple):
    """What was done, how long it took each time, and how long it may take; in milliseconds."""

    name: str
    spans: tuple[float, ...]
    aim: float

    def __str__(self) -> str:
        median, p95 = statistics.median(self.spans), statistics.quantiles(self.spans, n=20)[-1]
        ratio = p95 / self.aim
        return f"{self.name:38} {median:8.2f} {p95:8.2f} {self.aim:6.0f} {ratio:8.2f}"


def measured(name: str, aim: float, work: Callable[[], object], rounds: int) -> Measured:
    """Return how long `work` takes, after a first time that does not count."""
    work()
    spans = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        spans.append(1000 * (time.perf_counter() - begun))
    return Measured(name, tuple(spans), aim)


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


def keys(name: str, aim: float, asked: Form, at: tuple[Answers, Answers], rounds: int) -> Measured:
    """Return how long it takes from one of the answers `at` to the other and back, key by key."""
    filled = fill(asked, at[0], Audience.ASSISTED, TODAY)
    turns = cycle(reversed(at))

    def key() -> None:
        nonlocal filled
        filled = fill(asked, next(turns), Audience.ASSISTED, TODAY, filled)

    return measured(name, aim, key, rounds)


def documents(rounds: int) -> Iterator[Measured]:
    """Yield what it takes to read, to check and to refuse a document."""
    document, beyond = large(MOST, options=3), large(TOO_MANY)
    yield measured(
        f"load {MOST:,} fields", LOAD_MS, lambda: profile.read_form(document, ""), rounds
    )
    yield measured(f"refuse {TOO_MANY:,} fields", LOAD_MS, lambda: profile.problems(beyond), rounds)
    read = profile.read_form(document, "")
    texts = document["texts"]
    yield measured(
        f"remarks on {MOST:,} fields", LOAD_MS, lambda: remarks(read, texts, TODAY), rounds
    )


def answers(rounds: int) -> Iterator[Measured]:
    """Yield what it takes from an entry to what is wrong."""
    twenty, full = twenty_fields(), Answers(ENTRIES)
    yield keys(
        "key in 20 fields", KEY_MS, twenty, (full, full.having("/mail", "anna@example.c")), rounds
    )
    yield keys(
        "five fields come and go", TOGGLE_MS, twenty, (full, full.having("/who", "me")), rounds
    )
    most = profile.read_form(large(MOST, options=3), "")
    every = Answers({f"/n{number}": "o0" for number in range(MOST)})
    whole = f"{MOST:,} fields"
    yield measured(
        f"fill {whole} at once",
        TOGGLE_MS,
        lambda: fill(most, every, Audience.ASSISTED, TODAY),
        rounds,
    )
    yield keys(f"key in {whole}", KEY_MS, most, (every, every.having("/n0", "line")), rounds)
    chain = profile.read_form(large(MOST, chained=True), "")
    first = every.having("/n0", "o1")
    yield keys(f"{whole} in a chain come and go", TOGGLE_MS, chain, (every, first), rounds)


def main() -> None:
    """Print the figures. Whether they are good is for people to say: machines are busy at times."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"{'ms':38} {'median':>8} {'p95':>8} {'aim':>6} {'p95/aim':>8}")
    for part in (documents, answers):
        for found in part(rounds):
            print(found)


if __name__ == "__main__":
    main()
