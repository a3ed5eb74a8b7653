"""Everything that a terminal installs is listed with its licence."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LISTED = re.compile(r"^\| ([a-z0-9][a-z0-9.-]+) \| ([^|]+) \|", re.MULTILINE)
LOCKED = re.compile(r"^([a-z0-9.-]+)==", re.MULTILINE)


def test_every_locked_package_is_listed_with_its_licence() -> None:
    table = (ROOT / "LICENSES" / "README.md").read_text(encoding="utf-8")
    listed = dict(LISTED.findall(table.partition("| package |")[2]))
    locked = LOCKED.findall((ROOT / "requirements" / "kiosk.txt").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(locked)
    assert all(licence.strip() for licence in listed.values())


def test_the_locks_name_no_index() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "http" not in re.sub(r"httpx?(core)?==|httpx?-", "", lock.read_text("utf-8")), lock
