"""A day in one line, typed as short as one likes, and shown as it is understood."""

from collections.abc import Mapping

from kiosk.forms.answers import Entry
from kiosk.forms.kinds.date import written
from kiosk.forms.short_days import day_meant
from kiosk.texts import Texts
from ui.counter.editors.line import LineBox

NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Words for a day; how many days later it is."""


class DateBox(LineBox):
    """The entry is the day as it is understood, `dd.MM.yyyy`; what means none, as it was typed."""

    def meant(self, text: str) -> Entry:
        """Return the day that `text` means."""
        today = self.placed.today
        if today is None or not text.strip():
            return text.strip()
        found = day_meant(text, self.placed.field, today, near_words(self.texts))
        return written(found) if found else text

    def tidy(self) -> None:
        """Show the day as it is understood."""
        usual = self.shown(self.entry)
        if usual != self.line.text():
            self.line.setText(usual)


def near_words(texts: Texts) -> Mapping[str, int]:
    """Return the words for near days in the office's language, and in English."""
    english = dict(NEAR_DAYS)
    return english | {texts(f"counter-filling-{word}"): at for word, at in NEAR_DAYS.items()}
