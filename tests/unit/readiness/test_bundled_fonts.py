"""The bundled fonts themselves: what `doctor` looks for is really looked up in them."""

import shutil
import subprocess
import sys
from pathlib import Path

from kiosk.readiness.program import NAMES
from kiosk.receipt.pdf_fonts import FOLDER, lacking

TRY = """
import sys
from pathlib import Path
from kiosk.receipt import pdf_fonts
pdf_fonts.FOLDER = Path(sys.argv[1])
try:
    pdf_fonts.lacking("a")
except OSError:
    print("an error of the system")
"""


def test_hard_names_can_be_drawn() -> None:
    assert lacking(NAMES) == ()


def test_what_cannot_be_drawn_is_returned_once_and_in_order() -> None:
    assert lacking("\u660e a\u660e\n\u4e00\u00ad") == ("\u4e00", "\u660e")


def test_a_font_that_is_missing_or_broken_is_an_error_of_the_system(tmp_path: Path) -> None:
    """In a process of its own: fonts that were read stay."""
    for font in FOLDER.glob("*.ttf"):
        shutil.copy(font, tmp_path)
    (tmp_path / "NotoSans-Bold.ttf").write_bytes(b"no font")
    for folder in (tmp_path, tmp_path / "none"):
        command = [sys.executable, "-c", TRY, str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert done.stdout == "an error of the system\n"
