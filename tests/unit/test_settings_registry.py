"""The reader of the registry, proved with a stand-in for winreg; see tests/fakes/winreg.py."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

import pytest

from kiosk.settings import SettingsError, loading, policy, registry
from kiosk.settings.registry import POLICIES, SHELL_FOLDERS, Entry, policies, program_data
from tests.fakes.winreg import (
    REG_DWORD,
    REG_EXPAND_SZ,
    REG_MULTI_SZ,
    REG_SZ,
    FakeWinreg,
    Values,
    failed,
)

Windows: TypeAlias = Callable[[dict[str, Values]], FakeWinreg]
URL = {"URL": ("https://portal.example", REG_SZ)}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    """Give the settings a Windows whose registry holds what a test says; all keys get closed."""
    given: list[FakeWinreg] = []

    def with_keys(keys: dict[str, Values]) -> FakeWinreg:
        given.append(FakeWinreg(keys))
        monkeypatch.setitem(sys.modules, "winreg", given[-1])
        for module in (policy, loading):
            monkeypatch.setattr(module, "os", SimpleNamespace(name="nt"))
        return given[-1]

    yield with_keys
    assert not any(handle.open for winreg in given for handle in winreg.handles)


def test_each_type_is_read_with_its_name(windows: Windows) -> None:
    windows(
        {
            POLICIES: {"state_folder": (r"D:\log", REG_SZ)},
            rf"{POLICIES}\Portal": URL,
            rf"{POLICIES}\Terminal": {"bfs": (1024, REG_DWORD), "more": (["a"], REG_MULTI_SZ)},
            rf"{POLICIES}\Paper": {"printer": ("%PRINTER%", REG_EXPAND_SZ)},
            r"Software\Policies\Others": {"x": (1, REG_DWORD)},
        }
    )
    assert policies() == {
        "state_folder": Entry("REG_SZ", r"D:\log"),
        "Portal.URL": Entry("REG_SZ", "https://portal.example"),
        "Terminal.bfs": Entry("REG_DWORD", 1024),
        "Terminal.more": Entry("REG_MULTI_SZ", ["a"]),
        "Paper.printer": Entry("type 2", "%PRINTER%"),
    }


def test_where_nothing_is_set_there_is_no_policy(windows: Windows) -> None:
    windows({r"Software\Policies\Others": {}})
    assert policies() == {}
    assert policy.of_this_machine() == ()


def test_it_becomes_policy_that_names_its_place(windows: Windows) -> None:
    windows({rf"{POLICIES}\Portal": URL, rf"{POLICIES}\screen": {"full_screen": (0, REG_DWORD)}})
    (layer,) = policy.of_this_machine()
    assert layer.locks
    assert layer.values == {"portal.url": "https://portal.example", "screen.full_screen": False}
    assert layer.place("portal.url") == r"HKLM\Software\Policies\Schalter\portal\url"


@pytest.mark.parametrize(
    ("path", "values", "said"),
    [
        ("Paper", {"printer": ("%PRINTER%", REG_EXPAND_SZ)}, "type 2: use one of REG_SZ"),
        ("Screen", {"full_screen": (2, REG_DWORD)}, "Expected `bool`"),
        ("Screen", {"px_per_mm": ("wide", REG_SZ)}, "Expected `float`"),
        ("Terminal", {"place": (["a", "b"], REG_MULTI_SZ)}, "Expected `str`"),
        (r"Portal\Deeper", URL, "unknown"),
        ("Portal", {"client_secret": ("hidden", REG_SZ)}, "no place in settings"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    tmp_path: Path, windows: Windows, path: str, values: Values, said: str
) -> None:
    windows({rf"{POLICIES}\{path}": values})
    file = tmp_path / "kiosk.toml"
    file.write_text("")
    with pytest.raises(SettingsError) as refused:
        loading.loaded(file, policy.of_this_machine)
    (mistake,) = refused.value.mistakes
    (name,) = values
    assert mistake.lower().startswith(rf"{registry.PATH}\{path}\{name}: ".lower())
    assert said in mistake
    assert "hidden" not in mistake


def test_policy_that_may_not_be_read_is_an_error_and_not_nothing(windows: Windows) -> None:
    windows({POLICIES: {}, rf"{POLICIES}\Portal": URL}).denied = rf"{POLICIES}\Portal"
    with pytest.raises(SettingsError, match="Access is denied"):
        policy.of_this_machine()


def test_an_enumeration_that_fails_is_no_end_of_it(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_key: Any, _index: int) -> Any:
        raise failed(1018, "Illegal operation on a key that is marked for deletion")

    monkeypatch.setattr(windows({POLICIES: {}}), "EnumValue", broken)
    with pytest.raises(SettingsError, match="marked for deletion"):
        policy.of_this_machine()


def test_the_folder_for_all_users_comes_from_the_registry(windows: Windows) -> None:
    windows({SHELL_FOLDERS: {"Common AppData": (r"C:\ProgramData", REG_SZ)}})
    assert program_data() == r"C:\ProgramData"
    assert loading.default_path().parts[-2:] == ("Schalter", "kiosk.toml")


def test_a_registry_that_names_no_such_folder_is_told(windows: Windows) -> None:
    windows({SHELL_FOLDERS: {}})
    with pytest.raises(SettingsError, match="--settings"):
        loading.default_path()
