"""The schemas of single questions and of addresses, and the conditions that fit them."""

from typing import Any, TypeAlias

from hypothesis import strategies as st

from kiosk.forms.kinds import formats

Json: TypeAlias = dict[str, Any]

VALUES = ("a", "b", "c", "d")
PARTS = ("street", "houseNumber", "swissZipCode", "town")
MUNICIPALITY = "municipality"
"""Part of an address where the postcode has several; never required."""
PART_FORMATS = {"swissZipCode": "ch-plz", MUNICIPALITY: "ch-municipality"}

chosen = st.sampled_from
odds = st.integers(0, 3).map(lambda number: number == 0)
"""True for one in four."""


def choice(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


def titled(*values: str) -> Json:
    options = [{"const": value, "title": value.upper()} for value in values]
    return {"type": "string", "oneOf": options}


def options_of(schema: Json) -> list[str]:
    """Return what may be chosen where one is chosen, or nothing."""
    return schema.get("enum") or [one["const"] for one in schema.get("oneOf", ())]


def perhaps_preset(schema: Json, *values: Any) -> st.SearchStrategy[Json]:
    """Return `schema`, or with one of `values` as its default."""
    return st.just(schema) | chosen(values).map(lambda value: {**schema, "default": value})


texts = st.builds(
    lambda least, more, pattern: {
        "type": "string",
        "minLength": least,
        "maxLength": least + more,
        **({"pattern": pattern} if pattern else {}),
    },
    st.integers(0, 12),
    st.integers(20, 300),
    chosen(["", "", "^[A-Z]", "[0-9a-z]$"]),
)
formatted = chosen(sorted(set(formats()) - {"file"})).map(
    lambda name: {"type": "string", "format": name}
)
days = chosen(
    [("today-1y", "today"), ("today-20d", "today+1m"), ("2020-01-01", "today-1d"), ("today", "")]
).map(
    lambda pair: {
        "type": "string",
        "format": "date",
        "x-earliest": pair[0],
        **({"x-latest": pair[1]} if pair[1] else {}),
    }
)
any_choice = st.builds(
    lambda build, count: build(*VALUES[:count]), chosen([choice, titled]), st.integers(1, 4)
)
choices_of_one = any_choice.flatmap(lambda asked: perhaps_preset(asked, *options_of(asked)))
several = any_choice.flatmap(
    lambda asked: st.integers(0, len(options_of(asked))).map(
        lambda least: {
            "type": "array",
            "uniqueItems": True,
            "minItems": least,
            "maxItems": len(options_of(asked)),
            "items": asked,
        }
    )
)
numbers = st.builds(
    lambda kind, low, more, unit: {
        "type": kind,
        "minimum": low,
        "maximum": low + more,
        **({"x-unit": unit} if unit else {}),
    },
    chosen(["integer", "number"]),
    st.integers(-5, 50),
    st.integers(0, 100),
    chosen(["", "m²", "CHF"]),
).flatmap(lambda schema: perhaps_preset(schema, schema["minimum"]))
truths = st.just({"type": "boolean", "const": True}) | perhaps_preset(
    {"type": "boolean"}, False, True
)
file = {"type": "string", "format": "file", "x-accept": ["application/pdf"]}
documents = chosen(
    [
        file,
        {**file, "x-handInLater": True, "x-maxBytes": 5_000_000},
        {"type": "array", "items": file, "maxItems": 3, "minItems": 1},
        {"type": "array", "items": file, "x-handInLater": True},
    ]
)
questions = st.one_of(
    texts, formatted, days, choices_of_one, several, numbers, truths, documents
).flatmap(
    lambda schema: st.fixed_dictionaries(
        {},
        optional={
            "x-sensitivity": chosen(["normal", "personal", "special"]),
            "x-askWhy": st.just(value=True),
            "x-assistedOnly": st.booleans(),
            "x-legalBasis": st.just("SR 210"),
        },
    ).map(lambda extra: {**schema, **extra})
)


def address_part(name: str) -> Json:
    form = PART_FORMATS.get(name)
    return {"type": "string", **({"format": form} if form else {})}


def comparison(asked: Json) -> st.SearchStrategy[Json]:
    """Return conditions that fit the answer to `asked`."""
    options = options_of(asked)
    match asked["type"]:
        case "boolean":
            return st.booleans().map(lambda truth: {"const": truth})
        case "integer" | "number":
            return st.integers(asked["minimum"], asked["maximum"]).flatmap(
                lambda bound: chosen([{"minimum": bound}, {"maximum": bound}])
            )
        case "array" if several_of := options_of(asked["items"]):
            return chosen(several_of).map(lambda value: {"contains": {"const": value}})
        case "string" if options:
            return chosen(options).map(lambda value: {"const": value}) | st.just({"enum": options})
        case _:  # of an object, a group or documents: whether there are any
            return st.just({"minLength": 3})
