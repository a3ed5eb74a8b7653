"""The ways to type an answer at a counter, one file each."""

from collections.abc import Callable, Mapping

from kiosk.forms.kind import Editor as Way
from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.area import AreaBox
from ui.counter.editors.choice import ChoiceBox, Listing
from ui.counter.editors.confirm import ConfirmBox
from ui.counter.editors.date import DateBox
from ui.counter.editors.dense import Dense
from ui.counter.editors.files import FilesBox
from ui.counter.editors.line import LineBox
from ui.counter.editors.ticks import TicksBox
from ui.counter.editors.yes_no import YesNoBox
from ui.theme import Theme

Maker = Callable[[PlacedField, Texts, Theme], Dense]

PLAIN: Mapping[Way, Maker] = {
    Way.LINE: LineBox,
    Way.NUMBER_PAD: LineBox,
    Way.DATE: DateBox,
    Way.TEXT_AREA: AreaBox,
    Way.CHOICES: TicksBox,
    Way.YES_NO: YesNoBox,
}


def dense_editor_for(
    placed: PlacedField, texts: Texts, theme: Theme, listing: Listing, *, takes_files: bool
) -> Dense:
    """Return the editor of a field; a new one each time, for nothing typed may outlive it."""
    match kind_of(placed.field.kind).editor_of(placed.field):
        case Way.CHOICE | Way.LONG_CHOICE:
            return ChoiceBox(placed, texts, theme, listing)
        case Way.CONFIRM:
            return ConfirmBox(placed, texts, theme)
        case Way.DOCUMENTS:
            return FilesBox(placed, texts, theme, takes_files=takes_files)
        case way:
            return PLAIN[way](placed, texts, theme)


__all__ = ["Dense", "Listing", "dense_editor_for"]
