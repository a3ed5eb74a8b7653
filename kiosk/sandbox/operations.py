"""The words of the OpenAPI document: operations, parameters, answers and problems."""

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.problems import MEDIA_TYPE, STATUS
from kiosk.sandbox.schemas import ref

JSON = "application/json"
CHALLENGE: Json = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
"""The header of a 401 (RFC 9110 15.5.2)."""


def ask(
    id_: str,
    summary: str,
    answer: str,
    parameters: list[Json] | None = None,
    words: list[str] | None = None,
    *,
    cached: bool = True,
) -> Json:
    """Return a question; one whose answer may be `cached` knows `If-None-Match`."""
    responses = {"200": content("The answer", answer), **problems(words or [])}
    wanted = list(parameters or [])
    if cached:
        responses["304"] = {"description": "Not changed since the ETag that was sent"}
        wanted.append(header("If-None-Match", {"type": "string"}))
    return {"operationId": id_, "summary": summary, "parameters": wanted, "responses": responses}


def signed_in(operation: Json) -> Json:
    """Return `operation` as one that is asked for with a bearer token."""
    refusals = problems(["unauthorized", "forbidden"])
    refusals["401"]["headers"] = CHALLENGE
    return {
        **operation,
        "security": [{"bearer": []}],
        "responses": {**operation["responses"], **refusals},
    }


def content(description: str, schema: str) -> Json:
    """Return an answer whose body is of `schema`."""
    return {"description": description, "content": {JSON: {"schema": ref(schema)}}}


def problems(words: list[str]) -> Json:
    """Return the responses for `words`; one status may stand for several of them."""
    by_status: dict[str, list[str]] = {}
    for word in words:
        by_status.setdefault(str(int(STATUS[word])), []).append(word)
    return {
        status: {
            "description": ", ".join(found),
            "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
        }
        for status, found in sorted(by_status.items())
    }


def query(name: str, schema: Json, example: int | None = None, required: bool = True) -> Json:  # noqa: FBT001, FBT002 - a table of calls reads better with it at its place
    """Return a parameter of the query."""
    parameter: Json = {"name": name, "in": "query", "required": required, "schema": schema}
    return parameter if example is None else {**parameter, "example": example}


def path(name: str, schema: Json) -> Json:
    """Return a part of the path."""
    return {"name": name, "in": "path", "required": True, "schema": schema}


def header(name: str, schema: Json, *, required: bool = False) -> Json:
    """Return a header that is sent."""
    return {"name": name, "in": "header", "required": required, "schema": schema}
