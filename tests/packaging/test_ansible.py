"""The Ansible role: it answers what the package asks, writes what the kiosk reads, keeps a code.

It was run for real in a booted Debian 12; docs/provisioning.md says how.
"""

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # it brings no types along

from kiosk.__main__ import parser
from kiosk.settings import policy

ROOT = Path(__file__).parents[2]
ANSIBLE = ROOT / "packaging" / "ansible"
ROLE = ANSIBLE / "roles" / "schalter"
DEBIAN = ROOT / "packaging" / "debian"
GUIDE = ROOT / "docs" / "provisioning.md"
OURS = re.compile(r"\bschalter_\w+")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def files() -> list[Path]:
    return sorted(path for path in ANSIBLE.rglob("*") if path.suffix in {".yml", ".j2"})


def steps(tasks: Any) -> Iterator[dict[str, Any]]:
    """Every task of a file, those within blocks too."""
    for task in tasks:
        yield task
        for part in ("block", "always", "rescue"):
            yield from steps(task.get(part, []))


def every_step() -> list[dict[str, Any]]:
    return [step for path in sorted((ROLE / "tasks").glob("*.yml")) for step in steps(read(path))]


def defaults() -> dict[str, Any]:
    return dict(read(ROLE / "defaults" / "main.yml"))


# --- What it is told -----------------------------------------------------------------------------


def test_everything_it_can_be_told_has_a_default_and_is_explained() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert {name for name in defaults() if f"`{name}`" not in guide} == set()


def test_every_variable_is_a_default_or_its_own() -> None:
    registered = {step["register"] for step in every_step() if "register" in step}
    registered |= {h["register"] for h in read(ROLE / "handlers" / "main.yml") if "register" in h}
    own = set(read(ROLE / "vars" / "main.yml"))
    used = {name for path in files() for name in OURS.findall(path.read_text(encoding="utf-8"))}
    assert used - set(defaults()) - registered - own == set()
    assert set(defaults()) <= used


def test_the_example_tells_it_only_what_it_knows() -> None:
    example = read(ANSIBLE / "inventory.example.yml")["terminals"]
    told = set(example["vars"])
    told |= {name for host in example["hosts"].values() if host for name in host}
    assert told <= set(defaults())


def test_every_file_that_a_task_includes_is_there() -> None:
    included = {step.get("ansible.builtin.include_tasks") for step in every_step()} - {None}
    assert included == {p.name for p in (ROLE / "tasks").glob("*.yml")} - {"main.yml"}


def test_every_handler_that_is_told_is_there() -> None:
    told = {step["notify"] for step in every_step() if "notify" in step}
    assert told == {handler["name"] for handler in read(ROLE / "handlers" / "main.yml")}


# --- The package ---------------------------------------------------------------------------------


def test_it_answers_what_the_package_asks() -> None:
    (answers,) = [step for step in every_step() if "ansible.builtin.debconf" in step]
    asked = (DEBIAN / "templates").read_text(encoding="utf-8").split("\n\n")
    types = dict(re.findall(r"Template: schalter/(\S+)\nType: (\w+)", "\n".join(asked)))
    for answer in answers["loop"]:
        assert types[answer["question"]] == answer["vtype"]


def test_a_session_is_one_the_package_offers() -> None:
    asked = (DEBIAN / "templates").read_text(encoding="utf-8")
    offered = re.search(r"schalter/session\nType: select\nChoices: (.+)", asked)
    assert offered
    (assertion,) = [step for step in every_step() if "ansible.builtin.assert" in step]
    (line,) = [w for w in assertion["ansible.builtin.assert"]["that"] if "session" in w]
    assert set(re.findall(r"'([\w-]+)'", line)) == set(offered[1].split(", "))
    assert defaults()["schalter_session"] in offered[1].split(", ")


def test_the_repository_gives_what_the_packages_own_files_let_it_give() -> None:
    ours = ROOT / "packaging" / "apt"
    assert (ROLE / "templates" / "schalter.pref.j2").read_bytes() == (
        ours / "schalter.pref"
    ).read_bytes()
    template = (ROLE / "templates" / "schalter.sources.j2").read_text(encoding="utf-8")
    told = template.replace("{{ schalter_repository }}", "https://packages.example/schalter")
    lines = (ours / "schalter.sources").read_text(encoding="utf-8").splitlines()
    assert told.splitlines()[1:] == lines[1:]


def test_an_upgrade_is_left_to_the_package_which_waits_for_the_end_of_a_visit() -> None:
    installed = [step for step in every_step() if "ansible.builtin.apt" in step]
    assert len(installed) == 3
    for step in installed:
        assert step["ansible.builtin.apt"].get("state") != "latest"


def test_the_kiosk_is_started_anew_only_when_nobody_is_there() -> None:
    (handler,) = [h for h in read(ROLE / "handlers" / "main.yml") if "anew" in h["name"]]
    script = handler["ansible.builtin.shell"]["cmd"]
    assert script.index("update gate") < script.index("systemctl restart")
    assert script.index("systemctl restart") < script.index("update release")
    others = [step for step in every_step() if "systemctl" in json.dumps(step)]
    assert others == []


# --- Policy --------------------------------------------------------------------------------------


def rendered(name: str, **told: Any) -> str:
    """A template of the role, with the filters of Ansible that it uses; needs jinja2."""
    jinja2: Any = pytest.importorskip("jinja2")

    def combine(first: Any, *others: Any, recursive: bool) -> Any:
        assert recursive
        found = dict(first)
        for other in others:
            for key, value in other.items():
                old = found.get(key)
                both = isinstance(old, dict) and isinstance(value, dict)
                found[key] = combine(old, value, recursive=True) if both else value
        return found

    surroundings = jinja2.Environment(
        trim_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    surroundings.filters |= {"combine": combine, "to_json": json.dumps}
    text = (ROLE / "templates" / name).read_text(encoding="utf-8")
    return str(surroundings.from_string(text).render(**told))


TOLD = {
    "schalter_portal_url": "https://portal.lu.example",
    "schalter_settings": {
        "state_folder": "/var/lib/schalter",
        "screen": {"px_per_mm": 3.78, "full_screen": True},
        "terminal": {"place": 'Halle «Süd», "links" \\ 2. Stock', "bfs": 1061},
    },
    "schalter_host_settings": {"screen": {"px_per_mm": 4.1}},
}


def test_policy_is_read_by_the_kiosk_as_it_was_said(tmp_path: Path) -> None:
    folder = tmp_path / "policy.d"
    folder.mkdir(mode=0o755)
    (folder / "50-ansible.toml").write_text(rendered("policy.toml.j2", **TOLD), encoding="utf-8")
    (layer,) = policy.from_folder(folder, owner=os.getuid())
    assert layer.values == {
        "portal.url": "https://portal.lu.example",
        "state_folder": "/var/lib/schalter",
        "screen.px_per_mm": 4.1,
        "screen.full_screen": True,
        "terminal.place": 'Halle «Süd», "links" \\ 2. Stock',
        "terminal.bfs": 1061,
    }


def test_policy_of_nothing_but_the_portal_is_toml() -> None:
    told = rendered(
        "policy.toml.j2",
        schalter_portal_url="https://a.example",
        schalter_settings={},
        schalter_host_settings={},
    )
    assert tomllib.loads(told) == {"portal": {"url": "https://a.example"}}


# --- The code ------------------------------------------------------------------------------------


def enrolling() -> dict[str, Any]:
    (found,) = [step for step in read(ROLE / "tasks" / "enrol.yml") if "block" in step]
    return dict(found)


def test_a_code_is_in_no_log_and_in_no_list_of_processes() -> None:
    block = enrolling()
    assert block["no_log"] is True
    (command,) = [s for s in block["block"] if "ansible.builtin.command" in s]
    words = command["ansible.builtin.command"]["argv"]
    assert "--code" not in words
    assert not any("schalter_enrolment_code" in word for word in words)


def test_a_code_is_forgotten_whatever_became_of_it() -> None:
    (last,) = enrolling()["always"]
    assert last["ansible.builtin.file"]["state"] == "absent"


def test_a_terminal_that_has_a_key_is_left_alone() -> None:
    assert "not schalter_key.stat.exists" in enrolling()["when"]


def test_the_kiosk_knows_the_command() -> None:
    (command,) = [s for s in enrolling()["block"] if "ansible.builtin.command" in s]
    program, *words = command["ansible.builtin.command"]["argv"]
    assert program == "kiosk"
    options = parser().parse_args(words)
    assert options.unattended
    assert options.code_file


# --- Ansible itself ------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("ansible-playbook"), reason="needs ansible-core")
def test_ansible_can_read_it() -> None:
    command = ["ansible-playbook", "--syntax-check", "-i", "inventory.example.yml", "terminals.yml"]
    done = subprocess.run(command, cwd=ANSIBLE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
