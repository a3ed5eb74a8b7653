"""A look that hangs or crashes is a finding like any other, and the looks after it go on."""

import threading
from datetime import UTC, datetime

import pytest

from kiosk.readiness.looking import Step, checked
from kiosk.readiness.remedies import REMEDIES, failed, warned
from kiosk.readiness.report import GROUPS, Check, Outcome, Report, Verdict, as_json, fine, skipped


def report(*checks: Check) -> Report:
    return Report(checks, datetime(2026, 11, 24, 10, 30, tzinfo=UTC), "0.1.0", "t-1")


def check(name: str, verdict: Verdict) -> Check:
    return Check(name, verdict.outcome, verdict.code, verdict.found, verdict.remedy)


def crash() -> Verdict:
    raise RuntimeError("holds a secret")


def test_what_was_found_stands_under_its_name() -> None:
    (found,) = checked([Step("swap", lambda: fine("There is no swap."))])
    assert found == Check("swap", Outcome.OK, "", "There is no swap.", "")


def test_a_look_that_crashes_is_named_by_kind_and_place_and_by_nothing_it_said() -> None:
    crashed, after = checked([Step("swap", crash), Step("user", lambda: fine("kiosk"))])
    assert (crashed.outcome, crashed.code) == (Outcome.FAILED, "check-crashed")
    assert "RuntimeError at test_looking.py:" in crashed.found
    assert "secret" not in crashed.found
    assert after.outcome is Outcome.OK


def test_a_look_that_hangs_is_given_up() -> None:
    held = threading.Event()

    def hang() -> Verdict:
        held.wait()
        return fine("late")

    slow, after = checked([Step("dns", hang, seconds=0.05), Step("user", lambda: fine("kiosk"))])
    held.set()
    assert (slow.outcome, slow.code) == (Outcome.FAILED, "check-slow")
    assert after.outcome is Outcome.OK


@pytest.mark.parametrize(
    "before", [failed("dns", "No."), skipped("No."), warned("swap-on", "Well."), fine("Yes.")]
)
def test_what_stands_on_something_that_does_not_hold_is_skipped(before: Verdict) -> None:
    _, after = checked([Step("dns", lambda: before), Step("connection", crash, ("dns",))])
    waits = before.outcome in {Outcome.FAILED, Outcome.SKIPPED}
    assert (after.outcome is Outcome.SKIPPED) is waits
    assert (after.found == "Waits for dns.") is waits


def test_the_worst_outcome_counts_and_what_was_skipped_does_not() -> None:
    good, odd = check("user", fine("x")), check("sound", skipped("x"))
    warning, failure = check("swap", warned("swap-on", "x")), check("dns", failed("dns", "x"))
    assert report(good, odd).outcome is Outcome.OK
    assert report(good, warning).outcome is Outcome.WARNING
    assert report(warning, failure, good).outcome is Outcome.FAILED
    assert list(report(warning, good, failure, odd).troubles()) == [failure, warning]


def test_every_check_belongs_to_one_group() -> None:
    names = [name for group in GROUPS.values() for name in group]
    assert len(names) == len(set(names))
    assert {check(name, fine("x")).group for name in names} == set(GROUPS)


def test_every_remedy_is_one_line_and_a_sentence() -> None:
    for code, remedy in REMEDIES.items():
        assert remedy[0].isupper(), code
        assert remedy.endswith("."), code
        assert len(remedy) <= 100, code


def test_a_code_nobody_knows_is_not_passed_on() -> None:
    assert failed("<script>", "x").code == "portal"


def test_the_report_as_json_has_its_documented_fields() -> None:
    written = as_json(report(check("dns", failed("dns", "No such name."))))
    assert written == {
        "schema": 1,
        "made_at": "2026-11-24T10:30:00+00:00",
        "version": "0.1.0",
        "terminal": "t-1",
        "outcome": "failed",
        "checks": [
            {
                "group": "portal",
                "name": "dns",
                "outcome": "failed",
                "code": "dns",
                "found": "No such name.",
                "remedy": REMEDIES["dns"],
            }
        ],
    }
