"""The architecture's own rules (ARCHITECTURE.md), read from the syntax trees of all our code."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("kiosk", "ui", "tests", "packaging")
    for path in (ROOT / folder).rglob("*.py")
)
PRODUCT = [path for path in CODE if path.startswith(("kiosk/", "ui/"))]
CORE = [path for path in PRODUCT if path.startswith("kiosk/")]
SCREEN = [path for path in PRODUCT if path.startswith("ui/")]
TESTS = [path for path in CODE if path.startswith("tests/")]

DOORS = {
    "PySide6": ["ui/*"],
    "httpx": ["kiosk/portals/http.py"],
    "joserfc": ["kiosk/signatures.py", "kiosk/encryption.py"],
    "jsonschema_rs": ["kiosk/forms/judge.py"],
    "keyring": ["kiosk/secrets/os_keyring.py"],
    "msgspec": ["kiosk/settings/*", "kiosk/portals/*"],
    "phonenumbers": ["kiosk/forms/kinds/*"],
    "platformdirs": ["kiosk/places.py"],
    "pypdfium2": ["ui/preview.py", "kiosk/receipt/windows.py"],
    "rapidfuzz": ["kiosk/search.py"],
    "reportlab": ["kiosk/receipt/pdf*.py"],
    "rfc8785": ["kiosk/signatures.py"],
    "secretstorage": ["kiosk/secrets/os_keyring.py"],
    "segno": ["kiosk/receipt/pdf*.py", "kiosk/commands/qr_code.py", "ui/widgets/qr_code.py"],
    "shiboken6": ["ui/*"],
    "starlette": ["kiosk/sandbox/*"],
    "stdnum": ["kiosk/forms/kinds/*"],
    "truststore": ["kiosk/portals/tls.py"],
    "uvicorn": ["kiosk/sandbox/*"],
}
"""Where each library may be imported; one that is not listed, nowhere."""

QT_BEFORE_THE_FIRST_FRAME = {
    f"PySide6.{name}" for name in ("QtCore", "QtGui", "QtSvg", "QtWidgets")
}
QT_ITSELF = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "typing_extensions"}
BEFORE_THE_FIRST_FRAME = {"kiosk", "ui", "msgspec"} | QT_ITSELF
"""`msgspec` reads the settings; what else is imported early delays the first frame."""

ADAPTERS_ARE_KNOWN_IN = {
    "kiosk/enrolment.py",
    "kiosk/enrolment_refusals.py",
    "kiosk/form_file.py",
    "kiosk/readiness/portal.py",
    "kiosk/readiness/way.py",
    "kiosk/sandbox/running.py",
    "kiosk/outbox/sealing.py",
}
"""Beside the portals: who enrols with one, looks whether it answers, checks its forms, or serves
it; and what seals, as a sender opens the body of docs/contract.md whoever carries it there."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

MODES = {"SELF_SERVICE", "ASSISTED"}
MODES_ARE_NAMED_IN = ("kiosk/policy.py", "ui/bootstrap.py")
AUDIENCE_IS_JUDGED_IN = (
    "kiosk/catalogue.py",
    "kiosk/policy.py",
    "kiosk/forms/*",
    "kiosk/sandbox/*",
)
"""`Audience.ASSISTED` is a word of the data: where a service or a question may be offered."""

SAYING = {
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlainText",
}
"""What puts words before people."""


@cache
def tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported(path: str) -> Iterator[str]:
    """Yield the full name of every module that `path` imports, wherever in the file."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{name.name}" for name in names)
            case _:
                pass


def libraries(path: str) -> set[str]:
    found = {name.partition(".")[0] for name in imported(path)}
    return found - sys.stdlib_module_names - {"kiosk", "ui", "tests", "__future__"}


def calls(path: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Yield what each call in `path` is called on (or ''), the name called, and the call."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                yield owner, name, node
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
                yield "", name, node
            case _:
                pass


# --- Layers and doors ----------------------------------------------------------------------------


def test_the_core_knows_no_screen() -> None:
    """`kiosk/commands/` starts the screen, and is the one exception."""
    for path in CORE:
        known = {name.partition(".")[0] for name in imported(path)}
        assert "PySide6" not in known, path
        assert "ui" not in known or path.startswith("kiosk/commands/"), path


def test_each_library_has_its_door() -> None:
    """So that it can be replaced, and faked, in one file."""
    for path in PRODUCT:
        for library in libraries(path):
            assert library in DOORS, f"{library}, in {path}, has no door"
            assert any(fnmatch(path, door) for door in DOORS[library]), f"{library} in {path}"


def test_only_who_starts_it_knows_the_embedded_portal() -> None:
    starts_it = ("kiosk/sandbox/*", "kiosk/commands/*", "ui/demo.py")
    for path in PRODUCT:
        if not any(fnmatch(path, place) for place in starts_it):
            assert not any(name.startswith("kiosk.sandbox") for name in imported(path)), path


def test_only_a_few_know_one_portal_from_another() -> None:
    adapters = ("kiosk.portals.lucerne", "kiosk.portals.open_forms")
    others = [path for path in PRODUCT if not path.startswith("kiosk/portals/")]
    found = {path for path in others if any(m.startswith(adapters) for m in imported(path))}
    assert found == ADAPTERS_ARE_KNOWN_IN


def test_no_product_code_imports_tests() -> None:
    assert not [path for path in PRODUCT if any(n.startswith("tests") for n in imported(path))]


def test_qt_is_imported_by_name() -> None:
    """`import *` from Qt costs 150 ms of the first frame."""
    for path in SCREEN:
        starred = [name for name in imported(path) if name.startswith("PySide6.") and "*" in name]
        assert not starred, path


def test_before_the_first_frame_only_qt_and_our_own_code_is_imported() -> None:
    code = """
import sys
before = set(sys.modules)
import ui.bootstrap
print(*set(sys.modules) - before)
"""
    known = _printed_by(code).split()
    qt = {name for name in known if name.startswith("PySide6.Qt")}
    others = {name.partition(".")[0] for name in known} - sys.stdlib_module_names
    assert "PySide6.QtWidgets" in qt
    assert qt <= QT_BEFORE_THE_FIRST_FRAME
    assert {name for name in others if not name.startswith("_")} <= BEFORE_THE_FIRST_FRAME


# --- Words ---------------------------------------------------------------------------------------


def test_nothing_asks_which_mode_it_is_in() -> None:
    for path in PRODUCT:
        for line, allowed in _mode_names(path):
            assert any(fnmatch(path, place) for place in allowed), f"{path}:{line}"


def _mode_names(path: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the line of each name of a mode, and where such a name may stand."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(value=ast.Name(id="Audience"), attr=name, lineno=line):
                if name in MODES:
                    yield line, AUDIENCE_IS_JUDGED_IN
            case ast.Attribute(attr=name, lineno=line) | ast.alias(name=name, lineno=line):
                if name in MODES:
                    yield line, MODES_ARE_NAMED_IN
            case ast.Name(id=name, lineno=line) if name in MODES:
                yield line, (*MODES_ARE_NAMED_IN, "kiosk/catalogue.py")
            case _:
                pass


def test_no_widget_holds_a_literal_text() -> None:
    for path in SCREEN:
        for _, name, call in calls(path):
            words = "".join(map(_literal, call.args)) if name in SAYING else ""
            assert not any(map(str.isalpha, words)), f"{path}:{call.lineno} says {words}"


def _literal(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_literal, parts))
        case _:
            return ""


# --- Habits --------------------------------------------------------------------------------------


def test_no_test_waits_for_the_clock() -> None:
    """A fake server may keep its own pace with asyncio; a test waits for the thing itself."""
    for path in TESTS:
        for owner, name, call in calls(path):
            place = f"{path}:{call.lineno}"
            assert (owner, name) not in {("time", "sleep"), ("qtbot", "wait")}, place
            assert name != "qWait", place
            if (owner, name) == ("asyncio", "sleep") and not path.startswith("tests/fakes/"):
                assert ast.unparse(call.args[0]) == "0", place
        assert "time.sleep" not in set(imported(path)), path


def test_files_and_functions_can_be_read_at_one_sitting() -> None:
    for path in CODE:
        lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
        assert lines <= LONGEST_FILE, f"{path} has {lines} lines"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path}: {node.name} has {length} lines"


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "common", "helpers", "managers", "models", "misc"}
    assert not [path for path in CODE if {*Path(path).with_suffix("").parts} & empty]


def test_every_file_says_what_it_owns() -> None:
    """An empty `__init__.py` owns nothing."""
    assert not [path for path in PRODUCT if tree(path).body and not ast.get_docstring(tree(path))]


# --- Qt ------------------------------------------------------------------------------------------


def test_a_signal_survives_being_emitted_five_thousand_times() -> None:
    """PySide6 6.12.0 loses references on Python 3.11 and aborts; see pyproject.toml."""
    code = """
from PySide6.QtCore import QObject, Signal

class Page(QObject):
    happened = Signal(object)

page, seen = Page(), []
page.happened.connect(seen.append)
for number in range(5000):
    page.happened.emit((number, str(number)))
print(len(seen), seen[-1])
"""
    assert _printed_by(code) == "5000 (4999, '4999')"


def _printed_by(code: str) -> str:
    """Return what `code` prints in a process of its own, so that a crash is a failed test."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()
