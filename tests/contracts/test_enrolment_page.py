"""The page for IT about enrolling: it knows every sentence, option and exit code of the command."""

import argparse
import re
from pathlib import Path

import pytest

from kiosk import enrolment_refusals
from kiosk.__main__ import parser
from kiosk.commands import enrolment, exits

PAGE = (Path(__file__).parents[2] / "docs" / "enrolment.md").read_text(encoding="utf-8")
TABLES = (
    enrolment_refusals.OAUTH,
    enrolment_refusals.SIGN_IN,
    enrolment_refusals.LINE,
    enrolment_refusals.KEYRINGS,
)


@pytest.mark.parametrize("sentence", [text for table in TABLES for text in table.values()])
def test_every_refusal_stands_on_the_page_as_it_is_said(sentence: str) -> None:
    assert f"| {sentence} | " in PAGE


def test_every_exit_code_and_no_other_is_explained() -> None:
    usage = 2  # argparse leaves with it
    leaves = {exits.OK, usage, enrolment.BROKEN_OFF, *enrolment.EXITS.values()}
    section = PAGE.partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)} == leaves


def test_every_option_is_explained() -> None:
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    options = {
        word
        for action in commands.choices["enrol"]._actions
        for word in action.option_strings
        if word.startswith("--") and word != "--help"
    }
    assert options == set(re.findall(r"`(--[a-z-]+)", PAGE.partition("| option |")[2]))
