"""How fast staff fill in a form: `python -m tests.bench.bench_counter [rounds]`, on no display.

Three things, each beside what it is compared with:

*Keys*: every key for a whole form, pressed one by one at the real page until the review comes, in
proportion to a web form of one page a question. That one is counted from the same form and the
same answers, in its favour: one key to reach a field, one to choose among options, the letters of
a text or of a country until it is found, eight digits for a day, one key to continue a page. The
same without the letters of texts, which nobody can save.

*Key*: from a key to the judged and painted answer, in a form of 200 questions; aim 16 ms.

*Load*: from the chosen service to the painted form; aim 150 ms.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.form_file import check
from kiosk.forms.answers import LATER, Answers, Entry
from kiosk.forms.filled import fill
from kiosk.forms.form import Form
from kiosk.forms.kind import Editor as Way
from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField, flat
from kiosk.forms.sample import answered
from kiosk.policy import ASSISTED
from kiosk.sandbox.form_source import whole
from kiosk.sandbox.sources import RESOURCES
from tests.bench.at_screen import OneForm, Spans, settle, timed, window
from tests.fakes.at_work import Counter
from tests.fakes.forms import field, form, options, page
from ui.counter.editors.area import AreaBox
from ui.counter.editors.choice import ChoiceBox
from ui.counter.editors.confirm import ConfirmBox
from ui.counter.editors.files import FilesBox
from ui.counter.editors.line import LineBox
from ui.counter.editors.ticks import TicksBox
from ui.counter.editors.yes_no import YesNoBox
from ui.counter.filling import CounterFillingPage
from ui.counter.form_cell import Cell
from ui.counter.form_piece import piece_of
from ui.editors.option import TickOption

ROUNDS = 60
KEY_MS, LOAD_MS = 16.0, 150.0
SERVICES = ("lu.wohnsitzbestaetigung", "lu.umzug", "lu.familiennachzug")
KINDS = ("text", "text", "date", "postcode", "email", "yes_no", "phone", "money", "text", "choice")
DAY_DIGITS, FEW = 8, 8
NO_STAFF = replace(ASSISTED, staff_signs_in=False)
TEXTS = (Way.LINE, Way.NUMBER_PAD, Way.TEXT_AREA)


class Desk:
    """A counter with a real controller and a real page, at the form `asked`."""

    def __init__(self, asked: Form) -> None:
        self.shell = window()
        self.shell.resize(1920, 1080)
        self.counter = Counter(Path(tempfile.mkdtemp()), portal=OneForm(asked))
        self.counter.spoil = self.shell.show_view
        self.controller = self.counter.controller = self.counter.built(policy=NO_STAFF)
        self.shell.happened.connect(self.controller.dispatch)
        self.shell.answered.connect(self.controller.answer)
        self.counter.open()
        self.counter.tell(flow.Touched())
        self.counter.worker.finish_all()
        self.shell.activateWindow()
        settle()

    def enter(self) -> None:
        """Choose the service; its form comes."""
        self.counter.tell(flow.ServiceChosen("demo.confirmation"))
        self.counter.worker.finish_all()

    @property
    def page(self) -> CounterFillingPage:
        """The form on the screen."""
        assert isinstance(self.shell.page, CounterFillingPage)
        return self.shell.page

    def close(self) -> None:
        """Take the screen down."""
        self.shell.shut()
        self.shell.bury_pages()
        self.controller.close()
        settle()


# --- Keys ----------------------------------------------------------------------------------------


class Typist:
    """Presses keys at a page, and counts them."""

    def __init__(self, desk: Desk, wanted: Answers) -> None:
        self._desk, self._wanted = desk, wanted
        self.keys = self.letters = 0

    def fill(self) -> None:
        """Answer what is asked until the review comes.

        Raises:
            RuntimeError: the form did not take the answers.
        """
        for _ in range(400):
            if not isinstance(self._desk.controller.state, flow.Filling):
                return
            piece = piece_of(QApplication.focusWidget())
            lines = isinstance(piece, Cell) and isinstance(piece.editor, AreaBox)
            if isinstance(piece, Cell):
                self._answer(piece)
            self._press(Qt.Key.Key_Tab if lines or self._at_button() else Qt.Key.Key_Return)
            settle()
            if self._desk.controller.state == flow.Filling("demo.confirmation", 0, 1):
                raise RuntimeError("the form was refused")
        raise RuntimeError("the form has no end")

    def _at_button(self) -> bool:
        """Whether *Enter* would want a document, or one more entry."""
        focused = QApplication.focusWidget()
        return isinstance(focused, QAbstractButton) and not isinstance(focused, TickOption)

    def _press(self, key: Qt.Key) -> None:
        self.keys += 1
        QTest.keyClick(self._desk.shell.windowHandle(), key)

    def _type(self, letters: str) -> None:
        self.keys += len(letters)
        focused = QApplication.focusWidget()
        assert focused is not None
        plain = Qt.KeyboardModifier.NoModifier
        for letter in letters:  # QTest knows only ASCII
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, plain, letter))

    def _answer(self, cell: Cell) -> None:
        wanted, editor = self._wanted.entry(cell.pointer), cell.editor
        if not wanted or editor.entry == wanted:
            return
        match editor:
            case YesNoBox():
                self._type("j" if wanted == "true" else "n")
            case ConfirmBox():
                self._press(Qt.Key.Key_Space)
            case TicksBox():
                self._tick(editor, wanted)
            case FilesBox():
                self._promise(editor, wanted)
            case ChoiceBox() if cell.placed.field.options or editor.options:
                self._choose(editor, str(wanted))
            case LineBox():
                self._write(cell, str(wanted))
            case _:
                self._write(cell, str(wanted))

    def _write(self, cell: Cell, text: str) -> None:
        if kind_of(cell.placed.field.kind).editor_of(cell.placed.field) is Way.DATE:
            day = date(*map(int, reversed(text.split("."))))
            text = f"{day:%d%m%y}" if day.year > 1950 else f"{day:%d%m%Y}"
        else:
            self.letters += len(text)
        self._type(text)

    def _choose(self, editor: ChoiceBox, wanted: str) -> None:
        """Type the letters that name the option, as few as are needed; else step to it."""
        label = editor.shown(wanted)
        values = [option.value for option in editor.options]
        for count in range(1, len(label) + 1):
            found = editor.meanings(label[:count])
            if found and values[found[0]] == wanted and count <= values.index(wanted) + 1:
                self._type(label[:count])
                return
        for _ in range(values.index(wanted) + 1):
            self._press(Qt.Key.Key_Down)

    def _tick(self, editor: TicksBox, wanted: Entry) -> None:
        for option in editor.options:
            if option.value in wanted and option.value not in editor.chosen:
                self._type(option.label.to("de")[0].lower())

    def _promise(self, editor: FilesBox, wanted: Entry) -> None:
        if wanted == LATER and editor.later.hasFocus():
            self._press(Qt.Key.Key_Space)


def web_keys(asked: Form, wanted: Answers, today: date) -> tuple[int, int]:
    """Return the keys of a web form of one page a question, and how many are letters of texts."""
    filled = fill(asked, wanted, Audience.ASSISTED, today)
    keys = letters = 0
    for number in filled.pages:
        asked_here = [one for one in flat(filled.placed[number]) if isinstance(one, PlacedField)]
        for placed in asked_here:
            own, of_text = _web_field(placed, wanted.entry(placed.pointer))
            keys, letters = keys + own, letters + of_text
        keys += 1  # continue
    return keys, letters


def _web_field(placed: PlacedField, entry: Entry) -> tuple[int, int]:
    way = kind_of(placed.field.kind).editor_of(placed.field)
    if not entry or entry == placed.field.default:
        return 1, 0
    if way in TEXTS:
        return 1 + len(str(entry)), len(str(entry))
    if way is Way.DATE:
        return 1 + DAY_DIGITS, 0
    if way is Way.CHOICES:
        return 1 + len(entry), 0
    return (1 + 3 if way is Way.LONG_CHOICE else 2), 0


@dataclass(frozen=True)
class Counted:
    """How many keys a form took at the counter and takes on the web, and those but for texts."""

    service: str
    here: int
    web: int
    here_bare: int
    web_bare: int

    def __str__(self) -> str:
        whole, bare = self.here / self.web, self.here_bare / self.web_bare
        return (
            f"{self.service:26} {self.here:6} {self.web:6} {whole:6.2f}"
            f" {self.here_bare:10} {self.web_bare:6} {bare:6.2f}"
        )


def counted(service: str) -> Counted:
    """Return the keys of a whole form of `service`."""
    asked = form_of(service)
    desk = Desk(asked)
    today = desk.controller.today()
    wanted = answered(asked, Answers(), Audience.ASSISTED, today)
    desk.enter()
    settle()
    typist = Typist(desk, wanted)
    typist.fill()
    view = desk.controller.view()
    assert view.filled is not None
    if view.filled.data != fill(asked, wanted, Audience.ASSISTED, today).data:
        raise RuntimeError("other answers than on the web were typed")
    desk.close()
    web, letters = web_keys(asked, wanted, today)
    return Counted(service, typist.keys, web, typist.keys - typist.letters, web - letters)


def form_of(service: str) -> Form:
    """Return the form of a service of the embedded portal."""
    checked = check(RESOURCES / "forms" / f"{service}.json", whole, date(2026, 11, 24))
    assert checked.form is not None, checked.remarks
    return checked.form


# --- Time ----------------------------------------------------------------------------------------


def large() -> Form:
    """Return a form of 200 questions on 20 pages."""
    few = options("one", "two", "three")
    return form(
        *(
            page(
                *(
                    field(f"/p{at}n{n}", kind, options=few if kind == "choice" else ())
                    for n, kind in enumerate(KINDS)
                )
            )
            for at in range(20)
        )
    )


def key_spans(asked: Form, pointer: str, rounds: int) -> Spans:
    """Return how long a key takes until its answer is judged and painted; all is built."""
    desk = Desk(asked)
    desk.enter()
    settle()
    bar = desk.page.sheet.verticalScrollBar()
    for at in range(0, 20_000, 400):
        bar.setValue(at)
    cell = desk.page.cell(pointer)
    assert cell is not None
    line = cell.editor.focus_target()
    line.setFocus()
    desk.page.sheet.reveal(line)
    settle()
    spans = [
        timed(partial(QTest.keyClick, line, "abcdefgh"[number % 8]), line)
        for number in range(rounds)
    ]
    desk.close()
    return Spans(tuple(spans[1:]))


def load_spans(asked: Form, rounds: int) -> Spans:
    """Return how long it takes from a loaded form to its painted page."""
    desk, spans = Desk(asked), []
    desk.counter.tell(flow.ServiceChosen("demo.confirmation"))
    desk.counter.worker.finish_all()
    for _ in range(rounds):
        desk.counter.tell(flow.HelpWanted())
        settle()
        desk.shell.bury_pages()
        begun = time.perf_counter()
        desk.counter.tell(flow.Stayed())
        QApplication.processEvents()
        spans.append(1000 * (time.perf_counter() - begun))
    desk.close()
    return Spans(tuple(spans[1:]))


def times(rounds: int) -> Iterator[tuple[str, Spans, float]]:
    """Yield what was timed, and its aim."""
    yield "key, first of 200 questions", key_spans(large(), "/p0n0", rounds), KEY_MS
    yield "key, last of 200 questions", key_spans(large(), "/p19n0", rounds), KEY_MS
    for service in SERVICES:
        yield f"load of {service}", load_spans(form_of(service), max(FEW, rounds // 3)), LOAD_MS
    yield "load of 200 questions", load_spans(large(), max(FEW, rounds // 3)), LOAD_MS


def main() -> None:
    """Print the figures. Whether they are good is for people to say: machines are busy at times."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    titles = f"{'here':>6} {'web':>6} {'ratio':>6} {'but texts':>10} {'web':>6} {'ratio':>6}"
    print(f"{'keys':26} {titles}")
    for service in SERVICES:
        print(counted(service))
    print(f"\n{'ms':36} {'p50':>7} {'p95':>7} {'aim':>6} {'p95/aim':>8}")
    for name, spans, aim in times(rounds):
        ratio = spans.p95 / aim
        print(f"{name:36} {spans.median:7.1f} {spans.p95:7.1f} {aim:6.0f} {ratio:8.2f}")


if __name__ == "__main__":
    main()
