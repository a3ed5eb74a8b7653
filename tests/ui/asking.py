"""A page of questions whose answers come back as the controller gives them back."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers, Entry, RepeatChange, changed
from kiosk.forms.form import Form
from kiosk.municipalities import located
from tests.fakes.views import MUNICIPALITIES, view
from tests.ui.stage import staged
from ui.editors.choice import ChoiceEditor
from ui.editors.line import LineEditor
from ui.pages.filling import FillingPage
from ui.theme import Theme
from ui.widgets.field_row import FieldRow


class Visit:
    """A page whose answers come back as the controller gives them back."""

    def __init__(self, asked: Form, theme: Theme, qtbot: QtBot, refused: int) -> None:
        self.form, self.answers = asked, Answers()
        self.state = flow.Filling("test", 0, refused)
        self.events: list[flow.Event] = []
        self.told: list[tuple[str, object]] = []
        self._theme, self._qtbot = theme, qtbot
        self.page = self._page()

    def again(self, answers: Answers) -> None:
        """Build the page anew, as when somebody comes back to it."""
        self.answers = answers
        self.page = self._page()

    def _page(self) -> FillingPage:
        built = FillingPage(view(self.state, self.form, self.answers), self._theme)
        built.happened.connect(self.events.append)
        built.answered.connect(self._answer)
        return staged(built, self._qtbot)

    def _answer(self, pointer: str, entry: Entry | RepeatChange) -> None:
        self.told.append((pointer, entry))
        shown = self.page.filled.entries_of(pointer)
        answers = changed(self.answers, pointer, entry, shown)
        self.answers = located(self.form, answers, pointer, MUNICIPALITIES)
        self.page.refresh(view(self.state, self.form, self.answers))

    def row(self, pointer: str) -> FieldRow:
        place = self.page.questions.place(pointer)
        assert isinstance(place, FieldRow)
        return place

    def line(self, pointer: str) -> LineEditor:
        found = self.row(pointer).editor
        assert isinstance(found, LineEditor)
        return found

    def asked(self) -> list[str]:
        return [row.pointer for row in self.page.questions.rows()]

    def choose(self, pointer: str, number: int) -> None:
        found = self.row(pointer).editor
        assert isinstance(found, ChoiceEditor)
        found.buttons[number].click()


Begin = Callable[..., Visit]
