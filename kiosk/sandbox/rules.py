"""When a part of a service comes with a receipt: data, read here and nowhere else."""

from collections.abc import Mapping
from typing import Any

from kiosk.forms.pointer import found, steps
from kiosk.sandbox.blocks import Json


def applies(rule: Json | None, answers: Mapping[str, Any]) -> bool:
    """Whether there is a rule, and its `when` (`{"pointer", "values"}`) holds where it has one."""
    if rule is None:
        return False
    when = rule.get("when")
    return when is None or found(answers, steps(when["pointer"]), None) in when["values"]
