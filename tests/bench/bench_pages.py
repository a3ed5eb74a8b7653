"""How long a page takes from a touch to its painted frame, and a key to its painted answer.

`python -m tests.bench.bench_pages [rounds]`, on no display (offscreen). Prints least, p50 and p95
with the target beside them; the ratio is p95 to target. Published targets: a key 8 ms, the next
page of twelve fields 50 ms, ten fields that a condition shows 50 ms.
"""

import sys
from collections.abc import Iterator
from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.forms.form import Field, Form, Option
from kiosk.words import Words
from tests.bench.at_screen import Screen, Spans, settle, timed, window
from tests.fakes import counter
from tests.fakes.forms import equals, field, form, options, page
from ui.editors.choice import ChoiceEditor
from ui.editors.line import LineEditor
from ui.editors.long_choice import LongChoiceEditor
from ui.shell import Shell
from ui.widgets.field_row import FieldRow
from ui.widgets.keyboard import Keyboard

ROUNDS = 60
ATTRACT_MS, PAGE_MS, SCREEN_KEY_MS = 200.0, 100.0, 16.0
KEY_MS, NEXT_MS, TOGGLE_MS, LIST_MS = 8.0, 50.0, 50.0, 30.0
Measured = tuple[str, Spans, float]


# --- What is filled in ---------------------------------------------------------------------------


def twelve(at: int) -> tuple[Field, ...]:
    """Return twelve questions of the kinds that forms have most."""
    kinds = ("text", "text", "date", "postcode", "email", "yes_no", "phone", "money", "text")
    lines = [field(f"/p{at}n{number}", kind) for number, kind in enumerate(kinds)]
    few = [
        field(f"/p{at}c{number}", "choice", options=options("one", "two", "three"))
        for number in range(3)
    ]
    return (*lines, *few)


def dogs(count: int) -> Form:
    """Return a form that lets choose one of `count` breeds."""
    parts = ("Appenzeller", "Berner", "Tibet", "Zwerg", "Gross", "Kurzhaar", "Wäller", "Öster")
    breeds = tuple(
        Option(f"b{at}", Words({"de": f"{parts[at % 8]} {parts[at // 8 % 8]}hund Nr. {at}"}))
        for at in range(count)
    )
    return form(page(field("/first")), page(field("/breed", "choice", options=breeds)))


def key_spans(rounds: int) -> Spans:
    """Return how long a key takes until its answer is judged and painted."""
    screen = Screen(form(page(*twelve(0))))
    editor = screen.editor("/p0n0")
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    settle()
    spans = []
    for number in range(rounds):
        letter = "abcdefgh"[number % 8]
        before = screen.answers()
        spans.append(timed(partial(QTest.keyClick, editor.line, letter), editor.line))
        if screen.answers() == before:
            raise RuntimeError("the key changed no answer")
    screen.close()
    return Spans(tuple(spans[1:]))


def next_spans(rounds: int) -> Spans:
    """Return how long a touch of *Continue* takes until twelve other questions are painted."""
    screen = Screen(form(*(page(*twelve(at)) for at in (0, 1))))
    spans = []
    for _ in range(rounds):
        spans.append(timed(lambda: screen.touch(screen.forward()), screen.shell))
        if screen.page.state.page != 1:
            raise RuntimeError("it is not the next page")
        settle()
        screen.controller.dispatch(flow.Back())
        settle()
    screen.close()
    return Spans(tuple(spans[1:]))


def toggle_spans(rounds: int) -> tuple[Spans, Spans]:
    """Return how long ten questions take that come for the first time, and that come again."""
    case = field("/case", "choice", options=options("own", "other"))
    shown = [field(f"/n{at}", shown_when=equals("/case", "other")) for at in range(10)]
    asked = form(page(case, *shown, field("/last")))
    tries = [_toggled(asked) for _ in range(max(8, rounds // 8))]
    return Spans(tuple(first for first, _ in tries)), Spans(tuple(again for _, again in tries))


def _toggled(asked: Form) -> tuple[float, float]:
    screen = Screen(asked)
    editor = screen.editor("/case")
    assert isinstance(editor, ChoiceEditor)
    own, other = editor.buttons

    def come() -> float:
        span = timed(lambda: screen.touch(other), other)
        if len(list(screen.page.questions.rows())) != 12:
            raise RuntimeError("the ten questions did not come")
        settle()
        screen.touch(own)
        settle()
        return span

    spans = come(), come()
    screen.close()
    return spans


def list_spans(rounds: int) -> tuple[Spans, Spans]:
    """Return how long a list of 2,000 options takes to come, and a key in its search."""
    screen = Screen(dogs(2_000))
    first: list[float] = []
    keys: list[float] = []
    for number in range(max(8, rounds // 8)):
        first.append(timed(lambda: screen.touch(screen.forward()), screen.shell))
        settle()
        keys += _searched(screen, ("tibetwaeller", "zwrghund", "nr 17")[number % 3])
        screen.controller.dispatch(flow.Back())
        settle()
    screen.close()
    return Spans(tuple(first[1:])), Spans(tuple(keys))


def _searched(screen: Screen, word: str) -> list[float]:
    editor = screen.editor("/breed")
    assert isinstance(editor, LongChoiceEditor)
    editor.search.setFocus()
    settle()
    seen = editor.search, editor.found.viewport()
    return [timed(partial(QTest.keyClick, editor.search, key), *seen) for key in word]


def most_rows(fields: int = 1_000) -> tuple[int, int]:
    """Return the most questions that are built at a time on a walk through a form, and of how many.

    Only what is on the screen is built.
    """
    each = [page(*twelve(at)) for at in range(fields // 12)]
    screen = Screen(form(*each))
    most = 0
    for _ in each[1:]:
        most = max(most, sum(isinstance(one, FieldRow) for one in QApplication.allWidgets()))
        screen.controller.dispatch(flow.Continued())
        settle()
    screen.close()
    return most, 12 * len(each)


# --- Every other page ----------------------------------------------------------------------------


def page_spans(shell: Shell, state: flow.State, rounds: int) -> Spans:
    """Return how long it takes to build and paint the page of `state`."""
    view, before = counter.view(state), counter.view(flow.Warned(flow.Done("test", "case")))
    spans = []
    for _ in range(rounds):
        shell.show_view(before)
        settle()
        spans.append(timed(lambda: shell.show_view(view), shell))
    return Spans(tuple(spans))


def screen_key_spans(shell: Shell, rounds: int) -> Spans:
    """Return how long a key of the keyboard on the screen takes to its painted letter."""
    shell.show_view(counter.view(flow.ChoosingMunicipality()))
    settle()
    keyboard = shell.findChild(Keyboard)
    assert isinstance(keyboard, Keyboard)
    keys = [key for key in keyboard.shown() if key.types in {"a", "e"}]
    return Spans(tuple(timed(keys[number % 2].click) for number in range(rounds)))


def other_pages(rounds: int) -> Iterator[Measured]:
    """Yield what the pages around a form take."""
    shell = window()
    for state in counter.STATES:
        target = ATTRACT_MS if isinstance(state, flow.Attract) else PAGE_MS
        yield type(state).__name__, page_spans(shell, state, rounds), target
    yield "key on the screen", screen_key_spans(shell, rounds), SCREEN_KEY_MS
    shell.shut()


def form_pages(rounds: int) -> Iterator[Measured]:
    """Yield what a form takes."""
    yield "key to judged, painted answer", key_spans(rounds), KEY_MS
    yield "next page of 12 fields", next_spans(rounds), NEXT_MS
    first, again = toggle_spans(rounds)
    yield "ten fields come, first time", first, TOGGLE_MS
    yield "ten fields come again", again, TOGGLE_MS
    first, keys = list_spans(rounds)
    yield "list of 2,000 comes", first, LIST_MS
    yield "key in a search of 2,000", keys, LIST_MS


def main() -> None:
    """Print the figures. Whether they are good is for people to say: machines are busy at times."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"{'ms':31} {'least':>7} {'p50':>7} {'p95':>7}  target  p95/target")
    for name, spans, target in (*form_pages(rounds), *other_pages(rounds // 3)):
        figures = f"{spans.least:7.1f} {spans.median:7.1f} {spans.p95:7.1f}"
        print(f"{name:31} {figures} {target:7.0f} {spans.p95 / target:6.2f}")
    most, fields = most_rows()
    print(f"most questions built at a time: {most} of {fields}")


if __name__ == "__main__":
    main()
