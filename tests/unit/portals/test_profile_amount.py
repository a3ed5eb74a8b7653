"""The amount that a Label shows is read from a form document, or refused at its place."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.forms import limits
from kiosk.forms.amount import Amount
from kiosk.forms.form import Form, Note, Repeat
from kiosk.portals.lucerne.profile import problems, read_form
from tests.fakes.form_document import at, document

LABEL = "/ui/elements/0/elements/1"
HERE = f"{LABEL}/options/amount"
VALUES = {"in": "1234.50", "out": "0.00"}
TABLE = {"scope": "#/properties/case", "values": VALUES}
AMOUNT: dict[str, Any] = {"amounts": TABLE, "times": "#/properties/movers"}


def saying(amount: Any, *, tone: str = "info", text: str = "Das kostet {amount}.") -> Any:
    """The document with a Label that shows `amount`."""
    new = document()
    holder, step = at(LABEL, new)
    holder[step]["options"] = {"tone": tone, "amount": amount}
    new["texts"]["de"]["stop.text"] = text
    return new


def note(form: Form) -> Note:
    found = form.pages[0].items[1]
    assert isinstance(found, Note)
    return found


def test_an_amount_is_read_exactly() -> None:
    read = note(read_form(saying(AMOUNT), "f" * 64)).amount
    values = {"in": Decimal("1234.50"), "out": Decimal("0.00")}
    assert read == Amount("/case", values, "/movers")


def test_what_it_is_multiplied_by_may_be_left_out() -> None:
    read = note(read_form(saying({"amounts": TABLE}), "f" * 64)).amount
    assert read is not None
    assert read.times == ""


def test_in_a_group_its_own_choice_is_found_first() -> None:
    new = document()
    entry, _ = at("/schema/properties/movers/items/properties/name", new)
    entry["case"] = {"type": "string", "enum": ["in", "out"]}
    elements, _ = at("/ui/elements/2/elements/0/options/detail/elements/0", new)
    elements.append({"type": "Control", "scope": "#/properties/case"})
    label = {"type": "Label", "i18n": "cost", "options": {"amount": {"amounts": TABLE}}}
    elements.append(label)
    words = ("movers.case.label", "movers.case.in", "movers.case.out")
    new["texts"]["de"] |= {key: key for key in words} | {"cost.text": "{amount}"}
    group = read_form(new, "f" * 64).pages[2].items[0]
    assert isinstance(group, Repeat)
    last = group.items[-1]
    assert isinstance(last, Note)
    assert last.amount is not None
    assert last.amount.pointer == "/movers/*/case"


def priced(**values: Any) -> dict[str, Any]:
    return {"amounts": TABLE | {"values": VALUES | values}}


@pytest.mark.parametrize(
    ("amount", "place", "reason"),
    [
        (None, "", "is no amount"),
        ("2 * #/properties/case", "", "is no amount"),
        ({"times": "#/properties/movers"}, "", "is no amount"),
        (AMOUNT | {"plus": "1.00"}, "/plus", "outside the profile"),
        ({"amounts": TABLE | {"else": "1.00"}}, "/amounts/else", "outside the profile"),
        ({"amounts": {"values": VALUES}}, "/amounts/scope", "leads nowhere"),
        ({"amounts": TABLE | {"scope": "#/properties/no"}}, "/amounts/scope", "leads nowhere"),
        (
            {"amounts": TABLE | {"scope": "#/properties/also"}},
            "/amounts/scope",
            "leads to no choice of one option",
        ),
        (AMOUNT | {"times": "#/properties/no"}, "/times", "leads nowhere"),
        (AMOUNT | {"times": 2}, "/times", "leads nowhere"),
        (AMOUNT | {"times": "#/properties/rent"}, "/times", "leads to nothing that counts"),
        (
            {"amounts": {"scope": "#/properties/case"}},
            "/amounts/values",
            "must be an object of amounts, one for each option",
        ),
        (
            {"amounts": TABLE | {"values": {}}},
            "/amounts/values",
            "must be an object of amounts, one for each option",
        ),
        (
            priced(**{str(number): "1.00" for number in range(limits.OPTIONS)}),
            "/amounts/values",
            "too many amounts",
        ),
        (priced(away="1.00"), "/amounts/values/away", "is none of the options"),
        (priced(**{"a/b": "1.00"}), "/amounts/values/a~1b", "is none of the options"),
        *(
            (priced(**{"in": wrong}), "/amounts/values/in", "is no amount")
            for wrong in ("60", "-1.00", "1e3", "1.005", "NaN", "01.00", "10000000.00", "٣.00")
        ),
        (priced(**{"in": 60}), "/amounts/values/in", "is no amount"),
        (priced(**{"in": 60.05}), "/amounts/values/in", "is no amount"),
        (priced(**{"in": "1.00\n"}), "/amounts/values/in", "is no amount"),
    ],
)
def test_what_is_no_amount_is_refused_at_its_place(amount: Any, place: str, reason: str) -> None:
    refused = problems(saying(amount))
    assert refused[0].pointer == f"{HERE}{place}"
    assert refused[0].reason == reason


def test_where_the_way_ends_no_amount_is_shown() -> None:
    (refused,) = problems(saying(AMOUNT, tone="stop"))
    assert refused.pointer == HERE


def test_every_language_says_the_amount() -> None:
    new = saying(AMOUNT)
    new["texts"]["fr"]["stop.text"] = "Cela coûte."
    (refused,) = problems(new)
    assert refused.pointer == f"{LABEL}/i18n"
    assert refused.reason == "its text in fr has no {amount}"


@pytest.mark.parametrize(("scope", "place"), [("unasked", "/amounts/scope"), ("many", "/times")])
def test_what_it_reads_must_be_asked(scope: str, place: str) -> None:
    amount = {
        "amounts": TABLE | ({"scope": "#/properties/unasked"} if scope == "unasked" else {}),
        "times": "#/properties/many" if scope == "many" else "#/properties/movers",
    }
    new = saying(amount)
    new["schema"]["properties"] |= {
        "unasked": {"type": "string", "enum": ["in", "out"]},
        "many": {"type": "integer"},
    }
    (refused,) = problems(new)
    assert (refused.pointer, refused.reason) == (f"{HERE}{place}", "is asked on no page")
