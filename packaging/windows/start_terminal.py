"""Where schalter.exe begins: the kiosk of this terminal, without a console.

At the first start it enrols the terminal with the code that the installation left, under whoever
runs the kiosk: the key goes into that user's Credential Manager, which no installer can reach.
"""

import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from kiosk.__main__ import main
from kiosk.commands import exits
from kiosk.commands.enrolment import REFUSED
from kiosk.settings import SettingsError
from kiosk.settings.loading import default_path

CODE, ASIDE, TOLD = "code.ini", "code.refused.ini", "enrolment.log"
"""In the folder Enrolment beside the settings; the last is what `kiosk enrol` said."""


def enrol(folder: Path) -> None:
    """Enrol with the code in `folder`, if there is one, and delete it.

    A code that was refused is put aside: it would be refused again at every start. Where the portal
    or the keyring could not be reached, the code waits for the next one.
    """
    code = folder / CODE
    if not code.is_file():
        return
    with (
        (folder / TOLD).open("w", encoding="utf-8") as told,
        redirect_stdout(told),
        redirect_stderr(told),
    ):
        left = main(["enrol", "--code-file", str(code)])
    if left == exits.OK:
        code.unlink()
    elif left == REFUSED:
        code.replace(folder / ASIDE)


def run(arguments: list[str]) -> int:
    """Run the kiosk and return its exit code.

    Where `arguments` begin with another command, a running kiosk asks itself about its screens, in
    a process of its own (kiosk/readiness/seeing.py).
    """
    if arguments and not arguments[0].startswith("-"):
        return main(arguments)
    with suppress(OSError, SettingsError):
        enrol(default_path().parent / "Enrolment")
    return main(["run", *arguments])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
