"""The texts of a form: every text by its key, in each language it was sent in."""

from collections.abc import Mapping
from typing import Any

from kiosk.forms import limits
from kiosk.forms.plain import plain_lines
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.words import OFFICE_LANGUAGE, Words


class FormTexts:
    """The message bundles of a form. Invisible characters of a portal do not reach the screen."""

    def __init__(self, texts: Mapping[str, Any], refusals: Refusals) -> None:
        self._refusals = refusals
        self._bundles = {
            language: bundle
            for language, bundle in texts.items()
            if _is_bundle(language, bundle, refusals)
        }
        if OFFICE_LANGUAGE not in texts:
            refusals.add("/texts/de", "missing", "German is always there")

    def words(self, key: str) -> Words:
        """Return the text `key`, empty if no language has it."""
        return Words(
            {
                language: plain_lines(bundle[key])
                for language, bundle in self._bundles.items()
                if key in bundle
            }
        )

    def needed(self, key: str, place: str) -> Words:
        """Return the text `key`; without a German one, what is at `place` is refused."""
        words = self.words(key)
        if not words.get(OFFICE_LANGUAGE):
            self._refusals.add(place, "has no German text", f"write texts/de/{key}")
        return words


def _is_bundle(language: str, bundle: Any, refusals: Refusals) -> bool:
    if not isinstance(bundle, Mapping):
        refusals.add(f"/texts/{language}", "must be an object of texts")
        return False
    for key, text in bundle.items():
        if not isinstance(text, str):
            refusals.add(f"/texts/{language}/{key}", "must be a text")
        elif len(text) > limits.LABEL_LENGTH:
            hint = f"at most {limits.LABEL_LENGTH} characters"
            refusals.add(f"/texts/{language}/{key}", "too long", hint)
    return True
