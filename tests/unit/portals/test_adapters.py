from pathlib import Path

import pytest

from kiosk import portals
from kiosk.portals.access import Access
from kiosk.portals.adapters import adapters
from kiosk.portals.address import UnsafeAddressError

BROKEN = """
from kiosk.portals.adapters import Adapter

ADAPTER = Adapter(name="lucerne", build=lambda access: None)
"""


def test_each_folder_of_the_portals_is_an_adapter() -> None:
    folder = Path(portals.__path__[0])
    assert set(adapters()) == {path.parent.name for path in folder.glob("*/__init__.py")}


@pytest.mark.parametrize("name", adapters())
def test_building_a_portal_asks_nothing_and_refuses_an_unsafe_address(name: str) -> None:
    assert adapters()[name].build(Access("https://portal.invalid")) is not None
    with pytest.raises(UnsafeAddressError):
        adapters()[name].build(Access("http://portal.invalid"))


def test_two_adapters_of_one_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / "__init__.py").write_text(BROKEN)
    monkeypatch.setattr(portals, "__path__", [*portals.__path__, str(tmp_path)])
    with pytest.raises(RuntimeError, match="another"):
        adapters()
