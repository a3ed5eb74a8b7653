"""docs/monitoring.md, the alerts and the dashboard name the numbers that the kiosk gives."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kiosk.telemetry.catalogue import INSTRUMENTS
from kiosk.telemetry.instruments import Instrument, Kind
from kiosk.telemetry.prometheus import name_of
from tests.contracts.test_layers import ROOT

PAGE = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
MONITORING = ROOT / "packaging" / "monitoring"
ALERTS = MONITORING / "schalter-alerts.yaml"
RULES_TEST = ROOT / "tests" / "data" / "monitoring-rules-test.yaml"
BOARD: dict[str, Any] = json.loads((MONITORING / "schalter-dashboard.json").read_text("utf-8"))

NUMBER = re.compile(r"schalter_[a-z_]+")
ROW = re.compile(r"\| `(schalter[a-z_.]+)` \| `(schalter_[a-z_]+)` \| ([^|]*) \| ([^|]+) \|")


def series(instrument: Instrument) -> set[str]:
    """Return the names under which Prometheus has an instrument."""
    name = name_of(instrument)
    if instrument.kind is not Kind.HISTOGRAM:
        return {name}
    return {f"{name}_bucket", f"{name}_sum", f"{name}_count"}


KNOWN = set[str]().union(*map(series, INSTRUMENTS))
QUESTIONS = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
needs_promtool = pytest.mark.skipif(
    not shutil.which("promtool"), reason="promtool (Debian package prometheus) is not here"
)


def promtool(*words: str, folder: Path) -> str:
    done = subprocess.run(
        ["promtool", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_names_every_number_and_no_other() -> None:
    rows = {row[1]: row for row in ROW.finditer(PAGE)}
    assert rows.keys() == {instrument.name for instrument in INSTRUMENTS}
    for instrument in INSTRUMENTS:
        row = rows[instrument.name]
        assert row[2] == name_of(instrument)
        assert row[3] == (", ".join(f"`{label}`" for label in instrument.labels) or "–")
        assert row[4] == instrument.meaning


def test_alerts_and_page_speak_of_numbers_that_there_are() -> None:
    asked = set(NUMBER.findall(ALERTS.read_text("utf-8"))) - {"schalter_alerts"}
    assert len(asked) > 10
    assert asked <= KNOWN


def test_every_alert_stands_in_the_page() -> None:
    alerts = re.findall(r"alert: (\w+)", ALERTS.read_text("utf-8"))
    assert len(alerts) > 10
    assert [name for name in alerts if f"`{name}`" not in PAGE] == []


def test_every_picture_of_the_dashboard_asks_for_numbers_that_there_are() -> None:
    assert len(QUESTIONS) > 15
    for question in QUESTIONS:
        named = set(NUMBER.findall(question))
        assert named, question
        assert named <= KNOWN, question


def test_the_dashboard_brings_no_source_and_no_terminal_of_its_own() -> None:
    sources = {panel["datasource"]["uid"] for panel in BOARD["panels"]}
    assert sources == {"${source}"}
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
    assert all("$terminal" in question for question in QUESTIONS)


@needs_promtool
def test_prometheus_takes_the_alerts_and_they_ring_where_they_should(tmp_path: Path) -> None:
    for file in (ALERTS, RULES_TEST):
        shutil.copy(file, tmp_path)
    assert "SUCCESS" in promtool("check", "rules", ALERTS.name, folder=tmp_path)
    assert "SUCCESS" in promtool("test", "rules", RULES_TEST.name, folder=tmp_path)


@needs_promtool
def test_prometheus_understands_every_question_of_the_dashboard(tmp_path: Path) -> None:
    rules = [
        {"record": f"q{number}", "expr": question.replace("$terminal", ".*")}
        for number, question in enumerate(QUESTIONS)
    ]
    file = tmp_path / "questions.yaml"  # JSON is YAML, too
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert "SUCCESS" in promtool("check", "rules", file.name, folder=tmp_path)
