"""The UI schema of a form: pages, groups and controls, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from kiosk.forms import limits
from kiosk.forms.amount import PLACEHOLDER, Amount
from kiosk.forms.form import Field, Item, Note, Page, Repeat, Section
from kiosk.forms.pointer import ENTRY, pointer
from kiosk.portals.lucerne.profile_amount import Amounts
from kiosk.portals.lucerne.profile_field import Spot, field_at
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_rules import Found, Rule, Rules
from kiosk.portals.lucerne.profile_schema import ADDRESS, ADDRESS_PARTS, Node, Schemas
from kiosk.portals.lucerne.profile_texts import FormTexts
from kiosk.words import Words

Element: TypeAlias = Mapping[str, Any]

TONES = ("info", "warning", "stop")
_MEMBERS = {
    "Categorization": frozenset({"type", "elements"}),
    "Category": frozenset({"type", "i18n", "elements", "rule"}),
    "Group": frozenset({"type", "i18n", "elements", "rule"}),
    "VerticalLayout": frozenset({"type", "elements", "rule"}),
    "HorizontalLayout": frozenset({"type", "elements", "rule"}),
    "Label": frozenset({"type", "i18n", "options", "rule"}),
    "Control": frozenset({"type", "scope", "i18n", "options", "rule"}),
}
_ON_A_PAGE = ("Control", "Group", "HorizontalLayout", "Label", "VerticalLayout")


@dataclass(frozen=True)
class Around:
    """What scopes start from: the whole data, or an entry of the repeating group at `pointer`."""

    node: Node
    pointer: str = ""
    key: tuple[str, ...] = ()
    depth: int = 0


class Layout:
    """Reads the UI schema of one form.

    Attributes:
        rules: the rules read so far.
        places: where in the document each field and repeating group stands, by its pointer.
    """

    def __init__(self, schemas: Schemas, texts: FormTexts, refusals: Refusals) -> None:
        self.schemas = schemas
        self.rules = Rules(refusals)
        self.places: dict[str, str] = {}
        self._amounts = Amounts(self.rules, refusals)
        self._texts = texts
        self._refusals = refusals

    def pages(self, ui: Element) -> tuple[Page, ...]:
        """Return the pages of the form."""
        if ui.get("type") != "Categorization":
            self._refusals.add("/ui/type", "must be 'Categorization'")
            return ()
        self._refusals.only(ui, _MEMBERS["Categorization"], "/ui")
        categories = self._elements(ui, "/ui")
        if len(categories) > limits.PAGES:
            self._refusals.add("/ui/elements", "too many pages", f"at most {limits.PAGES}")
            return ()
        return tuple(self._page(one, place) for one, place in categories)

    def _page(self, category: Element, place: str) -> Page:
        if category.get("type") != "Category":
            self._refusals.add(f"{place}/type", "must be 'Category'")
            return Page(place, Words(), Words(), ())
        self._refusals.only(category, _MEMBERS["Category"], place)
        whole = Around(self.schemas.root)
        key = self._key(category, place)
        return Page(
            id=key,
            title=self._texts.needed(f"{key}.label", place),
            intro=self._texts.words(f"{key}.description"),
            items=self._items(category, place, whole),
            shown_when=self._shown(category, place, whole).shown_when,
        )

    def _items(self, element: Element, place: str, around: Around) -> tuple[Item, ...]:
        if around.depth > limits.LAYOUT_DEPTH:
            self._refusals.add(place, "too deep", f"at most {limits.LAYOUT_DEPTH} levels")
            return ()
        inside = replace(around, depth=around.depth + 1)
        found = [self._item(one, where, inside) for one, where in self._elements(element, place)]
        return tuple(item for item in found if item is not None)

    def _item(self, element: Element, place: str, around: Around) -> Item | None:
        kind = element.get("type")
        if kind not in _ON_A_PAGE:
            self._refusals.add(f"{place}/type", "outside the profile", ", ".join(_ON_A_PAGE))
            return None
        self._refusals.only(element, _MEMBERS[kind], place)
        match kind:
            case "Control":
                return self._control(element, place, around)
            case "Label":
                return self._note(element, place, around)
            case _:
                return self._section(element, place, around)

    def _section(self, element: Element, place: str, around: Around) -> Section:
        named = element["type"] == "Group"
        label = f"{self._key(element, place)}.label" if named else ""
        return Section(
            label=self._texts.needed(label, place) if named else Words(),
            items=self._items(element, place, around),
            layout="row" if element["type"] == "HorizontalLayout" else "column",
            shown_when=self._shown(element, place, around).shown_when,
        )

    def _note(self, element: Element, place: str, around: Around) -> Note | None:
        options = element.get("options", {})
        tone = options.get("tone", "info") if isinstance(options, Mapping) else None
        alone = options.get("alone", False) if isinstance(options, Mapping) else None
        known = tone in TONES and isinstance(alone, bool)
        if not known or options.keys() - {"tone", "amount", "alone"}:
            hint = f"amount, alone, and tone: {', '.join(TONES)}"
            self._refusals.add(f"{place}/options", "outside the profile", hint)
            return None
        text = self._texts.needed(f"{self._key(element, place)}.text", place)
        return Note(
            text=text,
            tone=str(tone),
            shown_when=self._shown(element, place, around).shown_when,
            amount=self._amount(options, text, place, around) if "amount" in options else None,
            alone=alone is True,
        )

    def _amount(self, options: Element, text: Words, place: str, around: Around) -> Amount | None:
        if options.get("tone") == "stop":
            hint = "where the way ends there is nothing to pay"
            self._refusals.add(f"{place}/options/amount", "does not go with tone stop", hint)
        for language in sorted(name for name, said in text.items() if PLACEHOLDER not in said):
            hint = "it stands where the amount is read"
            where = f"{place}/i18n"
            self._refusals.add(where, f"its text in {language} has no {PLACEHOLDER}", hint)
        return self._amounts.read(
            options["amount"],
            f"{place}/options/amount",
            lambda scope: self._found(scope, around),
        )

    def _control(self, element: Element, place: str, around: Around) -> Item | None:
        names = _names(element.get("scope"))
        node = self.schemas.along(around.node, names) if names else None
        if node is None or not names:
            self._refusals.add(f"{place}/scope", "leads nowhere", "#/properties/<name>…")
            return None
        key = element.get("i18n") or ".".join((*around.key, *names))
        spot = Spot(around.pointer + pointer(names), str(key), place)
        rule = self._rule(element, place, around)
        if _is_repeat(node, self.schemas):
            self._refuse_enabling(rule, place)
            return self._repeat(element, node, spot, rule, around)
        if element.get("options"):
            hint = "only a repeating group has options: its detail"
            self._refusals.add(f"{place}/options", "outside the profile", hint)
        if node.schema["type"] == "object":
            self._refuse_enabling(rule, place)
            return self._address(node, spot, rule)
        return self._field(node, spot, rule)

    def _field(self, node: Node, spot: Spot, rule: Rule) -> Field | None:
        self._place(spot)
        field = field_at(node, spot, self.schemas, self._texts, self._refusals)
        if field is None:
            return None
        return replace(field, shown_when=rule.shown_when, enabled_when=rule.enabled_when)

    def _address(self, node: Node, spot: Spot, rule: Rule) -> Section | None:
        if node.schema.get("format") != ADDRESS:
            hint = f"write a Control for each property, or format: {ADDRESS}"
            self._refusals.add(f"{spot.place}/scope", "leads to an object", hint)
            return None
        others = [name for name in node.schema["properties"] if name not in ADDRESS_PARTS]
        fields = [self._part(node, spot, name) for name in (*ADDRESS_PARTS, *others)]
        return Section(
            label=self._texts.needed(f"{spot.key}.label", spot.place),
            items=tuple(field for field in fields if field is not None),
            layout="address",
            shown_when=rule.shown_when,
        )

    def _part(self, address: Node, spot: Spot, name: str) -> Field | None:
        node = self.schemas.child(address, name)
        if node is None or node.schema["type"] == "object":
            return None
        inner = Spot(f"{spot.pointer}/{name}", f"{spot.key}.{name}", spot.place)
        return self._field(node, inner, Rule())

    def _repeat(
        self, element: Element, node: Node, spot: Spot, rule: Rule, around: Around
    ) -> Repeat | None:
        if around.pointer:
            hint = "one level only: make it a page of its own"
            self._refusals.add(spot.place, "a repeating group in a repeating group", hint)
            return None
        self._place(spot)
        entry = self.schemas.entry(node)
        inside = Around(entry, f"{spot.pointer}/{ENTRY}", tuple(spot.key.split(".")), around.depth)
        least = max(node.schema.get("minItems", 0), 1) if node.required else 0
        return Repeat(
            pointer=spot.pointer,
            label=self._texts.needed(f"{spot.key}.label", spot.place),
            entry_label=self._texts.needed(f"{spot.key}.entry", spot.place),
            items=self._detail(element, spot.place, inside),
            min_items=min(least, limits.ENTRIES),
            max_items=min(node.schema.get("maxItems", limits.ENTRIES), limits.ENTRIES),
            hint=self._texts.words(f"{spot.key}.hint"),
            shown_when=rule.shown_when,
        )

    def _detail(self, element: Element, place: str, inside: Around) -> tuple[Item, ...]:
        options = element.get("options")
        options = options if isinstance(options, Mapping) else {}
        detail = options.get("detail")
        if not isinstance(detail, Mapping) or detail.get("type") != "VerticalLayout":
            self._refusals.add(
                f"{place}/options", "needs a detail", "a VerticalLayout of one entry"
            )
            return ()
        self._refusals.only(options, frozenset({"detail"}), f"{place}/options")
        self._refusals.only(detail, frozenset({"type", "elements"}), f"{place}/options/detail")
        return self._items(detail, f"{place}/options/detail", inside)

    def _shown(self, element: Element, place: str, around: Around) -> Rule:
        """Return the rule of what can only be shown or hidden."""
        rule = self._rule(element, place, around)
        self._refuse_enabling(rule, place)
        return rule

    def _refuse_enabling(self, rule: Rule, place: str) -> None:
        if rule.enabled_when is not None:
            hint = "SHOW or HIDE; ENABLE and DISABLE are for the Control of a field"
            self._refusals.add(f"{place}/rule/effect", "outside the profile here", hint)

    def _rule(self, element: Element, place: str, around: Around) -> Rule:
        return self.rules.read(
            element.get("rule"), f"{place}/rule", lambda scope: self._found(scope, around)
        )

    def _found(self, scope: Any, around: Around) -> Found | None:
        """Return where the scope of a condition leads: in the entry first, then in the whole."""
        names = _names(scope)
        for start in (around, Around(self.schemas.root)) if names else ():
            node = self.schemas.along(start.node, names)
            if node is not None:
                return Found(start.pointer + pointer(names), node)
        return None

    def _place(self, spot: Spot) -> None:
        if spot.pointer in self.places:
            self._refusals.add(spot.place, "asked twice", f"see {self.places[spot.pointer]}")
        self.places[spot.pointer] = spot.place

    def _key(self, element: Element, place: str) -> str:
        key = element.get("i18n")
        if isinstance(key, str) and key:
            return key
        self._refusals.add(f"{place}/i18n", "missing", "the key of its texts")
        return place

    def _elements(self, element: Element, place: str) -> list[tuple[Element, str]]:
        elements = element.get("elements")
        if not isinstance(elements, list) or not all(isinstance(one, Mapping) for one in elements):
            self._refusals.add(f"{place}/elements", "must be a list of elements")
            return []
        return [(one, f"{place}/elements/{at}") for at, one in enumerate(elements)]


def _names(scope: Any) -> list[str]:
    """Return the property names that a scope goes along, or nothing if it is none."""
    if not isinstance(scope, str):
        return []
    start, *steps = scope.split("/")
    keywords, names = steps[::2], steps[1::2]
    fits = start == "#" and len(steps) % 2 == 0 and set(keywords) == {"properties"}
    return names if fits else []


def _is_repeat(node: Node, schemas: Schemas) -> bool:
    return bool(node.schema["type"] == "array" and schemas.entry(node).schema["type"] == "object")
