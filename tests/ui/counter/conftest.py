"""What every test of the counter's screen needs."""

from collections.abc import Iterator

import pytest

from tests.ui.counter.desk import usual_habits


@pytest.fixture(autouse=True)
def habits() -> Iterator[None]:
    """Leave no habit of one test to the next."""
    with usual_habits():
        yield
