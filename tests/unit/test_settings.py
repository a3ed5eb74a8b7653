"""A broken settings file is refused whole, and every mistake in it is named at once."""

import os
from pathlib import Path

import pytest

from kiosk.settings import Settings, SettingsError, load


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def mistakes(path: Path) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load(path)
    return caught.value.mistakes


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(written(tmp_path, "")) == Settings()


def test_values_of_the_file_are_taken(tmp_path: Path) -> None:
    settings = load(written(tmp_path, '[terminal]\nid = "t-7"\nbfs = 1024\n'))
    assert (settings.terminal.id, settings.terminal.bfs) == ("t-7", 1024)


def test_every_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    text = (
        '[terminal]\nbfs = "Luzern"\ncolour = 1\npolicy = "x"\n[screen]\npx_per_mm = 99\n[shop]\n'
    )
    found = "\n".join(mistakes(written(tmp_path, text)))
    for place in ("terminal.bfs", "terminal.colour", "terminal.policy", "screen.px_per_mm", "shop"):
        assert place in found


def test_a_folder_for_documents_is_for_a_counter_with_staff(tmp_path: Path) -> None:
    folder = '[documents]\nfolder = "/media/scans"\n'
    (mistake,) = mistakes(written(tmp_path, folder))
    assert "documents.folder" in mistake
    staffed = load(written(tmp_path, f'[terminal]\npolicy = "assisted"\n{folder}'))
    assert staffed.documents.folder == "/media/scans"


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, "[terminal]\nid = \n"))
    assert "kiosk.toml" in mistake
    assert "line 2" in mistake


def test_other_bytes_than_utf_8_are_named(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, b"[terminal]\nplace = '\xe4'\n"))
    assert "byte 20" in mistake


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path / "none.toml")
    assert "none.toml" in mistake


def test_answers_are_never_sent_in_clear_to_another_machine(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, '[portal]\nurl = "http://portal.example"\n'))
    assert "portal.url" in mistake
    assert "https" in mistake


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[terminal]\npolicy = ["self-service"]\n', "terminal.policy"),
        ('[portal]\nkind = "nobodys"\n', "portal.kind"),
        ("[portal]\nurl = 8\n", "portal.url"),
        ("portal = 8\n", "portal"),
        ('[paper]\nprinter = ["cups:"]\n', "paper.printer"),
    ],
)
def test_each_mistake_is_named_once_whatever_its_type(
    tmp_path: Path, text: str, place: str
) -> None:
    (mistake,) = mistakes(written(tmp_path, text))
    assert place in mistake


@pytest.mark.skipif(os.name == "nt", reason="there it is right")
def test_a_printer_of_another_system_is_named(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, '[paper]\nprinter = "windows:"\n'))
    assert "paper.printer" in mistake


def test_a_file_that_windows_wrote_is_read(tmp_path: Path) -> None:
    text = '[terminal]\r\nid = "t-7"\r\n'
    assert load(written(tmp_path, text.encode("utf-8-sig"))).terminal.id == "t-7"
