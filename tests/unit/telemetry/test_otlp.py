"""OTLP/HTTP in JSON, sent for real, and read by the protocol's own definition where it is here."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from kiosk.portals.http import Http
from kiosk.telemetry import otlp
from kiosk.telemetry.catalogue import INSTRUMENTS
from tests.fakes.measured import NOW, Terminal


class Collector:
    """A receiver on loopback that keeps what it is sent."""

    def __init__(self, status: int = 200, answer: bytes = b"{}") -> None:
        self.status, self.answer = status, answer
        self.received: list[tuple[str, str, bytes]] = []


@contextmanager
def collecting(collector: Collector) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            collector.received.append((self.path, self.headers["Content-Type"], body))
            self.send_response(collector.status)
            self.send_header("Content-Length", str(len(collector.answer)))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(collector.answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def document(terminal: Terminal) -> dict[str, Any]:
    return otlp.document(terminal.families(), terminal.signs.nameplate, NOW)


def sent(url: str, told: dict[str, Any]) -> str:
    async def whole() -> str:
        http = Http(url)
        try:
            return await otlp.send(http, told)
        finally:
            await http.close()

    return asyncio.run(whole())


def metrics(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (resource,) = told["resourceMetrics"]
    (scope,) = resource["scopeMetrics"]
    return {metric["name"]: metric for metric in scope["metrics"]}


def test_a_collector_gets_all_numbers_in_one_request(terminal: Terminal) -> None:
    collector = Collector()
    with collecting(collector) as url:
        assert sent(url, document(terminal)) == ""
    ((path, media_type, body),) = collector.received
    assert (path, media_type) == ("/v1/metrics", "application/json")
    assert json.loads(body) == document(terminal)


def test_a_path_before_it_is_kept(terminal: Terminal) -> None:
    collector = Collector()
    with collecting(collector) as url:
        assert sent(f"{url}/api/otlp", document(terminal)) == ""
    assert collector.received[0][0] == "/api/otlp/v1/metrics"


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (200, b'{"partialSuccess":{"rejectedDataPoints":"3"}}', "3 points were rejected"),
        (200, b'{"partialSuccess":{}}', ""),
        (200, b"", ""),
        (200, b"\x0a\x00", ""),
        (200, b"[]", ""),
        (200, b'{"partialSuccess":[]}', ""),
        (202, b"", "status 202"),
        (400, b"{}", "status 400"),
        (401, b"{}", "status 401"),
        (503, b"{}", "status 503"),
    ],
)
def test_what_a_collector_does_not_take_is_said(
    terminal: Terminal, status: int, answer: bytes, expected: str
) -> None:
    with collecting(Collector(status, answer)) as url:
        assert sent(url, document(terminal)) == expected


def test_a_collector_that_is_away_is_said_in_a_word(terminal: Terminal) -> None:
    with collecting(Collector()) as url:
        gone = url
    assert sent(gone, document(terminal)) == "refused"


def test_the_terminal_is_named_as_the_conventions_say(terminal: Terminal) -> None:
    (resource,) = document(terminal)["resourceMetrics"]
    told = {a["key"]: a["value"]["stringValue"] for a in resource["resource"]["attributes"]}
    assert told == {
        "service.name": "schalter",
        "service.instance.id": "t-1",
        "service.version": "0.2.0",
        "schalter.policy": "self-service",
    }


def test_counters_are_cumulative_sums_and_whole_numbers_are_text(terminal: Terminal) -> None:
    told = metrics(document(terminal))["schalter.visits.started"]
    assert told["sum"]["aggregationTemporality"] == 2
    assert told["sum"]["isMonotonic"] is True
    (point,) = told["sum"]["dataPoints"]
    assert point["asInt"] == "2"
    assert int(point["startTimeUnixNano"]) == int((NOW - 1000) * 10**9)
    assert int(point["timeUnixNano"]) == int(NOW * 10**9)


def test_a_histogram_says_its_edges_and_each_bucket_alone(terminal: Terminal) -> None:
    points = metrics(document(terminal))["schalter.visit.duration"]["histogram"]["dataPoints"]
    (finished,) = (p for p in points if p["attributes"][0]["value"]["stringValue"] == "finished")
    assert finished["explicitBounds"] == [30, 60, 120, 300, 600, 900, 1800, 3600]
    assert finished["bucketCounts"] == ["0", "1", *["0"] * 7]
    assert (finished["count"], finished["sum"]) == ("1", 45)


def test_nothing_is_told_of_what_nobody_knows(terminal: Terminal) -> None:
    terminal.signs.report = terminal.signs.certificate_ends = None
    told = metrics(document(terminal))
    assert not {"schalter.check", "schalter.certificate.remaining"} & told.keys()
    assert told.keys() < {instrument.name for instrument in INSTRUMENTS}


def test_the_definition_of_the_protocol_reads_the_same_numbers(terminal: Terminal) -> None:
    service = pytest.importorskip(
        "opentelemetry.proto.collector.metrics.v1.metrics_service_pb2",
        reason="opentelemetry-proto is not here",
    )
    json_format = pytest.importorskip("google.protobuf.json_format")
    read = json_format.Parse(json.dumps(document(terminal)), service.ExportMetricsServiceRequest())
    (scope,) = read.resource_metrics[0].scope_metrics
    found = {metric.name: metric for metric in scope.metrics}
    assert found.keys() == metrics(document(terminal)).keys()
    assert found["schalter.visits.started"].sum.data_points[0].as_int == 2
    assert found["schalter.visits.started"].sum.is_monotonic
    assert found["schalter.outbox.age"].gauge.data_points[0].as_double == 90.5
    duration = found["schalter.visit.duration"].histogram.data_points
    assert sum(point.count for point in duration) == 2
    assert {len(point.bucket_counts) - len(point.explicit_bounds) for point in duration} == {1}
