"""What the exit code of a command means, for scripts; from sysexits.h where it has a number."""

import sys
from collections.abc import Sequence

OK = 0
WARNED = 1
"""It works, and something is worth a second look."""
REFUSED = 2
"""What was given cannot be used."""
SETTINGS = 78
"""The settings cannot be used (EX_CONFIG)."""


def refuse(mistakes: Sequence[str], code: int = SETTINGS) -> int:
    """Say what is wrong, one sentence a line, and return `code`."""
    print(*mistakes, sep="\n", file=sys.stderr)
    return code
