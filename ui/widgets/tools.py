"""What everybody may need on every page, always in the same place: language, look, help, finish."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk import flow
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from ui.languages import own_name
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look, Place

SIZES = tuple(TextSize)

OVERLAYS = {
    flow.LanguageWanted: flow.ChoosingLanguage,
    flow.HelpWanted: flow.Helping,
    flow.LeaveWanted: flow.Leaving,
}
"""What each wish leads to: where the visit already is, the tool has nothing to do."""

NOTHING_TO_OPEN = flow.LanguageWanted | flow.HelpWanted
"""What has no place over a code that stands on the screen: it would have to be withdrawn."""


class Tools(QWidget):
    """A row of tools.

    Signals:
        happened: an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__()
        self._view, self._theme = view, theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(1))
        language = self._add("languages", own_name(view.session.language), flow.LanguageWanted())
        language.setAccessibleDescription(view.texts("frame-language-choose"))
        for icon_name, label, event in looks(view):
            self._add(icon_name, label, event)
        self._add("circle-help", view.texts("frame-help"), flow.HelpWanted())

    def add_finish(self) -> None:
        """Put *Finish and delete* at the left end, where no row of actions has room for it."""
        finish = finish_button(self._view, self._theme, Place.ABOVE)
        finish.clicked.connect(lambda: self.happened.emit(flow.LeaveWanted()))
        self._row.insertWidget(0, finish, 5)

    def _add(self, icon_name: str, label: str, event: flow.Event) -> Button:
        button = Button(
            label, self._theme, Look.QUIET, icon_name=icon_name, place=Place.ABOVE, role=Role.SMALL
        )
        _show_if_useful(button, event, self._view.state)
        button.clicked.connect(lambda: self.happened.emit(event))
        self._row.addWidget(button, 4 if self._theme.portrait else 0)
        return button


def looks(view: View) -> tuple[tuple[str, str, flow.Event], ...]:
    """Return icon, label and event of the next text size and of the other contrast."""
    texts, size, contrast = view.texts, view.session.text_size, view.session.contrast
    larger = SIZES[(SIZES.index(size) + 1) % len(SIZES)]
    high = contrast is Contrast.HIGH
    other = Contrast.NORMAL if high else Contrast.HIGH
    size_word = "frame-normal-size" if larger is SIZES[0] else "frame-larger"
    contrast_word = "frame-contrast-off" if high else "frame-contrast"
    return (
        ("type", texts(size_word), flow.LookChosen(larger, contrast)),
        ("contrast", texts(contrast_word), flow.LookChosen(size, other)),
    )


def finish_button(view: View, theme: Theme, place: Place) -> Button:
    """Return *Finish and delete*."""
    button = Button(
        view.texts("frame-finish"),
        theme,
        Look.QUIET,
        icon_name="log-out",
        place=place,
        role=Role.SMALL if place is Place.ABOVE else Role.BUTTON,
    )
    _show_if_useful(button, flow.LeaveWanted(), view.state)
    return button


def _show_if_useful(button: Button, event: flow.Event, state: flow.State) -> None:
    """Hide a tool that has nothing to do; the others stay where they are."""
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    if not may(event, state):
        button.hide()


def may(event: flow.Event, state: flow.State) -> bool:
    """Whether a tool has something to do in `state`: never while answers are on their way.

    A visit that is done, or goes on elsewhere, has its own way out.
    """
    if isinstance(state, flow.Submitting):
        return False
    if isinstance(event, flow.LeaveWanted) and _ends_by_itself(state):
        return False
    if isinstance(state, flow.HandingOver) and isinstance(event, NOTHING_TO_OPEN):
        return False
    overlay = OVERLAYS.get(type(event))
    return overlay is None or not isinstance(state, overlay)


def _ends_by_itself(state: flow.State) -> bool:
    if isinstance(state, flow.HandingOver):
        return state.step is flow.HandoverStep.READY
    return isinstance(state, flow.Done | flow.TakingPaper)
