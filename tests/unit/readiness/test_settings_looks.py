"""Settings that cannot be used, that name what is not there, or that policy overrules."""

from pathlib import Path

import pytest

from kiosk.readiness import settings as looks
from kiosk.readiness.settings import Found, read
from kiosk.settings import Loaded, Settings
from kiosk.settings.layer import Layer

POLICY = Layer({"terminal.id": "t-9"}, lambda name: f"policy:{name}", locks=True)


def written(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text)
    return path


def test_settings_in_order_are_fine(tmp_path: Path) -> None:
    found = read(written(tmp_path, '[terminal]\nid = "t-1"\n'), tuple)
    assert looks.settings(found).found == f"{tmp_path}/kiosk.toml: in order."
    assert found.loaded is not None
    assert looks.policy(found.loaded).found == "No policy is set."


def test_several_mistakes_are_counted_and_the_first_is_told(tmp_path: Path) -> None:
    found = read(written(tmp_path, '[terminal]\nbfs = "x"\ncolour = 1\n'), tuple)
    verdict = looks.settings(found)
    assert (verdict.code, found.loaded) == ("settings", None)
    assert "kiosk.toml:2: terminal.bfs" in verdict.found
    assert verdict.found.endswith("(and 1 more).")


def test_a_file_that_is_named_and_missing_leaves_the_rest_usable(tmp_path: Path) -> None:
    found = read(written(tmp_path, f'[portal]\nca_file = "{tmp_path}/no.pem"\n'), tuple)
    assert looks.settings(found).code == "settings-place"
    assert found.loaded is not None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "", "locks 1 of the keys"),
        ('[terminal]\nid = "t-1"\n', "settings-overruled", "locked by"),
    ],
)
def test_what_policy_locks_is_counted_and_what_is_set_in_vain_is_a_warning(
    tmp_path: Path, text: str, code: str, said: str
) -> None:
    found = read(written(tmp_path, text), lambda: (POLICY,))
    assert found.loaded is not None
    verdict = looks.policy(found.loaded)
    assert (verdict.code, said in verdict.found) == (code, True)


def test_a_kiosk_that_runs_does_not_know_who_set_what() -> None:
    found = Found(Loaded(Settings(), {}, {}))
    assert found.loaded is not None
    assert looks.policy(found.loaded).outcome.value == "skipped"
