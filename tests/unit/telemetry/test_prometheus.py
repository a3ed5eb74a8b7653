"""The text format of Prometheus, over HTTP and as a file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.telemetry import prometheus
from kiosk.telemetry.instruments import Family, Instrument, Kind, Point
from tests.fakes.measured import Terminal

SAMPLE = re.compile(r'[a-z_]+(\{([a-z_]+="([^"\\\n]|\\[\\"n])*",?)+\})? (\+Inf|-?[0-9.e+]+)')


def samples(terminal: Terminal) -> dict[str, float]:
    lines = prometheus.text(terminal.families()).splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def test_every_line_is_a_sample_or_says_what_follows(terminal: Terminal) -> None:
    text = prometheus.text(terminal.families())
    assert text.endswith("\n")
    for line in text.splitlines():
        assert line.startswith(("# HELP schalter_", "# TYPE schalter_")) or SAMPLE.fullmatch(line)


def test_numbers_have_units_and_kinds_in_their_names(terminal: Terminal) -> None:
    found = samples(terminal)
    assert found["schalter_visits_started_total"] == 2
    assert found['schalter_visits_ended_total{outcome="finished"}'] == 1
    assert found['schalter_submissions_total{code="declined"}'] == 1
    assert found["schalter_outbox_depth"] == 2
    assert found["schalter_outbox_age_seconds"] == 90.5
    assert found["schalter_update_age_seconds"] == 86_400
    assert found["schalter_certificate_remaining_seconds"] == 3600
    assert found['schalter_check{check="printer"}'] == 2
    assert found['schalter_check{check="disk-space"}'] == 1
    assert 'schalter_check{check="dns"}' not in found
    name = 'schalter_build_info{policy="self-service",terminal="t-1",version="0.2.0"}'
    assert found[name] == 1


def test_buckets_add_up_and_end_with_all(terminal: Terminal) -> None:
    found = samples(terminal)
    name = 'schalter_visit_duration_seconds_bucket{outcome="abandoned",le="%s"}'
    assert [found[name % edge] for edge in ("30", "3600", "+Inf")] == [0, 0, 1]
    assert found['schalter_visit_duration_seconds_sum{outcome="abandoned"}'] == 4000
    assert found['schalter_visit_duration_seconds_count{outcome="finished"}'] == 1


def test_what_would_break_a_line_is_escaped() -> None:
    odd = Instrument("t.odd", Kind.GAUGE, "1", 'One\nline with \\ and "quotes".')
    text = prometheus.text([Family(odd, (Point((("word", 'a"\\\n'),), 1.5),))])
    assert '# HELP t_odd One\\nline with \\\\ and "quotes".\n' in text
    assert 't_odd{word="a\\"\\\\\\n"} 1.5\n' in text


def test_the_file_is_replaced_whole_and_can_be_read_by_the_node_exporter(tmp_path: Path) -> None:
    prometheus.write(tmp_path, "one 1\n")
    prometheus.write(tmp_path, "two 2\n")
    (found,) = tmp_path.iterdir()
    assert (found.name, found.read_bytes()) == ("schalter.prom", b"two 2\n")
    assert found.stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        prometheus.write(tmp_path / "missing", "one 1\n")
    (tmp_path / prometheus.FILE).mkdir()
    with pytest.raises(OSError, match=r"schalter\.prom"):
        prometheus.write(tmp_path, "one 1\n")
    assert [path.name for path in tmp_path.iterdir()] == [prometheus.FILE]


@pytest.mark.skipif(
    not shutil.which("promtool"), reason="promtool (package prometheus) is not here"
)
def test_prometheus_itself_has_nothing_to_say_against_it(terminal: Terminal) -> None:
    done = subprocess.run(
        ["promtool", "check", "metrics"],
        input=prometheus.text(terminal.families()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
