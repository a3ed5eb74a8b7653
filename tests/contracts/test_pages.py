"""Every state has its page, found by its name; the first one waits for no other."""

import subprocess
import sys
from typing import get_args

import pytest

from kiosk import flow
from ui.pages import every_page, page_of

STATES = get_args(flow.State)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_state_has_its_page(state: type[flow.State]) -> None:
    page = page_of(state)
    assert page.__name__ == f"{state.__name__}Page"


def test_all_are_imported_ahead() -> None:
    assert [page.__name__ for page in every_page()] == [f"{each.__name__}Page" for each in STATES]


def test_before_the_first_frame_no_page_is_imported() -> None:
    """What a visitor sees first is not to wait for what they see last."""
    code = (
        "import sys, ui.bootstrap; "
        "print([m for m in sys.modules if m.startswith('ui.pages.') and m != 'ui.pages.page'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
