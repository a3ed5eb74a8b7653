"""docs/it-codes.md and the code know the same words for IT: none is missing, none is left over.

Most are found in the syntax trees: `code=...`, `code: str = ...`, tables called `..._CODES`, and
what is passed where a code is expected (`CODE_IS`). What is listed anyway stands in `LISTED`.
The doctor has a document of its own (test_doctor_document.py).
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from kiosk import enrolment_refusals
from kiosk.documents.refusal import Refusal
from kiosk.flow import Paper
from kiosk.portals.lucerne import verification
from kiosk.problems import PROBLEMS
from kiosk.receipt import bill, cups, windows
from kiosk.receipt.ipp import JobState, PrinterState
from tests.contracts.test_layers import PRODUCT, ROOT, tree

NOT_SHOWN = ("kiosk/sandbox/", "kiosk/commands/", "kiosk/enrolment")
"""The embedded portal has words of its own; those of `EnrolmentError` only choose an exit code."""

CODE_IS = {
    **dict.fromkeys(("SignatureError", "Closed", "OutOfService", "TerminalRefused"), 0),
    **dict.fromkeys(("_unavailable", "Wiper", "Wipe", "_wipe", "PrinterStatus"), 0),
    **dict.fromkeys(("Unreachable", "OutcomeUnknown", "NotAllowed", "Busy", "Withdrawn"), 1),
    **dict.fromkeys(("Unintelligible", "Unverified", "Unprintable", "PrinterUnavailable"), 1),
    **dict.fromkeys(("StoreError", "StoreFailed"), 0),
    **dict.fromkeys(("SecretsUnavailable", "SubmitFailed", "LoadFailed", "ended", "_is"), 1),
    "paper_ended": 1,
    **dict.fromkeys(("NotADraftError", "HandoverFailed"), 0),
}
"""Which argument (from 0) of a call is a code."""
HELD_BY = {"code", "why", "outcome", "troubles"}
"""Variables of the core that a code is put into."""
RETURNED_BY = {"code", "_code", "words_for", "troubles_in"}
"""Functions that return a code."""
TELLS_WHAT_FAILED = "kiosk/clearing.py"

LISTED = {
    *(refusal.value for refusal in Refusal),
    *PROBLEMS,
    *cups.TROUBLES,
    *cups.WARNINGS,
    *windows.TROUBLES.values(),
    *windows.PRINTER_TROUBLES.values(),
    *windows.PRINTER_WARNINGS.values(),
    *(ended.name.lower() for ended in (JobState.CANCELED, JobState.ABORTED)),
    PrinterState.STOPPED.name.lower(),
    *(f"bill-{rule}" for rule in bill.RULES),
    *(verification.BILL_FORM, verification.DOCUMENTS_FORM, verification.DOCUMENTS_NUMBER),
    *(paper.value for paper in (Paper.PRINTED, Paper.QUEUED, Paper.FAILED, Paper.UNPRINTABLE)),
}

ROW = re.compile(r"\| `(?P<code>[^`]+)` \| (?P<meaning>[^|]+) \| (?P<remedy>[^|]+) \|")


# --- The code ------------------------------------------------------------------------------------


def written(path: str) -> Iterator[ast.expr]:
    """Yield what in `path` may be a code."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.keyword(arg="code", value=value):
                yield value
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AugAssign(target=ast.Name(id=name), value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                if name.endswith("_CODES") or (name in HELD_BY and not path.startswith("ui/")):
                    yield value
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
                if len(arguments) > CODE_IS.get(name, len(arguments)):
                    yield arguments[CODE_IS[name]]
            case ast.FunctionDef(name=name) if name in RETURNED_BY:
                returns = (each for each in ast.walk(node) if isinstance(each, ast.Return))
                yield from (each.value for each in returns if each.value is not None)
            case ast.Tuple() if path == TELLS_WHAT_FAILED:
                yield node
            case _:
                pass


def words(node: ast.expr, constants: dict[str, str]) -> set[str]:
    """Return the words that `node` may be, as far as they are written down."""
    match node:
        case ast.Constant(value=str(word)):
            return {word} - {""}
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {constants[name]} if name in constants else set()
        case ast.IfExp(body=one, orelse=other):
            parts = [one, other]
        case ast.BoolOp(values=parts) | ast.Dict(values=parts) | ast.Tuple(elts=parts):
            pass
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, otherwise]):
            parts = [otherwise]
        case _:
            parts = []
    return {word for part in parts for word in words(part, constants)}


@cache
def known() -> frozenset[str]:
    """Return every code that the kiosk can show or write down."""
    told = [path for path in PRODUCT if not path.startswith(NOT_SHOWN)]
    constants = {name: word for path in told for name, word in _constants(path)}
    found = {word for path in told for node in written(path) for word in words(node, constants)}
    return frozenset(found | LISTED)


def _constants(path: str) -> Iterator[tuple[str, str]]:
    """Yield the names in capitals that stand for a word: `SIGNED_OUT = "staff-signed-out"`."""
    for node in tree(path).body:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from _named(names, values)
            case ast.Assign(targets=names, value=value):
                yield from _named(names, [value])
            case _:
                pass


def _named(names: list[ast.expr], values: list[ast.expr]) -> Iterator[tuple[str, str]]:
    for pair in zip(names, values, strict=False):
        match pair:
            case ast.Name(id=name), ast.Constant(value=str(word)) if name.isupper():
                yield name, word
            case _:
                pass


# --- The table -----------------------------------------------------------------------------------


def sections() -> list[list[str]]:
    """Return the lines of each section of the document."""
    text = (ROOT / "docs/it-codes.md").read_text(encoding="utf-8")
    return [section.splitlines() for section in text.split("\n## ")[1:]]


def rows(section: list[str]) -> list[re.Match[str]]:
    return [row for row in map(ROW.fullmatch, section) if row]


def described() -> set[str]:
    return {row["code"] for section in sections() for row in rows(section)}


def test_every_code_is_explained() -> None:
    assert not sorted(known() - described())


def test_nothing_is_explained_that_the_kiosk_never_says() -> None:
    assert not sorted(described() - known())


def test_each_row_has_a_meaning_and_a_remedy_and_stands_once_where_it_stands() -> None:
    for section in sections():
        lines = [line for line in section if line.startswith("| `")]
        found = rows(section)
        assert len(found) == len(lines), section[0]
        assert max(Counter(row["code"] for row in found).values(), default=1) == 1, section[0]


@pytest.mark.parametrize("table", ["SIGN_IN", "LINE", "KEYRINGS"])
def test_an_enrolment_explains_no_code_that_nobody_says(table: str) -> None:
    explained: dict[str, str] = getattr(enrolment_refusals, table)
    assert not sorted(explained.keys() - known())


# --- What is found at all ------------------------------------------------------------------------

READS: dict[str, Callable[[str], set[str]]] = {
    "a keyword": lambda word: _said(f'raise Unreachable("why", code="{word}")'),
    "a default": lambda word: _said(f'class A:\n    code: str = "{word}"'),
    "a table": lambda word: _said(f'_CODES = {{5: "{word}"}}'),
    "a position": lambda word: _said(f'SecretsUnavailable("why", "{word}")'),
    "a choice": lambda word: _said(f'why = "{word}" if late else "other"'),
    "a return": lambda word: _said(f'def _code(error):\n    return TABLE.get(1, "{word}")'),
}


@pytest.mark.parametrize("way", READS)
def test_a_code_is_found_however_it_is_written(way: str) -> None:
    assert "a-new-one" in READS[way]("a-new-one")


def _said(source: str) -> set[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "tree", lambda _path: ast.parse(source))
        return {word for node in written("") for word in words(node, {})}
