"""Staff sign in, lock, unlock and send; the keyring is real, on a session bus of its own."""

import sys
from pathlib import Path

import pytest

from tests.journeys.test_keyring import UNLOCK, Machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")

SHIFT = '"$1" -m pytest -q -p no:cacheprovider -p no:randomly tests/journeys/shift.py 2>&1 || true'


def test_a_shift_at_a_counter_with_a_real_keyring(tmp_path: Path) -> None:
    """See shift.py: it needs a keyring of its own, and so a bus of its own."""
    printed = Machine(tmp_path).run(UNLOCK + SHIFT)
    assert printed[-1].startswith("1 passed"), "\n".join(printed)
