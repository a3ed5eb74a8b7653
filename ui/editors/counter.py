"""Says how many characters are left: early in a long text, and at the end of a line."""

from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.label import Label


class Counter(Label):
    """Stands below a text of at most `limit` characters; nothing is ever cut in silence.

    Args:
        warn_from: it is silent while more characters than this are left.
    """

    def __init__(self, limit: int, warn_from: int, texts: Texts, theme: Theme) -> None:
        super().__init__("", theme, Role.SMALL, colour=theme.colours.muted)
        self._limit_of_text = limit
        self._warn_from = warn_from
        self._texts = texts
        self.setVisible(False)

    def count(self, text: str) -> None:
        """Say what is left after `text`."""
        left = self._limit_of_text - len(text)
        sentence = "editors-too-many" if left < 0 else "editors-characters-left"
        self.setText(self._texts(sentence, count=abs(left)))
        self.setVisible(left <= self._warn_from)

    def overflow(self) -> None:
        """Say that something did not fit and was left out."""
        self.setText(self._texts("editors-full", count=self._limit_of_text))
        self.setVisible(True)
