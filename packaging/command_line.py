"""Says what the command line of a terminal's package knows: manual page and bash completion.

Both are made from the parser itself, when the package is built, so neither can say something else.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEBIAN = ROOT / "packaging" / "debian"
NOT_PACKAGED = frozenset({"demo", "sandbox"})
"""What stands or falls with the embedded portal."""


def commands() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield name, meaning and parser of each command that the package has."""
    sys.path.insert(0, str(ROOT))
    try:
        from kiosk.__main__ import parser  # noqa: PLC0415 - the sources are no installed package
    finally:
        sys.path.remove(str(ROOT))
    yield from _below(parser(), "")


def _below(
    parser: argparse.ArgumentParser, before: str
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to look
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for name, command in action.choices.items():
                if name not in NOT_PACKAGED:
                    yield f"{before}{name}", helps[name], command
                    yield from _below(command, f"{before}{name} ")


def manual(version: str, epoch: int) -> str:
    """Return the manual page, as roff."""
    page = (DEBIAN / "kiosk.1.in").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    listed = "\n".join(line for command in commands() for line in _described(*command))
    return page.replace("@COMMANDS@", listed).replace("@VERSION@", version).replace("@DATE@", day)


def completion() -> str:
    """Return the completion for bash."""
    known = list(commands())
    tops = " ".join(name for name, _, _ in known if " " not in name)
    deepest_first = sorted(known, key=lambda command: -command[0].count(" "))
    cases = "\n".join(f"    {_case(name, parser)}" for name, _, parser in deepest_first)
    return f"""# Completion of kiosk(1), made from its parser by packaging/command_line.py.
_kiosk() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} said="${{COMP_WORDS[*]:1:COMP_CWORD-1}} "
  local words="{tops} --help --version"
  case "$said" in
{cases}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  [ ${{#COMPREPLY[@]}} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}}
complete -o filenames -F _kiosk kiosk
"""


def _case(name: str, parser: argparse.ArgumentParser) -> str:
    """Return what follows a command: its options, the words of its choices, what stands below."""
    words = [option for action in _told(parser) for option in action.option_strings]
    for action in _told(parser):
        words += [str(choice) for choice in action.choices or ()]
    return f'"{name} "*) words="{" ".join(dict.fromkeys(words))}" ;;'


def _described(name: str, meaning: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SS {_roff(name)}"
    yield f"{_roff(meaning[:1].upper() + meaning[1:])}."
    for action in _told(parser):
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):  # noqa: SLF001
            continue
        names = ", ".join(action.option_strings) or str(action.metavar or action.dest).upper()
        yield ".TP"
        yield f".B {_roff(names)}{_value(action)}"
        yield _roff(action.help or action.dest.replace("_", " "))


def _value(action: argparse.Action) -> str:
    if not action.option_strings or action.nargs == 0:
        return ""
    return " " + _roff("|".join(map(str, action.choices or ())) or action.dest.upper())


def _told(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    """Return what a parser takes, without what it keeps to itself."""
    return [action for action in parser._actions if action.help != argparse.SUPPRESS]  # noqa: SLF001


def _roff(text: str) -> str:
    """Return a text as roff reads it: hyphens as they are typed, nothing that begins a request."""
    return text.replace("\\", r"\\").replace("-", r"\-").replace("'", r"\(aq")
