"""The fields in which an administrator says what a terminal is called and where it stands."""

from collections.abc import Mapping

from kiosk.policy import POLICIES
from kiosk.sandbox.page_forms import choice, line
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.terminals import DEFAULT_POLICY, ID, LONGEST_LINE, Terminal

POLICY_NAMES = {"self-service": "Selbstbedienung", "assisted": "Mit Personal am Schalter"}
MISTAKES = {
    "id": "Der Name des Terminals darf nur Buchstaben ohne Akzent, Ziffern und Bindestriche haben.",
    "bfs": "Wählen Sie eine Gemeinde aus der Liste.",
    "place": "Der Standort ist zu lang.",
    "counter": "Der Schalter ist zu lang.",
    "phone": "Die Telefonnummer ist zu lang.",
    "policy": "Wählen Sie eine Betriebsart aus der Liste.",
    "name": "Wählen Sie eine Person aus der Liste.",
    "count": "Wählen Sie zwischen 1 und 500 Codes.",
}
"""What is said about a field that cannot be."""


def place_fields(
    municipalities: Mapping[int, str], given: Mapping[str, str], wrong: str = ""
) -> str:
    """Return the fields, filled with what was `given`; `wrong` names the one that cannot be."""
    listed = sorted(municipalities.items(), key=lambda pair: pair[1])
    policies = [(name, POLICY_NAMES.get(name, name)) for name in POLICIES]

    def typed(name: str, label: str, more: str = f"maxlength={LONGEST_LINE}") -> str:
        return line(name, label, given.get(name, ""), more, wrong=name == wrong)

    def chosen(name: str, label: str, options: list[tuple[str, str]], usual: str = "") -> str:
        return choice(name, label, options, given.get(name, usual), wrong=name == wrong)

    return "".join(
        (
            typed("id", "Name des Terminals", f'required pattern="{ID}"'),
            chosen("bfs", "Gemeinde", [(str(bfs), name) for bfs, name in listed]),
            typed("place", "Standort, zum Beispiel «Gemeindehaus»"),
            typed("counter", "Schalter, zum Beispiel «Schalter 3»"),
            typed("phone", "Telefon für Hilfe"),
            chosen("policy", "Betriebsart", policies, DEFAULT_POLICY),
        )
    )


def place_of(sign_in: SignIn, fields: Mapping[str, str]) -> Terminal:
    """Return the terminal that `fields` describe.

    Raises:
        ValueError: one of them cannot be; names it.
    """
    bfs = fields.get("bfs", "")
    return sign_in.terminal(
        id=fields.get("id", "").strip(),
        bfs=int(bfs) if bfs.isascii() and bfs.isdecimal() and len(bfs) < 5 else 0,  # noqa: PLR2004 - BFS numbers have four digits
        **{name: fields.get(name, "").strip() for name in ("place", "counter", "phone")},
        policy=fields.get("policy", ""),
    )
