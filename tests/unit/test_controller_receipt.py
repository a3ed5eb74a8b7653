"""A receipt that came with something that breaks the contract."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import flow
from kiosk.portals.portal import Submission
from kiosk.receipt.receipt import Receipt
from tests.fakes.at_work import Counter


def test_what_was_left_out_is_written_down_and_the_visit_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = Counter(tmp_path)
    honest = counter.portal.submit

    async def submit(submission: Submission) -> Receipt:
        return replace(await honest(submission), left_out=("bill-iban", "documents-form"))

    monkeypatch.setattr(counter.portal, "submit", submit)
    counter.review()
    counter.send()

    assert isinstance(counter.at(), flow.Done)
    for code in ("bill-iban", "documents-form"):
        assert f'"code": "{code}"' in counter.log()
    assert counter.log().count("PART_LEFT_OUT") == 2
