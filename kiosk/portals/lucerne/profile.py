"""Reads a form document of the contract (docs/contract.md), or refuses it with every reason.

What is not in the profile is refused, never skipped: a question that silently vanishes would be a
wrong form. Nothing here follows a link, and nothing takes longer than the published caps allow.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.errors import FormRefused
from kiosk.forms import limits
from kiosk.forms.form import Form
from kiosk.portals.lucerne.profile_crosschecks import crosscheck
from kiosk.portals.lucerne.profile_layout import Layout
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_schema import Schemas, check_schema
from kiosk.portals.lucerne.profile_texts import FormTexts
from kiosk.words import OFFICE_LANGUAGE

_MEMBERS = frozenset({"id", "version", "schema", "ui", "texts"})


def read_form(document: Mapping[str, Any], digest: str) -> Form:
    """Return the form that `document` describes; `digest` was checked by the caller.

    Raises:
        FormRefused: it is outside the profile; the first of `problems`.
    """
    refusals = Refusals()
    form = _read(document, digest, refusals)
    if refusals.found or form is None:
        raise refusals.found[0]
    return form


def problems(document: Mapping[str, Any]) -> tuple[FormRefused, ...]:
    """Return everything in `document` that is outside the profile, for its designer."""
    refusals = Refusals()
    _read(document, "", refusals)
    return tuple(refusals.found)


def has_readable_pages(document: Mapping[str, Any]) -> bool:
    """Whether `problems` looks at the pages too: not before schema and texts are in order."""
    return _parts(document, Refusals()) is not None


def _read(document: Any, digest: str, refusals: Refusals) -> Form | None:
    """Return the form; None, with refusals, where its parts are too broken to look at further."""
    parts = _parts(document, refusals)
    if parts is None:
        return None
    layout = Layout(*parts, refusals)
    form = Form(
        id=document["id"],
        version=document["version"],
        digest=digest,
        pages=layout.pages(document["ui"]),
        schema=document["schema"],
        languages=_languages(document["texts"]),
    )
    crosscheck(form, layout, refusals)
    return form


def _parts(document: Any, refusals: Refusals) -> tuple[Schemas, FormTexts] | None:
    """Return what pages are read with; None, with refusals, where something of it is wrong."""
    if not _is_document(document, refusals):
        return None
    check_schema(document["schema"], refusals)
    words = FormTexts(document["texts"], refusals)
    return None if refusals.found else (Schemas(document["schema"]), words)


def _is_document(document: Any, refusals: Refusals) -> bool:
    if not isinstance(document, Mapping):
        refusals.add("", "must be an object")
        return False
    refusals.only(document, _MEMBERS, "")
    if _depth(document) > limits.DOCUMENT_DEPTH:
        refusals.add("", "too deep", f"at most {limits.DOCUMENT_DEPTH} levels of nesting")
        return False
    for member in sorted(_MEMBERS):
        wanted = str if member in {"id", "version"} else dict
        if not isinstance(document.get(member), wanted) or not document[member]:
            kind = "text" if wanted is str else "object"
            refusals.add(f"/{member}", f"missing, empty, or not a JSON {kind}")
    return not refusals.found


def _depth(document: Any) -> int:
    """Return how deep `document` is nested; counts level by level, so no depth is too deep."""
    level, depth = [document], 0
    while level and depth <= limits.DOCUMENT_DEPTH:
        depth += 1
        level = [
            inner
            for value in level
            if isinstance(value, Mapping | list)
            for inner in (value.values() if isinstance(value, Mapping) else value)
        ]
    return depth


def _languages(texts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda language: (language != OFFICE_LANGUAGE, language)))
