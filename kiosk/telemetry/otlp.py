"""The numbers as OpenTelemetry carries them: OTLP/HTTP 1 in its JSON encoding, POST /v1/metrics.

Field names are in lower camel case, 64-bit integers are text, enums are numbers (opentelemetry-
proto, *JSON Protobuf Encoding*). Sums are cumulative: what one export lost, the next one says.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from kiosk.errors import PortalError
from kiosk.portals.budget import Budget
from kiosk.portals.http import Http, Request
from kiosk.telemetry import catalogue as at
from kiosk.telemetry.instruments import Family, Instrument, Kind, Point, Spread
from kiosk.telemetry.vitals import Nameplate

PATH = "/v1/metrics"
ANSWER = Budget(seconds=10, max_bytes=64 * 1024)
CUMULATIVE = 2
"""AggregationTemporality of metrics.proto."""
SECOND = 1_000_000_000

Json: TypeAlias = dict[str, Any]


async def send(http: Http, document: Json) -> str:
    """Send `document` to the collector that `http` leads to; return '' or why it did not take it.

    Nothing is tried again: the next export holds the same numbers, and later ones.
    """
    body = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
    headers = {"Content-Type": "application/json"}
    try:
        answer = await http.send(Request("POST", PATH, headers=headers, body=body, budget=ANSWER))
    except PortalError as error:
        return error.code
    if answer.status != 200:  # noqa: PLR2004 - the one success that OTLP/HTTP knows
        return f"status {answer.status}"
    return _left_out(answer.body)


def document(families: Iterable[Family], nameplate: Nameplate, now: float) -> Json:
    """Return an ExportMetricsServiceRequest; `now` is in seconds since 1970."""
    moment = {"startTimeUnixNano": _nanos(nameplate.started_at), "timeUnixNano": _nanos(now)}
    told = (family for family in families if family.points and family.instrument is not at.BUILD)
    metrics = [_metric(family, moment) for family in told]
    scope = {"name": "schalter", "version": nameplate.version}
    scoped = {"scope": scope, "metrics": metrics}
    return {"resourceMetrics": [{"resource": _resource(nameplate), "scopeMetrics": [scoped]}]}


def _resource(plate: Nameplate) -> Json:
    """Say which terminal this is, in the words of the semantic conventions."""
    attributes = (
        ("service.name", "schalter"),
        ("service.instance.id", plate.terminal),
        ("service.version", plate.version),
        ("schalter.policy", plate.policy),
    )
    return {"attributes": _attributes(attributes)}


def _metric(family: Family, moment: Json) -> Json:
    instrument = family.instrument
    told = {"name": instrument.name, "description": instrument.meaning, "unit": instrument.unit}
    points = [_point(instrument, point, moment) for point in family.points]
    match instrument.kind:
        case Kind.COUNTER:
            summed = {"aggregationTemporality": CUMULATIVE, "isMonotonic": True}
            return told | {"sum": summed | {"dataPoints": points}}
        case Kind.GAUGE:
            return told | {"gauge": {"dataPoints": points}}
        case Kind.HISTOGRAM:
            spread = {"aggregationTemporality": CUMULATIVE, "dataPoints": points}
            return told | {"histogram": spread}


def _point(instrument: Instrument, point: Point, moment: Json) -> Json:
    told = moment | {"attributes": _attributes(point.labels)}
    if isinstance(point.value, Spread):
        return told | {
            "count": str(sum(point.value.counts)),
            "sum": point.value.total,
            "bucketCounts": [str(count) for count in point.value.counts],
            "explicitBounds": list(map(float, instrument.edges)),
        }
    if instrument.kind is Kind.COUNTER:
        return told | {"asInt": str(int(point.value))}
    return told | {"asDouble": point.value}


def _attributes(pairs: Iterable[tuple[str, str]]) -> list[Json]:
    return [{"key": key, "value": {"stringValue": value}} for key, value in pairs]


def _nanos(seconds: float) -> str:
    return str(int(seconds * SECOND))


def _left_out(body: bytes) -> str:
    """Say whether the collector took only a part (ExportMetricsPartialSuccess)."""
    try:
        told = json.loads(body or b"{}")
        rejected = int(told.get("partialSuccess", {}).get("rejectedDataPoints", 0))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return ""  # it took all, and says so in an encoding of its own
    return f"{rejected} points were rejected" if rejected else ""
