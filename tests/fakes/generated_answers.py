"""Answers to a made-up form: whatever is typed, and the choices that lead one way or another."""

from datetime import date

from hypothesis import strategies as st

from kiosk.forms.answers import Answers, Entry
from kiosk.forms.form import Field, Form
from kiosk.forms.pointer import numbered
from kiosk.forms.sample import sample_entry

TODAY = date(2026, 11, 24)
RUBBISH: tuple[Entry, ...] = ("x", "true", "false", "7", "-1", "a", "c", ("a",), ("a", "b"), " ")


@st.composite
def typed(draw: st.DrawFn, form: Form) -> Answers:
    """Return answers to anything the form could ask, hidden or not, good or rubbish."""
    answers = Answers()
    for _, field in form.fields():
        for at in range(2 if "*" in field.pointer else 1):
            rubbish = draw(st.integers(0, 3)) == 0
            entry = draw(st.sampled_from(RUBBISH)) if rubbish else sample_entry(field, TODAY)
            if field.options and not rubbish and field.kind == "choice":
                entry = draw(st.sampled_from(field.options)).value
            answers = answers.having(field.pointer.replace("*", str(at)), entry)
    return answers


@st.composite
def chosen_ways(draw: st.DrawFn, form: Form) -> Answers:
    """Return answers to some of the questions that lead one way or another."""
    answers = Answers()
    for _, field in form.fields():
        ways = _ways(field)
        if draw(st.booleans()) and ways:
            answers = answers.having(numbered(field.pointer, 0), draw(st.sampled_from(ways)))
    return answers


def _ways(field: Field) -> list[Entry]:
    match field.kind:
        case "choice":
            return [option.value for option in field.options]
        case "yes_no":
            return ["true", "false"]
        case _:
            return []
