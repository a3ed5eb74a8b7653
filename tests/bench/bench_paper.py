"""How long paper takes: the first confirmation of a process, the next ones, their preview.

Run as `python -m tests.bench.bench_paper`.
"""

import statistics
import time
from collections.abc import Callable

from tests.unit.receipt.papers import PRINTED_AT, bilingual, long

RUNS = 30
PROMISE_MS = 100
"""What a confirmation in two languages may take, once the fonts are read."""


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def first() -> bytes:
    """Make the first paper, with the imports it needs."""
    from kiosk.receipt.pdf import render

    return render(bilingual(), PRINTED_AT)


def show() -> object:
    """Make the preview, with the imports it needs."""
    from ui.preview import page_images

    return page_images(first(), 800)


def main() -> None:
    """Print the times."""
    print(f"first, imports and fonts included: {milliseconds(first):.0f} ms")
    took = [milliseconds(first) for _ in range(RUNS)]
    print(f"the next: median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms")
    print(f"promised {PROMISE_MS} ms")
    from kiosk.receipt.pdf import render

    print(f"four pages: {milliseconds(lambda: render(long(), PRINTED_AT)):.0f} ms")
    show()
    print(f"paper and preview, 800 px: {milliseconds(show):.0f} ms")


if __name__ == "__main__":
    main()
