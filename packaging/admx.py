"""Writes the policy templates for Windows, a policy a setting: `python packaging/admx.py`.

Names, types and limits come from the settings themselves, so that what an administrator chooses is
exactly the value that kiosk/settings/registry.py reads. German words are those of admx_german.toml.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kiosk.settings import registry, schema  # noqa: E402 - found beside this folder
from kiosk.settings.keys import Key, keys, sections  # noqa: E402

FOLDER = ROOT / "packaging" / "windows" / "policy"
GERMAN = ROOT / "packaging" / "admx_german.toml"
DEFINITIONS = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
NAMESPACE = "Schalter.Policies"
REVISION = {"revision": "1.0", "schemaVersion": "1.0"}
ON_WINDOWS = {"paper.printer": "windows:"}
"""Defaults that are others there than where this runs."""
LONGEST = "1023"
"""Letters of a text; the group policy editor takes no more."""
WORDS = re.compile(r"\^\(([\w.-]+(?:\|[\w.-]+)+)\)\$")
"""A pattern that is nothing but a list of words: it becomes a list to choose from."""


@dataclass(frozen=True)
class Language:
    """The words of one .adml file.

    Attributes:
        tag: Windows' name of it, which is the name of its folder.
        meaning: says what a setting means.
        section: says what a section is.
        words: what else is said, by its id.
    """

    tag: str
    meaning: Callable[[Key], str]
    section: Callable[[str], str]
    words: Mapping[str, str]


ENGLISH_WORDS = {
    "product": "Schalter",
    "supported": "Windows 10 version 1809, Windows 11, or newer",
    "value": "Value",
    "default": "Where policy says nothing: {}.",
    "locked": "What policy sets cannot be changed on the terminal.",
    "nothing": "nothing",
}


def main() -> int:
    """Write all templates and return the exit code."""
    for path, text in templates().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
    return 0


def templates() -> dict[Path, str]:
    """Return the text of each file."""
    words = {
        FOLDER / language.tag / "schalter.adml": _text(_strings(language))
        for language in (english(), german())
    }
    return {FOLDER / "schalter.admx": _text(_definitions()), **words}


def english() -> Language:
    """Return the words of the settings' own docstrings."""
    told = {section.name: section.meaning for section in sections()}
    return Language("en-US", lambda key: key.meaning, told.__getitem__, ENGLISH_WORDS)


def german() -> Language:
    """Return the German words.

    Raises:
        KeyError: when words are asked for that admx_german.toml does not have.
    """
    said = tomllib.loads(GERMAN.read_text(encoding="utf-8"))
    meanings, told = said["keys"], said["sections"]
    return Language("de-DE", lambda key: str(meanings[key.name]), told.__getitem__, said["words"])


def policy_of(key: Key) -> str:
    """Return the name of a setting's policy: letters, digits and `_` only."""
    return key.name.replace(".", "_")


def registry_key(key: Key) -> str:
    r"""Return the key of the registry a setting stands in: `Software\Policies\Schalter\Portal`."""
    return "\\".join((registry.POLICIES, *filter(None, [key.section.capitalize()])))


def options(key: Key) -> tuple[str, ...]:
    """Return the words a setting chooses from; none where it does not."""
    told = _schema(key)
    if "enum" in told:
        return tuple(told["enum"])
    listed = WORDS.fullmatch(told.get("pattern", ""))
    return tuple(listed[1].split("|")) if listed else ()


def _definitions() -> Element:
    whole = Element("policyDefinitions", {"xmlns": DEFINITIONS, **REVISION})
    names = SubElement(whole, "policyNamespaces")
    SubElement(names, "target", prefix="schalter", namespace=NAMESPACE)
    SubElement(whole, "resources", minRequiredRevision="1.0")
    supported = SubElement(SubElement(whole, "supportedOn"), "definitions")
    SubElement(supported, "definition", name="supported", displayName="$(string.supported)")
    _categories(SubElement(whole, "categories"))
    policies = SubElement(whole, "policies")
    for key in keys().values():
        _policy(policies, key)
    return whole


def _categories(parent: Element) -> None:
    SubElement(parent, "category", name="schalter", displayName="$(string.product)")
    for section in sections():
        if section.name:
            shown = f"$(string.section_{section.name})"
            category = SubElement(parent, "category", name=section.name, displayName=shown)
            SubElement(category, "parentCategory", ref="schalter")


def _policy(parent: Element, key: Key) -> None:
    name, value = policy_of(key), key.name.rpartition(".")[2]
    said = {
        "name": name,
        "class": "Machine",
        "displayName": f"$(string.{name})",
        "explainText": f"$(string.{name}_help)",
        "key": registry_key(key),
    }
    if key.kind is bool:
        policy = SubElement(parent, "policy", {**said, "valueName": value})
    else:
        shown = {"presentation": f"$(presentation.{name})"}
        policy = SubElement(parent, "policy", {**said, **shown})
    SubElement(policy, "parentCategory", ref=key.section or "schalter")
    SubElement(policy, "supportedOn", ref="supported")
    if key.kind is bool:
        for state, number in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(policy, state), "decimal", value=number)
    else:
        _element(SubElement(policy, "elements"), key, value)


def _element(parent: Element, key: Key, value: str) -> None:
    """Write how a value is asked for. A number with a point is text: a DWORD has none."""
    said = {"id": "value", "valueName": value, "required": "true"}
    told = _schema(key)
    if words := options(key):
        choice = SubElement(parent, "enum", said)
        for word in words:
            item = SubElement(choice, "item", displayName=f"$(string.{_word_id(key, word)})")
            SubElement(SubElement(item, "value"), "string").text = word
    elif told["type"] == "integer":
        limits = {"minValue": str(told["minimum"]), "maxValue": str(told["maximum"])}
        SubElement(parent, "decimal", {**said, **limits})
    else:
        SubElement(parent, "text", {**said, "maxLength": LONGEST})


def _strings(language: Language) -> Element:
    whole = Element("policyDefinitionResources", {"xmlns": DEFINITIONS, **REVISION})
    SubElement(whole, "displayName").text = language.words["product"]
    SubElement(whole, "description").text = language.section("")
    resources = SubElement(whole, "resources")
    table = SubElement(resources, "stringTable")
    for name, text in _said(language):
        SubElement(table, "string", id=name).text = text
    asked = SubElement(resources, "presentationTable")
    for key in keys().values():
        if key.kind is not bool:
            presentation = SubElement(asked, "presentation", id=policy_of(key))
            _asked(presentation, key, language.words["value"])
    return whole


def _said(language: Language) -> Iterator[tuple[str, str]]:
    yield from ((name, language.words[name]) for name in ("product", "supported"))
    for section in sections():
        if section.name:
            yield f"section_{section.name}", section.name
    for key in keys().values():
        default = language.words["default"].format(_default(key) or language.words["nothing"])
        help_text = (language.meaning(key), default, language.words["locked"])
        yield policy_of(key), key.name
        yield f"{policy_of(key)}_help", "\n\n".join(help_text)
        yield from ((_word_id(key, word), word) for word in options(key))


def _asked(parent: Element, key: Key, label: str) -> None:
    default = _default(key)
    if words := options(key):
        number = str(words.index(default))
        SubElement(parent, "dropdownList", refId="value", noSort="true", defaultItem=number)
        parent[0].text = label
    elif _schema(key)["type"] == "integer":
        SubElement(parent, "decimalTextBox", refId="value", defaultValue=default).text = label
    else:
        box = SubElement(parent, "textBox", refId="value")
        SubElement(box, "label").text = label
        SubElement(box, "defaultValue").text = default


def _default(key: Key) -> str:
    """Return a default as the registry would hold it."""
    value = ON_WINDOWS.get(key.name, key.default)
    return str(int(value) if isinstance(value, bool) else value)


def _schema(key: Key) -> dict[str, Any]:
    """Return what JSON Schema says of a setting."""
    found: dict[str, Any] = schema.schema()
    for name in key.name.split("."):
        found = found["properties"][name]
    return found


def _word_id(key: Key, word: str) -> str:
    return f"{policy_of(key)}_is_{re.sub(r'[^A-Za-z0-9]', '_', word)}"


def _text(whole: Element) -> str:
    indent(whole)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(whole, encoding="unicode")}\n'


if __name__ == "__main__":
    sys.exit(main())
