"""A number or a code of digits: the same line, with large and even digits."""

from typing import ClassVar

from ui.editors.line import LineEditor
from ui.theme import Role


class NumberPadEditor(LineEditor):
    """The keyboard on the screen shows digits; letters stay possible, the kind judges."""

    text_role: ClassVar[Role] = Role.DIGITS
    narrow: ClassVar[bool] = True
