"""Reads form data (`application/x-www-form-urlencoded`) of pages and OAuth clients: names once."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from kiosk.sandbox import reading
from kiosk.sandbox.problems import Problem

MEDIA_TYPE = "application/x-www-form-urlencoded"
MAX_FORM = 64 * 1024
MAX_FIELDS = 32


class NotAFormError(ValueError):
    """The body is no form, or names something twice."""


async def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields of the body; an empty one counts as missing (RFC 6749 3.2).

    Raises:
        NotAFormError: see there.
    """
    try:
        body = await reading.body_of(request, MAX_FORM)
    except Problem:
        raise NotAFormError("too large") from None
    if reading.media_type_of(request) != MEDIA_TYPE:
        raise NotAFormError(f"not {MEDIA_TYPE}")
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise NotAFormError("unreadable") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise NotAFormError("a name stands twice")
    return {name: value for name, value in fields.items() if value}
