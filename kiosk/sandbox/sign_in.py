"""Who may do what at this portal: its terminals, their tokens, and what waits for approval."""

import itertools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kiosk.sandbox.brake import Brake
from kiosk.sandbox.database import Database
from kiosk.sandbox.grants import Grants
from kiosk.sandbox.terminals import Terminal, Terminals
from kiosk.sandbox.tokens import Tokens


class SignIn:
    """The parts of signing in, over one `database`.

    Args:
        url: the portal's address, without a slash at the end.
        municipalities: the names of those it serves, by BFS number.
        staff: the names of those who may sign in at a counter.
    """

    def __init__(
        self,
        url: str,
        database: Database,
        municipalities: Mapping[int, str],
        staff: tuple[str, ...],
        now: Callable[[], datetime],
    ) -> None:
        self.url = url
        self.municipalities = municipalities
        self.staff = staff
        self.terminals = Terminals(database, f"{url}/oauth/token", now)
        self.tokens = Tokens(database, now)
        self.grants = Grants(database, now)
        self.brake = Brake(now)

    def terminal(self, **lines: Any) -> Terminal:
        """Return the terminal that `lines` describe.

        Raises:
            ValueError: one of them cannot be; names it.
        """
        terminal = Terminal(**lines)
        if terminal.bfs not in self.municipalities:
            raise ValueError("bfs")
        return terminal

    def next_id(self) -> str:
        """Return an id that no terminal has had: `t-0001` and so on."""
        taken = {each.terminal.id for each in self.terminals.all()}
        names = (f"t-{number:04}" for number in itertools.count(1))
        return next(name for name in names if name not in taken)

    def enrol(self, token: str, terminal: Terminal, jwk: Mapping[str, str]) -> tuple[str, ...]:
        """Let `jwk` be the key of `terminal`, with the token of its enrolment; see `Terminals`.

        Raises:
            KeyTaken: the key, or the token, was used for something else.
        """
        self.tokens.bind(token, jwk["kid"])
        revoked = self.terminals.enrol(terminal, jwk)
        self.tokens.end_signed_in(terminal.id)
        return revoked

    def revoke(self, terminal_id: str) -> None:
        """Let a terminal's keys, secret and tokens end at once."""
        self.terminals.revoke(terminal_id)
        self.tokens.end_all_of(terminal_id)
