"""What every test stands on."""

import gc
from collections.abc import Iterator

import pytest


def pytest_collection_finish() -> None:
    """Collect garbage between tests only, on this thread: a widget freed on another one crashes.

    What was imported stays and need not be looked at again.
    """
    gc.disable()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave no cycle of one test to the next."""
    yield
    gc.disable()  # a kiosk that was closed has given the collection back
    gc.collect(2 if "qapp" in request.fixturenames else 0)
