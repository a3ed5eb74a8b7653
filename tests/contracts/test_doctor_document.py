"""docs/doctor.md and the doctor know the same checks, codes, remedies, fields and exit codes."""

import json
import re
from datetime import datetime
from pathlib import Path

from kiosk.commands import doctor, exits
from kiosk.readiness.remedies import REMEDIES, failed
from kiosk.readiness.report import GROUPS, Check, Outcome, Report, as_json

TEXT = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text(encoding="utf-8")
CHECK = re.compile(
    r"^\| `(?P<name>[a-z-]+)` \| (?P<meaning>[^|]+) \| (?P<codes>[^|]+) \|$", re.MULTILINE
)
CODE = re.compile(r"^\| `(?P<code>[a-z-]+)` \| (?P<remedy>[^|]+) \|$", re.MULTILINE)
ALWAYS = {"check-slow", "check-crashed"}
"""Any check may end so."""


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_check_is_described_in_its_group_and_in_order() -> None:
    looked_at = section("What is looked at")
    groups = re.split(r"^### (.+)$", looked_at, flags=re.MULTILINE)[1:]
    found = {
        group: tuple(row["name"] for row in CHECK.finditer(rows))
        for group, rows in zip(groups[::2], groups[1::2], strict=True)
    }
    assert found == dict(GROUPS)


def test_every_code_stands_with_the_remedy_that_the_report_says() -> None:
    rows = CODE.finditer(section("What to do"))
    assert {row["code"]: row["remedy"] for row in rows} == dict(REMEDIES)


def test_every_code_belongs_to_a_check() -> None:
    rows = CHECK.finditer(section("What is looked at"))
    named = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row["codes"])}
    assert named | ALWAYS == set(REMEDIES)


def test_the_example_has_the_fields_of_the_report() -> None:
    verdict = failed("dns", "The name portal.example is not known (gaierror).")
    check = Check("dns", verdict.outcome, verdict.code, verdict.found, verdict.remedy)
    moment = datetime.fromisoformat("2026-11-24T10:30:00+01:00")
    written = as_json(Report((check,), moment, "0.1.0", "t-0001"))
    example = section("For programs").partition("```json\n")[2].partition("```")[0]
    assert json.loads(example) == written
    described = set(re.findall(r"`(?:checks\[\]\.)?([a-z_]+)`", section("For programs")))
    assert written.keys() | written["checks"][0].keys() <= described


def test_every_outcome_and_exit_code_is_described() -> None:
    described = section("For programs")
    assert all(f"`{outcome.value}`" in described for outcome in Outcome)
    codes = (exits.OK, exits.WARNED, doctor.FAILED, doctor.NOT_WRITTEN, exits.SETTINGS)
    rows = re.findall(r"^\| (\d+) \|", TEXT, flags=re.MULTILINE)
    assert rows == [str(code) for code in codes]
