"""A broken settings file is refused whole, and every mistake in it is named at once."""

import os
from pathlib import Path

import pytest

from kiosk.settings import Settings, SettingsError, load, loaded
from kiosk.settings.keys import keys, looks_secret
from kiosk.settings.loading import Origin
from kiosk.settings.policy import Policies, from_folder, from_registry
from kiosk.settings.registry import Entry


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


def test_a_display_for_the_visitor_is_for_a_counter_with_staff(tmp_path: Path) -> None:
    display = '[screen]\nvisitor_display = "other"\n'
    (mistake,) = mistakes(written(tmp_path, display))
    assert "screen.visitor_display" in mistake
    staffed = load(written(tmp_path, f'[terminal]\npolicy = "assisted"\n{display}'))
    assert staffed.screen.visitor_display == "other"


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


# --- Policy --------------------------------------------------------------------------------------


def policy(folder: Path) -> Policies:
    return lambda: from_folder(folder, owner=os.getuid())


def test_policy_goes_before_the_file_and_says_who_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, '[terminal]\nid = "mine"\nplace = "hall"\n')
    folder = tmp_path / "policy.d"
    folder.mkdir(mode=0o755)
    (folder / "10.toml").write_text('[terminal]\nid = "ten"\n')
    (folder / "20.toml").write_text('[terminal]\nid = "twenty"\n')
    found = loaded(path, policy(folder))
    assert found.settings.terminal.id == "twenty"
    assert found.origins["terminal.id"] == Origin(f"{folder / '20.toml'}:2", locked=True)
    assert found.origins["terminal.place"] == Origin(f"{path}:3")
    assert found.origins["portal.url"] == Origin()
    [remark] = found.remarks
    assert remark.startswith(f"{path}:2: terminal.id: has no effect")


def test_policy_that_others_may_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "policy.d"
    folder.mkdir(mode=0o755)
    (folder / "10.toml").write_text("")
    (folder / "10.toml").chmod(0o666)
    with pytest.raises(SettingsError, match="chmod go-w"):
        loaded(written(tmp_path, ""), policy(folder))


def test_the_registry_is_read_by_the_types_of_the_settings(tmp_path: Path) -> None:
    entries = {
        "Screen.Full_Screen": Entry("REG_DWORD", 0),
        "Screen.px_per_mm": Entry("REG_SZ", "3.5"),
        "Portal.url": Entry("REG_SZ", "https://portal.example"),
    }
    found = loaded(written(tmp_path, ""), lambda: from_registry(entries))
    assert (found.settings.screen.full_screen, found.settings.screen.px_per_mm) == (False, 3.5)
    assert found.origins["portal.url"].place == r"HKLM\Software\Policies\Schalter\portal\url"


def test_a_registry_value_that_reads_the_environment_is_refused() -> None:
    with pytest.raises(SettingsError, match="REG_SZ"):
        from_registry({"Portal.url": Entry("type 2", "%URL%")})


# --- Secrets and the machine ---------------------------------------------------------------------


def test_no_key_holds_a_secret_and_each_says_what_it_means() -> None:
    for key in keys().values():
        assert not looks_secret(key.name), key.name
        assert key.meaning, key.name


def test_a_secret_in_the_file_is_sent_where_it_belongs_and_not_repeated(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, '[portal]\nclient_secret = "hidden"\n'))
    assert "kiosk enrol" in mistake
    assert "hidden" not in mistake


def test_a_thorough_look_finds_what_only_the_machine_knows(tmp_path: Path) -> None:
    text = f'state_folder = "{tmp_path}/kiosk.toml/x"\n[portal]\nca_file = "{tmp_path}/no.pem"\n'
    with pytest.raises(SettingsError) as caught:
        loaded(written(tmp_path, text), thorough=True, policies=tuple)
    found = "\n".join(caught.value.mistakes)
    assert "state_folder" in found
    assert "portal.ca_file" in found
