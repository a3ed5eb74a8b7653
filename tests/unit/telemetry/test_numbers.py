"""Numbers are bounded and exact, whoever counts at the same time."""

import re
from threading import Thread

from kiosk.telemetry.instruments import Family, Instrument, Kind, Learned, Spread
from kiosk.telemetry.numbers import FEW, Numbers
from kiosk.telemetry.words import OTHER

PLAIN = Instrument("t.plain", Kind.COUNTER, "1", "Plain.")
CLOSED = Instrument("t.closed", Kind.COUNTER, "1", "Closed.", {"word": frozenset("ab")})
MANY = Instrument(
    "t.many", Kind.COUNTER, "1", "Many.", {"word": frozenset(map(str, range(FEW + 1)))}
)
OPEN = Instrument("t.open", Kind.COUNTER, "1", "Open.", {"id": Learned(re.compile("[a-z0-9]+"), 3)})
TIMES = Instrument("t.times", Kind.HISTOGRAM, "s", "Times.", {}, (1, 2.5))
GAUGE = Instrument("t.gauge", Kind.GAUGE, "s", "Now.")


def numbers() -> Numbers:
    return Numbers((PLAIN, CLOSED, MANY, OPEN, TIMES, GAUGE))


def values(kept: Numbers, instrument: Instrument) -> dict[tuple[str, ...], float | Spread]:
    (family,) = (found for found in kept.families() if found.instrument is instrument)
    return {tuple(word for _, word in point.labels): point.value for point in family.points}


def test_what_can_happen_is_told_before_it_happens() -> None:
    kept = numbers()
    assert values(kept, PLAIN) == {(): 0}
    assert values(kept, CLOSED) == {("a",): 0, ("b",): 0}
    assert values(kept, MANY) == {}


def test_a_word_that_is_not_in_the_list_is_other() -> None:
    kept = numbers()
    for word in ("a", "a", "Meier", ""):
        kept.add(CLOSED, word=word)
    assert values(kept, CLOSED) == {("a",): 2, ("b",): 0, (OTHER,): 2}


def test_so_many_unknown_words_are_learned_and_no_more() -> None:
    kept = numbers()
    for word in ("one", "two", "Three", "three", "four", "five", "one"):
        kept.add(OPEN, id=word)
    assert values(kept, OPEN) == {("one",): 2, ("two",): 1, ("three",): 1, (OTHER,): 3}


def test_a_value_on_an_edge_belongs_below_it() -> None:
    kept = numbers()
    for seconds in (0, 1, 1.5, 2.5, 99):
        kept.observe(TIMES, seconds)
    assert values(kept, TIMES) == {(): Spread((2, 2, 1), 104.0)}


def test_gauges_are_none_of_its_business() -> None:
    assert GAUGE not in {family.instrument for family in numbers().families()}


def test_nothing_is_lost_where_threads_count_together() -> None:
    kept, seen = numbers(), list[Family]()

    def count() -> None:
        for _ in range(2000):
            kept.add(CLOSED, word="a")
            kept.observe(TIMES, 1)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen += kept.families()  # on a busy machine all may have ended already
    while any(thread.is_alive() for thread in threads):
        seen += kept.families()
    for thread in threads:
        thread.join()
    assert seen
    assert values(kept, CLOSED)["a",] == 8000
    assert values(kept, TIMES)[()] == Spread((8000, 0, 0), 8000.0)
