"""How long a form takes: to load, to its next page, and from a key to what is wrong.

`python -m tests.bench.bench_forms`. Prints each figure with its aim beside it.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from timeit import repeat
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.forms import limits
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Form
from kiosk.portals.lucerne import profile
from tests.fakes.forms import equals, field, form, options, page
from tests.fakes.large_forms import large
from tests.fakes.views import view
from ui.fonts import register_fonts
from ui.shell import Shell

KEY_MS, LARGE_KEY_MS, WORST_KEY_MS, LOAD_MS, PAGE_MS = 2.0, 16.0, 100.0, 150.0, 100.0
"""Aims. A key must be on the screen long before the next; 100 ms is at once."""
ROUNDS = 7
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


def fill_ms(asked: Form, answers: Answers) -> float:
    """Return the milliseconds of one `fill`: from a key to what is wrong, without painting."""
    return _best_ms(lambda: fill(asked, answers, Audience.ASSISTED, TODAY), number=20)


def load_ms(fields: int) -> float:
    """Return the milliseconds from a document of `fields` fields to the form.

    Beyond the published caps, which are lifted here: what a cap would cost if it were higher.
    """
    document = large(fields, options=3)
    caps = {"FIELDS": fields, "PLACES": 2 * fields, "PAGES": fields, "OPTIONS_IN_ALL": 3 * fields}
    with patch.dict(vars(limits), caps):
        return _best_ms(lambda: profile.read_form(document, ""), number=1)


def refuse_ms(fields: int) -> float:
    """Return the milliseconds until a form of too many fields is refused."""
    document = large(fields)
    return _best_ms(lambda: profile.problems(document), number=1)


def next_page_ms() -> float:
    """Return the milliseconds from one page of twelve fields to the next, painted."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    register_fonts()
    asked = profile.read_form(large(24), "")
    first, second = (view(flow.Filling("lu.large", number), asked) for number in (0, 1))
    shell = Shell(4.0)
    shell.resize(1080, 1920)
    shell.open()
    spans = []
    for _ in range(ROUNDS):
        shell.show_view(first)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        begin = time.perf_counter()
        shell.show_view(second)
        QApplication.processEvents()
        shell.grab()
        spans.append(1000 * (time.perf_counter() - begin))
    shell.shut()
    shell.bury_pages()
    app.processEvents()
    return sorted(spans)[ROUNDS // 2]


def _best_ms(work: Callable[[], object], number: int) -> float:
    work()
    return 1000 * min(repeat(work, number=number, repeat=ROUNDS)) / number


def figures() -> dict[str, tuple[float, float]]:
    """Return what was measured, with the aim, both in ms."""
    twenty, most = twenty_fields(), profile.read_form(large(limits.FIELDS, options=3), "")
    chain = profile.read_form(large(limits.FIELDS, chained=True), "")
    every = {f"/n{number}": "o0" for number in range(limits.FIELDS)}
    broken = Answers(every | {"/n0": "o1"})
    return {
        "fill, 20 fields, empty": (fill_ms(twenty, Answers()), KEY_MS),
        "fill, 20 fields, full": (fill_ms(twenty, Answers(ENTRIES)), KEY_MS),
        "fill, 200 fields, full": (fill_ms(most, Answers(every)), LARGE_KEY_MS),
        "fill, 200 in a chain, full": (fill_ms(chain, Answers(every)), LARGE_KEY_MS),
        "fill, 200 in a chain that breaks": (fill_ms(chain, broken), WORST_KEY_MS),
        "load, 200 fields": (load_ms(200), LOAD_MS),
        "load, 1,000 fields": (load_ms(1_000), LOAD_MS),
        "refuse, 5,000 fields": (refuse_ms(5_000), LOAD_MS),
        "next page, 12 fields, painted": (next_page_ms(), PAGE_MS),
    }


def main() -> None:
    """Print the figures; leave with 1 when one misses its aim."""
    found = figures()
    for name, (taken, aim) in found.items():
        print(f"{name:34} {taken:7.2f} ms   aim {aim:4.0f} ms")
    sys.exit(any(taken > aim for taken, aim in found.values()))


if __name__ == "__main__":
    main()
