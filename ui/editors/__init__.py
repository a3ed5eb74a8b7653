"""The ways to type an answer, one file each; `EDITORS` says which one draws which."""

from collections.abc import Callable, Mapping

from kiosk.forms.kind import Editor as Way
from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.choice import ChoiceEditor
from ui.editors.choices import ChoicesEditor
from ui.editors.confirm import ConfirmEditor
from ui.editors.date import DateEditor
from ui.editors.documents import DocumentsEditor
from ui.editors.editor import Editor
from ui.editors.line import LineEditor
from ui.editors.long_choice import LongChoiceEditor
from ui.editors.number_pad import NumberPadEditor
from ui.editors.text_area import TextAreaEditor
from ui.editors.yes_no import YesNoEditor
from ui.theme import Theme

EDITORS: Mapping[Way, Callable[[PlacedField, Texts, Theme], Editor]] = {
    Way.LINE: LineEditor,
    Way.TEXT_AREA: TextAreaEditor,
    Way.NUMBER_PAD: NumberPadEditor,
    Way.DATE: DateEditor,
    Way.CHOICE: ChoiceEditor,
    Way.CHOICES: ChoicesEditor,
    Way.YES_NO: YesNoEditor,
    Way.CONFIRM: ConfirmEditor,
    Way.LONG_CHOICE: LongChoiceEditor,
    Way.DOCUMENTS: DocumentsEditor,
}


def editor_for(
    placed: PlacedField, texts: Texts, theme: Theme, *, takes_files: bool = False
) -> Editor:
    """Return the editor of a field; a new one each time, for nothing typed may outlive it."""
    way = kind_of(placed.field.kind).editor_of(placed.field)
    if way is Way.DOCUMENTS:
        return DocumentsEditor(placed, texts, theme, takes_files=takes_files)
    return EDITORS[way](placed, texts, theme)
