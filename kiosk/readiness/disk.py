"""Looks at the disk: where state is kept, the room left there, the audit log, a visit's folder."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk.audit import broken_line
from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Verdict, fine, skipped

MIB = 1024 * 1024
LOW = 500 * MIB
FULL = 20 * MIB
"""With less the audit log, some hundred bytes a line, is soon not written any more."""
IN_MEMORY = frozenset({"tmpfs", "ramfs"})


def state_folder(folder: Path) -> Verdict:
    """Say whether this user can write where state is kept; the file that tries it has no name."""
    there = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return failed("not-writable", f"{folder} cannot be written: {error.strerror}.")
    return fine(f"{folder} can be written{'' if there == folder else ', once it is made'}.")


def free_on(folder: Path) -> int:
    """Return the bytes that this user may still write on the disk of `folder`."""
    return shutil.disk_usage(folder).free


def space(folder: Path, free: Callable[[Path], int] = free_on) -> Verdict:
    """Say how much room is left where state is kept."""
    left = free(_existing(folder))
    said = f"{left // MIB} MiB are free at {folder}."
    if left < FULL:
        return failed("disk-full", said)
    return warned("disk-low", said) if left < LOW else fine(said)


def audit_log(path: Path, lost: int = 0) -> Verdict:
    """Say whether the audit log is whole. `lost` counts what the running kiosk could not write."""
    try:
        if not path.exists():
            return fine(f"{path}: nothing was written yet.")
        broken = broken_line(path)
        with path.open("rb") as file:
            lines = sum(1 for _ in file)
    except OSError as error:
        return failed("audit-unreadable", f"{path} cannot be read: {error.strerror}.")
    if broken is not None:
        return failed("audit-broken", f"{path}: line {broken} does not follow the one before it.")
    if lost:
        return warned("audit-lost", f"{lost} lines could not be written since the kiosk started.")
    return fine(f"{path}: {lines} lines, each follows the one before.")


def visit_folder(parent: Path, mounts: str | None) -> Verdict:
    """Say whether a visit's files lie in memory; `mounts` is /proc/mounts, None where is none."""
    if mounts is None:
        return skipped("This system does not say what is kept in memory.")
    kind = _kind_at(parent, mounts)
    if kind in IN_MEMORY:
        return fine(f"{parent} is in memory ({kind}).")
    return warned("visit-on-disk", f"{parent} is on a disk ({kind or 'unknown'}).")


def _existing(folder: Path) -> Path:
    """Return `folder`, or the nearest folder above it that exists."""
    above = (folder, *folder.absolute().parents)
    return next(place for place in above if os.path.lexists(place))  # False where it may not look


def _kind_at(path: Path, mounts: str) -> str:
    """Return the kind of the file system that holds `path`; proc(5), a later line hides another."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        point = fields[1].replace("\\040", " ") if len(fields) > 2 else ""  # noqa: PLR2004 - proc(5)
        if point and path.absolute().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
