"""How long paper takes and how much memory: cold with its imports, warm, every shape, a bill.

Run as `python -m tests.bench.bench_paper`. It prints each figure beside what was promised.
"""

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable

from kiosk.receipt.receipt import Confirmation
from kiosk.receipt.shape import Shape
from tests.unit.receipt.papers import PRINTED_AT, bilingual, billed, long

RUNS = 30
COLD_RUNS = 5
WARM_MS, COLD_MS = 60, 300
"""What a confirmation of two pages may take: with the library loaded, and without."""

COLD = """
import time
from tests.unit.receipt.papers import PRINTED_AT, bilingual
paper = bilingual()
begun = time.perf_counter()
from kiosk.receipt.pdf import render
render(paper, PRINTED_AT)
print((time.perf_counter() - begun) * 1000)
"""


def main() -> None:
    """Print the figures."""
    tell("two pages, cold, with imports and fonts", min(cold()), COLD_MS)
    tell("two pages, warm", median(bilingual()), WARM_MS)
    for shape in (Shape.A5, Shape.ROLL_80):
        tell(f"the same on {shape.value}", median(bilingual(), shape))
    tell("with a bill", median(billed()))
    tell("four pages", median(long()))
    tell("paper and preview, 800 px", milliseconds(show))
    print(f"peak memory of one paper: {peak():.1f} MB, beside fonts and library")


def cold() -> list[float]:
    """Return how long the first paper of a process takes, in milliseconds, a few times.

    The shortest counts: the others tell what else the machine did.
    """
    return [
        float(subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True).stdout)
        for _ in range(COLD_RUNS)
    ]


def median(paper: Confirmation, shape: Shape = Shape.A4) -> float:
    """Return how long a paper takes once everything is loaded, in milliseconds."""
    make(paper, shape)
    return statistics.median(milliseconds(lambda: make(paper, shape)) for _ in range(RUNS))


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def make(paper: Confirmation, shape: Shape = Shape.A4) -> bytes:
    """Make a paper."""
    from kiosk.receipt.pdf import render

    return render(paper, PRINTED_AT, shape)


def show() -> object:
    """Make a paper and its preview."""
    from ui.preview import page_images

    return page_images(make(bilingual()), 800)


def peak() -> float:
    """Return the most memory that Python holds while it makes a paper, in megabytes."""
    tracemalloc.start()
    make(bilingual())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def tell(what: str, took: float, promised: float | None = None) -> None:
    """Print a figure, and its share of what was promised."""
    share = f", {took / promised:.0%} of the {promised} ms promised" if promised else ""
    print(f"{what}: {took:.0f} ms{share}")


if __name__ == "__main__":
    main()
