"""Builds PyInstaller's starter for Linux with one change: Python's memory is the C library's.

The starter that PyInstaller brings along ignores PYTHONMALLOC, and Python's own allocator does not
overwrite what is freed (ARCHITECTURE.md, *The wipe*). Needs a C compiler.
"""

import shutil
import subprocess
import sys
from pathlib import Path

FILE = Path("bootloader", "src", "pyi_pyconfig.c")
ANCHOR = "    config.dev_mode = runtime_options->dev_mode;\n"
CHANGE = "    config.allocator = 3; /* PYMEM_ALLOCATOR_MALLOC */\n"


class OtherBootloaderError(Exception):
    """This PyInstaller starts Python in another way; the change has to be looked at anew."""


def changed(source: str) -> str:
    """Return the C file with the change in it.

    Raises:
        OtherBootloaderError: the place for it is not there, or not once.
    """
    if source.count(ANCHOR) != 1:
        raise OtherBootloaderError(f"{FILE}: the line to change is there {source.count(ANCHOR)}x")
    return source.replace(ANCHOR, ANCHOR + CHANGE)


def build(archive: Path, work: Path) -> None:
    """Unpack PyInstaller's source `archive` into `work`, change it and build the starter there."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--file", archive, "--directory", work], check=True)
    (source,) = work.iterdir()
    file = source / FILE
    file.write_text(changed(file.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "waf", "configure", "all", "--target-arch=64bit"]
    subprocess.run(command, cwd=source / "bootloader", check=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
