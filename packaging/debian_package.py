"""Makes the Debian package of an application that was built: tree, control files, dpkg-deb."""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import command_line

ROOT = Path(__file__).parent.parent
DEBIAN = ROOT / "packaging" / "debian"
SCRIPTS = ("config", "preinst", "postinst", "prerm", "postrm")
PROGRAM, ABOUT = Path("usr/lib/schalter"), Path("usr/share/doc/schalter")
DESCRIPTIONS = ("licences", "sbom.cdx.json", "SHA256SUMS")
"""What lies beside the program and belongs to its documentation."""


def build(application: Path, out: Path, version: str, epoch: int) -> Path:
    """Return the package, made anew in `out`.

    Raises:
        CalledProcessError: a library that is needed is neither in the application nor in Debian, or
            dpkg-deb does not take the tree.
    """
    architecture = _said(["dpkg", "--print-architecture"])
    package = out / f"schalter_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as folder:
        tree = Path(folder) / "tree"
        _lay_out(application, tree, version, epoch)
        depends = _depends(tree / PROGRAM, Path(folder))
        _control(tree, version, architecture, depends)
        _same_everywhere(tree, epoch)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package]
        surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
        words = [str(word) for word in command]
        subprocess.run(words, check=True, stdout=sys.stderr, env=surroundings)
    return package


def _lay_out(application: Path, tree: Path, version: str, epoch: int) -> None:
    shutil.copytree(DEBIAN / "tree", tree)
    shutil.copytree(
        application, tree / PROGRAM, ignore=shutil.ignore_patterns(*DESCRIPTIONS), symlinks=True
    )
    about = tree / ABOUT
    about.mkdir(parents=True)
    shutil.copytree(application / "licences", about / "licences")
    for name in ("sbom.cdx.json", "SHA256SUMS"):
        shutil.copyfile(application / name, about / name)
    shutil.copyfile(DEBIAN / "copyright", about / "copyright")
    shutil.copytree(ROOT / "docs", about / "guides", ignore=shutil.ignore_patterns("pictures"))
    _compressed((ROOT / "CHANGELOG.md").read_bytes(), about / "changelog.gz", epoch)
    manuals = tree / "usr" / "share" / "man" / "man1"
    manuals.mkdir(parents=True)
    page = command_line.manual(version, epoch).encode()
    _compressed(page, manuals / "kiosk.1.gz", epoch)
    (manuals / "schalter.1.gz").symlink_to("kiosk.1.gz")
    completions = tree / "usr" / "share" / "bash-completion" / "completions"
    completions.mkdir(parents=True)
    (completions / "kiosk").write_text(command_line.completion(), encoding="utf-8")
    (tree / "etc" / "schalter" / "policy.d").mkdir(parents=True)


def _control(tree: Path, version: str, architecture: str, depends: str) -> None:
    control = tree / "DEBIAN"
    control.mkdir()
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    said = {
        "VERSION": version,
        "ARCHITECTURE": architecture,
        "DEPENDS": depends,
        "SIZE": str(sum(path.stat().st_size for path in files) // 1024),
    }
    (control / "control").write_text(filled(said), encoding="utf-8")
    (control / "md5sums").write_text("".join(_sums(files, tree)), encoding="utf-8")
    configured = [path for path in files if path.is_relative_to(tree / "etc")]
    listed = "".join(f"/{path.relative_to(tree)}\n" for path in configured)
    (control / "conffiles").write_text(listed, encoding="utf-8")
    for name in (*SCRIPTS, "templates"):
        shutil.copy(DEBIAN / name, control / name)


def filled(said: dict[str, str]) -> str:
    """Return the control file with what is `said` in the place of each @NAME@."""
    text = (DEBIAN / "control.in").read_text(encoding="utf-8")
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    return text


def _sums(files: Sequence[Path], tree: Path) -> Iterator[str]:
    for path in files:
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        yield f"{digest}  {path.relative_to(tree)}\n"


def _depends(program: Path, folder: Path) -> str:
    """Return the packages that hold the libraries the program needs of the system."""
    binaries = [path for path in program.rglob("*.so*") if path.is_file()]
    (folder / "debian").mkdir()
    stanza = "Source: schalter\n\nPackage: schalter\nArchitecture: any\n"
    (folder / "debian" / "control").write_text(stanza, encoding="utf-8")
    private = sorted({f"-l{path.parent}" for path in binaries})
    analysed = [f"-e{path}" for path in (program / "kiosk", *sorted(binaries))]
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
    return _said([*command, *private, *analysed], folder).partition("shlibs:Depends=")[2]


def _same_everywhere(tree: Path, epoch: int) -> None:
    """Give every file one time, and rights that depend on no umask."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _compressed(content: bytes, target: Path, epoch: int) -> None:
    target.write_bytes(gzip.compress(content, mtime=epoch))


def _said(command: Sequence[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    return done.stdout.strip()
