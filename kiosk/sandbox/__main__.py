"""Runs the embedded portal alone: `python -m kiosk.sandbox --port 8700`."""

import argparse
import json
from pathlib import Path

from kiosk.sandbox import PORT, run


def main() -> None:
    """Read the command line and run until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="kiosk.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="0 chooses a free one")
    parser.add_argument("--folder", type=Path, help="where receipts are kept; else forgotten")
    parser.add_argument("--mischief", action="store_true", help="allow POST /sandbox/mischief")
    parser.add_argument("--sign-in", action="store_true", help="terminals have to be enrolled")
    parser.add_argument(
        "--enrol", type=json.loads, metavar="JSON", help="print a code that enrols this terminal"
    )
    told = parser.parse_args()
    run(told.port, told.folder, mischief=told.mischief, sign_in=told.sign_in, enrols=told.enrol)


if __name__ == "__main__":
    main()
