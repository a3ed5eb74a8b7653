"""docs/printing.md and the program know the same words, remedies and exit codes."""

import re
from pathlib import Path

from kiosk.commands import exits, print_test
from kiosk.receipt.refill import OTHERWISE_FOR_IT, remedy
from tests.unit.receipt.test_refill import REASONS, WORDS

TEXT = (Path(__file__).parents[2] / "docs" / "printing.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<word>[a-z -]+)` \| (?P<remedy>[^|]+) \|$", re.MULTILINE)


def test_every_word_stands_with_the_remedy_that_is_said() -> None:
    guide = TEXT.partition("\n## The refill guide\n")[2]
    rows = [(row["word"], row["remedy"]) for row in ROW.finditer(guide)]
    assert rows == [(word, remedy(word)) for word in sorted({*WORDS, *REASONS})]
    assert OTHERWISE_FOR_IT in guide


def test_what_is_said_of_a_trouble_is_shown_as_it_is_said() -> None:
    shown = re.findall(r"^  ([a-z-]+): (.+)$", TEXT, flags=re.MULTILINE)
    assert shown
    assert all(said == remedy(word) for word, said in shown)


def test_every_exit_code_is_described() -> None:
    codes = (exits.OK, exits.WARNED, print_test.FAILED, print_test.NOT_WRITTEN, exits.SETTINGS)
    assert re.findall(r"^\| (\d+) \|", TEXT, flags=re.MULTILINE) == [str(code) for code in codes]
