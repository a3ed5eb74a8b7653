"""schalter.wxs, the source of the Windows package: what can be said of it without a Windows."""

import re
import uuid
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from kiosk.settings import registry, rules
from kiosk.settings.keys import keys

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "packaging" / "windows"
GUIDE = ROOT / "docs" / "windows.md"
WXS = "{http://wixtoolset.org/schemas/v4/wxs}"
UPGRADE_CODE = "B9F7FD57-F4F6-4976-9721-06A15A860EE4"
"""For ever: with another one an upgrade would not find what is installed."""
SETTINGS = {
    "PORTAL_URL": "portal.url",
    "PORTAL_CA_FILE": "portal.ca_file",
    "PORTAL_PROXY": "portal.proxy",
    "TERMINAL_POLICY": "terminal.policy",
    "PAPER_PRINTER": "paper.printer",
    "STATE_FOLDER": "state_folder",
}
TOLD = {*SETTINGS, "ENROLMENT_CODE", "PURGE"}
OF_WINDOWS = {"REMOVE", "UPGRADINGPRODUCTCODE", "ALL"}
PUBLIC = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")


def package() -> Element:
    (found,) = parse(WINDOWS / "schalter.wxs").getroot().findall(f"{WXS}Package")
    return found


def every(name: str) -> list[Element]:
    return list(package().iter(WXS + name))


def policies() -> dict[str, tuple[Element, Element]]:
    """The components that write a policy and the value each writes, by their property."""
    group = next(g for g in every("ComponentGroup") if g.attrib["Id"] == "Policies")
    found = {}
    for component in group:
        (value,) = component
        found[component.attrib["Condition"]] = (component, value)
    return found


def written(value: Element) -> str:
    """The setting that a value of the registry stands for."""
    below = value.attrib["Key"].removeprefix(registry.POLICIES).strip("\\").lower()
    return f"{below}.{value.attrib['Name']}".removeprefix(".")


# --- The package ---------------------------------------------------------------------------------


def test_an_upgrade_finds_what_is_installed() -> None:
    assert package().attrib["UpgradeCode"] == UPGRADE_CODE
    assert "ProductCode" not in package().attrib, "each build is a product of its own"


def test_it_is_for_the_whole_machine() -> None:
    assert package().attrib["Scope"] == "perMachine"


def test_a_failed_upgrade_is_rolled_back_and_none_goes_down() -> None:
    (upgrade,) = every("MajorUpgrade")
    assert upgrade.attrib["Schedule"] == "afterInstallInitialize"
    assert "settings stay" in upgrade.attrib["DowngradeErrorMessage"]
    assert upgrade.get("AllowDowngrades") is None


def test_no_id_is_used_twice() -> None:
    for kind in {element.tag for element in package().iter()}:
        ids = Counter(e.attrib["Id"] for e in package().iter(kind) if "Id" in e.attrib)
        assert [name for name, times in ids.items() if times > 1] == []


def test_every_component_has_a_guid_of_its_own() -> None:
    guids = [component.attrib["Guid"] for component in every("Component")]
    assert len(set(guids)) == len(guids)
    assert UPGRADE_CODE not in guids
    for guid in guids:
        assert str(uuid.UUID(guid)).upper() == guid


def test_every_component_has_one_key_path_and_is_of_64_bits() -> None:
    for component in every("Component"):
        marked = [child for child in component if child.get("KeyPath") == "yes"]
        assert len(marked) == 1, component.attrib["Id"]
        assert component.attrib["Bitness"] == "always64"


def test_everything_is_part_of_the_one_feature() -> None:
    (feature,) = every("Feature")
    groups = {group.attrib["Id"] for group in every("ComponentGroup")}
    assert {child.attrib["Id"] for child in feature} == groups
    within = [component for group in every("ComponentGroup") for component in group]
    assert len([e for e in within if e.tag == f"{WXS}Component"]) == len(every("Component"))


def test_every_folder_that_is_named_is_there() -> None:
    folders = {e.attrib["Id"] for kind in ("Directory", "StandardDirectory") for e in every(kind)}
    of_wix = {"System64Folder"}
    named = {e.attrib["Directory"] for e in package().iter() if "Directory" in e.attrib}
    assert named <= folders | of_wix


def test_everything_the_program_is_made_of_goes_to_program_files() -> None:
    (files,) = every("Files")
    assert files.attrib["Include"] == "$(Payload)\\**"
    (standard,) = [
        e for e in every("StandardDirectory") if len(e) and e[0].get("Id") == "ProgramFolder"
    ]
    assert standard.attrib["Id"] == "ProgramFiles64Folder"
    assert standard[0].attrib["Name"] == "Schalter"


def test_folders_cannot_be_moved_from_the_command_line() -> None:
    """A name all in capitals would be a public property."""
    assert [e.attrib["Id"] for e in every("Directory") if e.attrib["Id"].isupper()] == []


# --- What it is told -----------------------------------------------------------------------------


def test_what_it_is_told_becomes_the_policy_that_the_program_reads() -> None:
    assert {name: written(value) for name, (_, value) in policies().items()} == SETTINGS
    for name, (_, value) in policies().items():
        assert value.attrib["Root"] == "HKLM"
        assert value.attrib["Type"] == "string"
        assert value.attrib["Value"] == f"[{name}]"
        assert keys()[SETTINGS[name]].kind is str or "str" in str(keys()[SETTINGS[name]].kind)


def test_policies_outlive_upgrade_and_removal_and_no_repair_empties_one() -> None:
    for component, _ in policies().values():
        assert component.attrib["Permanent"] == "yes"
        assert component.attrib["Transitive"] == "yes"


def test_what_was_set_before_and_is_not_said_anew_stays() -> None:
    sought = {
        prop.attrib["Id"]: prop[0]
        for prop in every("Property")
        if prop.attrib["Id"].startswith("KEPT_")
    }
    kept = {e.attrib["Id"]: e.attrib for e in every("SetProperty") if e.attrib["Id"] in SETTINGS}
    assert kept.keys() == SETTINGS.keys()
    for name, said in kept.items():
        assert said["Value"] == f"[KEPT_{name}]"
        assert said["Condition"] == f"NOT {name} AND KEPT_{name}"
        assert said["After"] == "AppSearch"
        search = sought[f"KEPT_{name}"]
        assert written(search) == SETTINGS[name]
        assert search.attrib["Bitness"] == "always64"


def test_nobody_but_an_administrator_can_tell_it_anything() -> None:
    """Secure properties are taken from whoever repairs, and a repair runs as the system."""
    assert [e.attrib for e in package().iter() if "Secure" in e.attrib] == []


def test_it_is_told_nothing_else() -> None:
    named = [
        word
        for e in package().iter()
        for attribute in ("Condition", "Value")
        for word in PUBLIC.findall(e.get(attribute, ""))
        if attribute == "Condition" or f"[{word}]" in e.get(attribute, "")
    ]
    told = {word for word in named if not word.startswith("KEPT_")}
    assert told - OF_WINDOWS == TOLD


def test_every_word_it_is_told_is_explained() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert {name for name in TOLD if f"`{name}`" not in guide} == set()
    for setting in SETTINGS.values():
        assert f"`{setting}`" in guide


def test_who_may_work_with_it_is_explained_as_the_program_knows_it() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for word in rules.choices()["terminal.policy"]:
        assert f"TERMINAL_POLICY={word}" in guide


# --- The code ------------------------------------------------------------------------------------


def test_a_code_is_hidden_among_the_properties_and_goes_into_one_file() -> None:
    (hidden,) = [e for e in every("Property") if e.attrib["Id"] == "ENROLMENT_CODE"]
    assert hidden.attrib["Hidden"] == "yes"
    naming = [e for e in package().iter() if "[ENROLMENT_CODE]" in e.attrib.values()]
    assert [e.tag for e in naming] == [f"{WXS}IniFile"]


def test_who_works_at_the_machine_may_delete_the_code_and_others_see_nothing() -> None:
    for rights in every("PermissionEx"):
        sddl = rights.attrib["Sddl"]
        assert sddl.startswith("D:PAI"), "nothing is inherited from C:\\ProgramData"
        assert set(re.findall(r";;;(\w\w)\)", sddl)) == {"SY", "BA", "IU"}
        assert "0x1301bf;;;IU" in sddl


# --- Windows -------------------------------------------------------------------------------------


def test_the_start_menu_leads_to_the_program_without_a_console() -> None:
    (shortcut,) = every("Shortcut")
    assert shortcut.attrib["Target"] == "[ProgramFolder]schalter.exe"
    assert shortcut.attrib["Directory"] == "ProgramMenuFolder"
    assert shortcut.get("Advertise") is None, "an advertised one would repair when it is clicked"


def test_messages_in_the_event_log_have_a_source() -> None:
    values = {
        e.attrib["Name"]: e.attrib for e in every("RegistryValue") if "EventLog" in e.attrib["Key"]
    }
    assert {said["Key"] for said in values.values()} == {
        r"SYSTEM\CurrentControlSet\Services\EventLog\Application\Schalter"
    }
    assert values["EventMessageFile"]["Value"] == r"%SystemRoot%\System32\EventCreate.exe"
    assert values["TypesSupported"]["Value"] == "7"


def test_only_a_removal_that_asks_for_it_deletes_settings() -> None:
    actions = {e.attrib["Id"]: e.attrib for e in every("CustomAction")}
    places = {e.attrib["Action"]: e.attrib for e in every("Custom")}
    assert actions.keys() == places.keys()
    for name, said in actions.items():
        condition = places[name]["Condition"]
        assert condition == 'REMOVE="ALL" AND PURGE="1" AND NOT UPGRADINGPRODUCTCODE'
        assert (said["Execute"], said["Impersonate"]) == ("deferred", "no")


def test_what_is_run_as_the_system_is_of_windows_and_nobody_chooses_its_words() -> None:
    for action in every("CustomAction"):
        command = action.attrib["ExeCommand"]
        assert re.match(r'"\[System64Folder\](reg|cmd)\.exe" ', command)
        named = set(re.findall(r"\[(\w+)\]", command))
        assert named <= {"System64Folder", "CommonAppDataFolder"}


def test_only_the_rehearsal_can_be_told_to_fail() -> None:
    text = (WINDOWS / "schalter.wxs").read_text(encoding="utf-8")
    before = text.partition("<util:FailWhenDeferred />")[0]
    assert before.rstrip().endswith("<?ifdef Rehearsal ?>")


def test_the_icon_holds_every_size_that_windows_shows() -> None:
    content = (WINDOWS / "schalter.ico").read_bytes()
    assert content[:4] == b"\x00\x00\x01\x00"
    pictures = [content[6 + 16 * n : 22 + 16 * n] for n in range(content[4])]
    assert [picture[0] or 256 for picture in pictures] == [16, 24, 32, 48, 64, 256]
    for picture in pictures:
        length, start = (int.from_bytes(picture[n : n + 4], "little") for n in (8, 12))
        assert content[start : start + 4] == b"\x89PNG"
        assert start + length <= len(content)
