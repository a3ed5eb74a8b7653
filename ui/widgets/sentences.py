"""What is wrong with the answers, as sentences: the same in the summary and at the field."""

from collections.abc import Mapping

from kiosk.forms.filled import Filled, Finding
from kiosk.forms.placed import PlacedField, PlacedNote, PlacedRepeat, flat
from kiosk.texts import Texts
from kiosk.words import Words

NAMES_ITSELF = 60
"""Characters; a longer label is a whole sentence, and is not said again before the problem."""


def sentences(filled: Filled, texts: Texts, page: int | None = None) -> Mapping[str, str]:
    """Return the sentence for each pointer that has a problem, on `page` or on all pages.

    Of several problems of one field the first is said.
    """
    found = filled.findings if page is None else filled.findings_on(page)
    labels = _labels(filled, texts.language)
    said: dict[str, str] = {}
    for finding in found:
        said.setdefault(finding.pointer, _sentence(finding, labels, texts))
    return said


def _sentence(finding: Finding, labels: Mapping[str, str], texts: Texts) -> str:
    problem = texts(finding.reason, **finding.values)
    label = labels.get(finding.pointer, "").rstrip("?:. ")
    if not label or len(label) > NAMES_ITSELF:
        return problem
    return texts("filling-problem", label=label, problem=problem)


def _labels(filled: Filled, language: str) -> dict[str, str]:
    shown = (item for placed in filled.placed.values() for item in flat(placed))
    asked = (item for item in shown if not isinstance(item, PlacedNote))
    return {item.pointer: _label(item).to(language) for item in asked}


def _label(item: PlacedField | PlacedRepeat) -> Words:
    return item.field.label if isinstance(item, PlacedField) else item.repeat.label
