"""Makes the one-directory application: from the locks and the sources, with PyInstaller.

Two environments: what is frozen comes from the one of the terminal's lock alone; the tools of
requirements/package.txt stay outside.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
TERMINAL, TOOLS = ROOT / "requirements" / "kiosk.txt", ROOT / "requirements" / "package.txt"
PYINSTALLER = ROOT / "packaging" / "pyinstaller"
LEFT_OUT = ("__pycache__", "sandbox", "*.po", "*.md")
"""Of kiosk/, ui/ and resources/: above all the embedded portal, which is never on a terminal."""


class Workshop:
    """A folder to build in.

    Args:
        folder: it is made; environments in it are used again where the locks are the same.
        epoch: seconds since 1970 that stand wherever a time is written (SOURCE_DATE_EPOCH).
    """

    def __init__(self, folder: Path, epoch: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.epoch = folder, epoch
        self.source = folder / "source"
        self.origins = folder / "origins.json"
        self._terminal, self._tools = folder / "terminal", folder / "tools"

    @property
    def python(self) -> Path:
        """The interpreter of the environment that is frozen."""
        return _python_of(self._terminal)

    @property
    def tool(self) -> Path:
        """The interpreter of the tools' environment."""
        return _python_of(self._tools)

    @property
    def packages(self) -> Path:
        """Where the packages that are frozen lie."""
        return packages_of(self.python)

    def prepare(self) -> None:
        """Make both environments and a copy of the sources, with compiled texts."""
        _environment(self._terminal, TERMINAL)
        _environment(self._tools, TOOLS)
        shutil.rmtree(self.source, ignore_errors=True)
        for name in ("kiosk", "ui", "resources"):
            ignored = shutil.ignore_patterns(*LEFT_OUT, "*.mo")
            shutil.copytree(ROOT / name, self.source / name, ignore=ignored)
        texts = self.source / "resources" / "i18n"
        shutil.copytree(ROOT / "resources" / "i18n", texts, dirs_exist_ok=True)
        run([self.tool, ROOT / "packaging" / "texts.py", texts])
        for path in texts.rglob("*.po"):
            path.unlink()

    def freeze(self) -> Path:
        """Return the folder of the application, made anew."""
        if sys.platform == "linux":
            self._build_bootloader()
        target = self.folder / "frozen"
        shutil.rmtree(target, ignore_errors=True)
        shutil.rmtree(self.folder / "analysis", ignore_errors=True)
        command = [self.python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
        places = ["--distpath", target, "--workpath", self.folder / "analysis"]
        with self._tools_at_hand():
            run([*command, *places, PYINSTALLER / "kiosk.spec"], self._surroundings())
        frozen = target / "schalter"
        if sys.platform == "linux":
            _strip(frozen)
        return frozen

    @contextmanager
    def _tools_at_hand(self) -> Iterator[None]:
        """Let the frozen environment see the tools, after everything of its own."""
        path = self.packages / "tools.pth"
        path.write_text(f"{packages_of(self.tool)}\n", encoding="utf-8")
        try:
            yield
        finally:
            path.unlink()

    def _surroundings(self) -> dict[str, str]:
        """Return what PyInstaller needs to know, and what makes its work come out the same."""
        return {
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "SCHALTER_SOURCE": str(self.source),
            "SCHALTER_ORIGINS": str(self.origins),
            "SCHALTER_TOOLS": " ".join(_modules(packages_of(self.tool)) - _modules(self.packages)),
        }

    def _build_bootloader(self) -> None:
        """Put a starter that takes the C library's memory in the place of PyInstaller's."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            archive = _source_of("pyinstaller", self.tool, Path(folder))
            work = self.folder / "bootloader"
            run([self.tool, PYINSTALLER / "bootloader.py", archive, work])
            (starter,) = work.glob("*/PyInstaller/bootloader/Linux-*/run")
        installed = packages_of(self.tool) / "PyInstaller" / "bootloader" / starter.parent.name
        shutil.copy2(starter, installed / "run")


def run(command: Sequence[object], surroundings: dict[str, str] | None = None) -> None:
    """Run a program of the build; what it prints goes to standard error.

    Raises:
        CalledProcessError: it failed.
    """
    words = [str(word) for word in command]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(words, check=True, stdout=sys.stderr, env={**kept, **(surroundings or {})})


def locked(package: str, lock: Path) -> str:
    """Return the lines of one package in a lock, hashes and all."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", "\\\0").splitlines()
    (entry,) = [entry for entry in entries if entry.startswith(f"{package}==")]
    return entry.replace("\\\0", "\\\n") + "\n"


def _said(command: Sequence[object]) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def packages_of(python: Path) -> Path:
    """Return the folder of an environment's packages."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(_said([python, "-c", code]))


def _modules(packages: Path) -> set[str]:
    """Return the names that can be imported from a folder of packages."""
    return {path.name.partition(".")[0] for path in packages.iterdir() if path.suffix != ".pth"}


def _python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _environment(folder: Path, lock: Path) -> None:
    """Make a virtual environment of the lock; leave one that was made of the very same lock."""
    stamp, wanted = folder / ".made", lock.read_bytes() + sys.version.encode()
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder])
    install = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    run([_python_of(folder), "-m", "pip", *install, "--requirement", lock])
    stamp.write_bytes(wanted)


def _source_of(package: str, python: Path, folder: Path) -> Path:
    """Fetch the source archive of a locked package, judged by its hash."""
    wanted = folder / "wanted.txt"
    wanted.write_text(locked(package, TOOLS), encoding="utf-8")
    how = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    fetch = [python, "-m", "pip", "download", *how, "--no-binary", package, "--require-hashes"]
    run([*fetch, "--requirement", wanted, "--dest", folder])
    (archive,) = folder.glob("*.tar.gz")
    return archive


def _strip(frozen: Path) -> None:
    """Take the debugger's tables out of the interpreter; they are a tenth of the application."""
    inside = frozen / "_internal"
    for path in sorted((*inside.glob("libpython*"), *inside.glob("python3*/lib-dynload/*.so"))):
        path.chmod(0o755)
        run(["strip", "--strip-debug", path])
