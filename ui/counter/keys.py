"""Every command of the counter and its keys: the one table behind shortcuts, palette and help.

A command is called by the text `counter-do-<name>`; why it does nothing now is said by the text
`counter-not-<name>`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk import flow
from kiosk.session import IdentityDocument

MOST_CAPS = 2
MOST_NUMBERED = 9
"""A digit names no more than that."""


class Group(Enum):
    """What a command is about; names the text `counter-keys-<group>`."""

    VISIT = "visit"
    FORM = "form"
    SCREEN = "screen"


@dataclass(frozen=True)
class Command:
    """Something staff may want, and the keys that say so, as Qt writes them.

    Attributes:
        event: what it tells the flow, or one example of it; None where page or frame know.
        numbered: for a command with a key a number: what number n tells the flow.
        in_bar: whether the bar below the page names it, where it acts.
    """

    name: str
    group: Group
    keys: tuple[str, ...] = ()
    event: flow.Event | None = None
    numbered: Callable[[int], flow.Event] | None = None
    in_bar: bool = False

    @property
    def caps(self) -> tuple[str, ...]:
        """Return its keys as they stand on the keyboard; of many, the first and the last."""
        if len(self.keys) > MOST_CAPS:
            return (f"{cap(self.keys[0])} … {cap(self.keys[-1])}",)
        return tuple(map(cap, self.keys))

    @property
    def shown(self) -> str:
        """Return them in one line."""
        return ", ".join(self.caps)


def cap(key: str) -> str:
    """Return a key as it is printed on Swiss keyboards, whatever the language."""
    return key.replace("Return", "Enter")


_VISIT, _FORM, _SCREEN = Group

COMMANDS = (
    Command("new", _VISIT, ("F2",), flow.NewCaseWanted(), in_bar=True),
    Command("another", _VISIT, ("Shift+F2",), flow.AnotherWanted(), in_bar=True),
    Command("hold", _VISIT, ("F3",), flow.HoldWanted(), in_bar=True),
    Command("take-over", _VISIT, ("F4",), flow.TakeOverWanted(), in_bar=True),
    Command("hand-over", _VISIT, ("F10",), flow.HandOverWanted(), in_bar=True),
    Command("identity", _VISIT, ("F5",), flow.IdentitySeen(IdentityDocument.PASSPORT), in_bar=True),
    Command("next-visitor", _VISIT, ("F8",), flow.LeaveWanted(), in_bar=True),
    Command("case", _VISIT, tuple(f"Alt+{n}" for n in range(1, 9)), numbered=flow.CaseWanted),
    Command("continue", _FORM, ("Ctrl+Return",)),
    Command("back", _FORM, ("Esc",)),
    Command("next-problem", _FORM, ("F7", "N")),
    Command("previous-problem", _FORM, ("Shift+F7", "Shift+N")),
    Command("change", _FORM, tuple(str(n) for n in range(1, MOST_NUMBERED + 1))),
    Command("both-languages", _FORM, ("Ctrl+T",)),
    Command("add-entry", _FORM, ("Ctrl++",)),
    Command("remove-entry", _FORM, ("Ctrl+-",)),
    Command("reuse-person", _FORM, ("Ctrl+R",), flow.ReuseWanted(person=True)),
    Command("reuse-family", _FORM, ("Ctrl+Shift+R",), flow.ReuseWanted(person=False)),
    Command("show-visitor", _FORM, ("F9",), flow.AgreementWanted(), in_bar=True),
    Command("agreed-in-words", _FORM, ("Shift+F9",), flow.AgreementGiven(in_words=True)),
    Command("store", _FORM, (), flow.StoreWanted()),
    Command("palette", _SCREEN, ("Ctrl+K",), in_bar=True),
    Command("keys", _SCREEN, ("F1", "?"), in_bar=True),
    Command("search", _SCREEN, ("Ctrl+F",)),
    Command("next-pane", _SCREEN, ("F6",)),
    Command("previous-pane", _SCREEN, ("Shift+F6",)),
    Command("context", _SCREEN, ("F11",)),
    Command("language", _SCREEN, (), flow.LanguageWanted()),
    Command("larger", _SCREEN),
    Command("contrast", _SCREEN),
    Command("readiness", _SCREEN, ("F12",), flow.ReadinessWanted(), in_bar=True),
    Command("lock", _SCREEN, ("Ctrl+L",), flow.LockWanted()),
)
"""In the order in which help, palette and bar name them. No key stands twice."""

BY_NAME = {command.name: command for command in COMMANDS}

TYPED = frozenset({"N", "Shift+N", "?", *map(str, range(1, MOST_NUMBERED + 1))})
"""Keys that write something: they act only where no text field has the focus."""

OF_FORMS = frozenset({"both-languages", "add-entry", "remove-entry"})
"""Commands that only a page with a form knows."""

WINDOWS_OWN = frozenset({"Ctrl+L"})
"""Keys that the window itself hears, on every page (ui/bootstrap.py)."""
