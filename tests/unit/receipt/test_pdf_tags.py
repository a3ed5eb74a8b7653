"""The structure of the paper, as a screen reader walks through it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from kiosk.receipt.pdf import render
from kiosk.receipt.shape import Shape
from tests.unit.receipt.papers import BILL, PRINTED_AT, RECEIPT, bilingual, long

INK = {"Tj", "TJ", "'", '"', "f", "f*", "S", "B", "Do"}


@pytest.fixture(scope="module", params=Shape, ids=lambda shape: shape.value)
def paper(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    receipt = replace(RECEIPT, bill=BILL, fee=BILL.amount)
    whole = replace(long(), receipt=receipt)
    with pikepdf.open(BytesIO(render(whole, PRINTED_AT, request.param))) as opened:
        yield opened


def walk(node: Any) -> Iterator[Any]:
    """Yield the structure elements below `node`, in reading order."""
    for kid in node.get("/K", []):
        if kid.get("/Type") == "/StructElem":
            yield kid
            yield from walk(kid)


def elements(paper: pikepdf.Pdf) -> list[Any]:
    root = paper.Root.StructTreeRoot.K
    return [root, *walk(root)]


def roles(paper: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(paper)]


def drawn(page: pikepdf.Page) -> list[tuple[str, Any]]:
    """Return the operators of a page with their operands."""
    found: Any = pikepdf.parse_content_stream(page)
    return [(str(instruction.operator), instruction.operands) for instruction in found]


def test_the_document_is_marked_as_tagged(paper: pikepdf.Pdf) -> None:
    assert bool(paper.Root.MarkInfo.Marked)
    assert bool(paper.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_go_down_by_one_level(paper: pikepdf.Pdf) -> None:
    levels = [int(role[2]) for role in roles(paper) if role[1:2] == "H" and role[2:].isdigit()]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_row_of_a_table_has_a_header_for_its_row(paper: pikepdf.Pdf) -> None:
    rows = [element for element in elements(paper) if element.S == "/TR"]

    assert len(rows) > 40
    for row in rows:
        header, cell = row.K
        assert (header.S, header.A.Scope, cell.S) == ("/TH", "/Row", "/TD")


def test_the_codes_are_described(paper: pikepdf.Pdf) -> None:
    first, *others = [element for element in elements(paper) if element.S == "/Figure"]

    assert RECEIPT.verify_url in str(first.Alt)
    assert all(str(figure.Alt) for figure in others)


def test_words_in_the_visitors_language_say_so(paper: pikepdf.Pdf) -> None:
    languages = {str(element.Lang) for element in elements(paper) if "/Lang" in element}

    assert languages == {"fr"}


def test_every_mark_on_a_page_is_found_from_the_page(paper: pikepdf.Pdf) -> None:
    numbers = list(paper.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip((int(number) for number in numbers[::2]), numbers[1::2], strict=True))
    for page in paper.pages:
        marked = [int(operands[1].MCID) for operator, operands in drawn(page) if operator == "BDC"]
        assert marked == list(range(len(owners[int(page.obj.StructParents)])))


def test_every_mark_has_an_end_and_all_ink_is_inside_one(paper: pikepdf.Pdf) -> None:
    for page in paper.pages:
        inside = False
        for operator, _ in drawn(page):
            if operator in {"BDC", "BMC"}:
                assert not inside
                inside = True
            elif operator == "EMC":
                inside = False
            else:
                assert inside or operator not in INK
        assert not inside


def test_the_order_of_the_tree_is_the_order_of_the_page() -> None:
    with pikepdf.open(BytesIO(render(bilingual(), PRINTED_AT))) as paper:
        below = elements(paper)
        first = next(number for number, it in enumerate(below) if it.S == "/H1")
        table = next(number for number, it in enumerate(below) if it.S == "/Table")
        steps = next(number for number, it in enumerate(below) if it.S == "/L")

        assert first < table < steps
