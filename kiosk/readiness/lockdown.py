"""Looks whether the system itself is locked down: what no program can do for a terminal.

Every look takes what the system says as its argument, so that it can be tried without the system.
"""

from collections.abc import Iterable, Mapping

from kiosk.readiness.remedies import warned
from kiosk.readiness.report import Verdict, fine, skipped

LAUNCHER = {
    "PYTHONMALLOC": "malloc",
    "MALLOC_PERTURB_": "",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}
"""What the launcher sets, so that freed memory is overwritten; '' is any number but 0."""

ELSEWHERE: Mapping[str, str] = {
    "user": "that the kiosk's account is no administrator",
    "core-dumps": "that Windows Error Reporting keeps no dumps (LocalDumps)",
    "swap": "that there is no page file and no hibernation, or that the disk is encrypted",
    "freed-memory": "that no memory reaches the disk, for it is not overwritten when it is freed",
    "print-spool": "that the spooler keeps no printed documents",
    "system-keys": "that Keyboard Filter and assigned access are on",
    "usb-storage": "that removable storage is denied by policy",
}
"""What each check stands for where it is not Linux: named, and still to be looked at by people."""

_NO = frozenset({"no", "off", "false", "0"})
"""As cupsd.conf(5) says it."""
_LONGEST_HISTORY = 300
"""Seconds."""


def not_here(name: str) -> Verdict:
    """Return that a check knows nothing about this system, and what it would look at."""
    return skipped(f"Not looked at on this system; see to it {ELSEWHERE[name]}.")


def user(number: int, name: str) -> Verdict:
    """Say who runs this; `number` is the effective user id."""
    said = f"This runs as {name} ({number})."
    return fine(said) if number else warned("runs-as-root", said)


def core_dumps(limit: int, pattern: str | None) -> Verdict:
    """Say whether a crash leaves the memory of a visit behind.

    A program that takes dumps through a pipe gets them whatever the limit (core(5));
    systemd-coredump respects it.
    """
    handler = (pattern or "").strip()
    ignores_limit = handler.startswith("|") and "systemd-coredump" not in handler
    if handler.startswith("|/bin/false"):
        return fine("Core dumps are thrown away (kernel.core_pattern).")
    if limit == 0 and not ignores_limit:
        return fine("Core dumps are off (limit 0).")
    if ignores_limit:
        return warned("core-dumps", f"Core dumps go to another program ({handler[:60]}).")
    return warned("core-dumps", f"A core dump of this process may be kept (limit {limit}).")


def swap(swaps: str | None, limit: str | None = None) -> Verdict:
    """Say whether memory may be written to a disk.

    `swaps` is /proc/swaps, `limit` the most bytes of this process's control group that may be
    (memory.swap.max; cgroups(7)), None where nobody says.
    """
    if (limit or "").strip() == "0":
        return fine("The memory of this service is not swapped (MemorySwapMax=0).")
    if swaps is None:
        return skipped("The system does not say whether it swaps.")
    areas = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    on_disk = [area for area in areas if not area.startswith("/dev/zram")]
    if on_disk:
        return warned("swap-on", f"Memory may be written to {', '.join(on_disk)}.")
    return fine("Swap is compressed memory only." if areas else "There is no swap.")


def freed_memory(environment: Mapping[str, str], blocks: int = 0) -> Verdict:
    """Say whether freed memory is overwritten: what the launcher sets, as seen by this process.

    `blocks` are those of Python's own allocator (`sys.getallocatedblocks`): it has none where
    Python really takes its memory from the C library. A frozen program may ignore PYTHONMALLOC.
    """
    missing = [name for name, wanted in LAUNCHER.items() if not _set(environment, name, wanted)]
    if missing:
        return warned("freed-memory", f"Not set for this process: {', '.join(missing)}.")
    if blocks:
        return warned("freed-memory", "Python keeps freed memory itself, in spite of PYTHONMALLOC.")
    return fine("Freed memory is overwritten by the C library.")


def _set(environment: Mapping[str, str], name: str, wanted: str) -> bool:
    value = environment.get(name, "")
    return wanted in value if wanted else value.isdigit() and int(value) > 0


def print_spool(printer: str, config: str | None) -> Verdict:
    """Say whether CUPS keeps what was printed; `config` is cupsd.conf, None if unreadable.

    For some seconds it must know of a job that ended: else nobody sees that the paper came out.
    """
    if not printer.startswith("cups:"):
        return skipped(f"paper.printer is {printer}; there is no queue of CUPS.")
    if config is None:
        return skipped("cupsd.conf cannot be read by this user; have root look at it.")
    files = _directive(config, "PreserveJobFiles", "86400").lower()
    history = _directive(config, "PreserveJobHistory", "yes").lower()
    kept = {"PreserveJobFiles": files not in _NO, "PreserveJobHistory": _is_long(history)}
    if named := " and ".join(name for name, is_kept in kept.items() if is_kept):
        return warned("spool-kept", f"CUPS keeps what was printed: {named}.")
    if history in _NO:
        return warned("spool-forgets", "CUPS forgets a job before the kiosk sees its end.")
    return fine(f"CUPS keeps no documents, and the names of jobs for {history} s.")


def _is_long(history: str) -> bool:
    """Whether names of jobs are kept for longer than it takes to see how they ended."""
    seconds = int(history) if history.isdecimal() else None
    return history not in _NO and (seconds is None or seconds > _LONGEST_HISTORY)


def _directive(config: str, name: str, default: str) -> str:
    """Return the last value of a directive of cupsd.conf(5)."""
    words = [line.split(None, 1) for line in config.splitlines()]
    found = [said[1].strip() for said in words if len(said) > 1 and said[0].lower() == name.lower()]
    return found[-1] if found else default


def system_keys(sysrq: str | None) -> Verdict:
    """Say whether the keyboard reaches the kernel; `sysrq` is /proc/sys/kernel/sysrq."""
    if sysrq is None:
        return skipped("The system does not say whether the SysRq key works.")
    if sysrq.strip() == "0":
        return fine("The SysRq key is off; keys of the desktop are its own settings.")
    return warned("system-keys", f"The SysRq key works (kernel.sysrq = {sysrq.strip()}).")


def usb_storage(rules: Iterable[str]) -> Verdict:
    """Say whether a USB stick is mounted; `rules` are the files of modprobe.d."""
    if any(_forbids(line) for text in rules for line in text.splitlines()):
        return fine("The module usb-storage is forbidden.")
    return warned("usb-storage", "A USB stick that is plugged in becomes a disk.")


def _forbids(line: str) -> bool:
    """Whether a line of modprobe.d(5) keeps the module from being loaded when a stick is found."""
    match line.replace("_", "-").split():
        case ["blacklist", "usb-storage", *_]:
            return True
        case ["install", "usb-storage", command, *_]:
            return command.endswith(("/false", "/true"))
        case _:
            return False
