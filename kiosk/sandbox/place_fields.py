"""The fields in which an administrator says what a terminal is called and where it stands."""

from collections.abc import Mapping

from kiosk.policy import POLICIES
from kiosk.sandbox.page_forms import choice, line
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.terminals import ID, LONGEST_LINE, Terminal

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


def place_fields(municipalities: Mapping[int, str], given: Mapping[str, str]) -> str:
    """Return the fields, filled with what was `given` before."""
    listed = sorted(municipalities.items(), key=lambda pair: pair[1])
    limit = f"maxlength={LONGEST_LINE}"
    return "".join(
        (
            line("id", "Name des Terminals", given.get("id", ""), f'required pattern="{ID}"'),
            choice(
                "bfs", "Gemeinde", [(str(bfs), name) for bfs, name in listed], given.get("bfs", "")
            ),
            line("place", "Standort, zum Beispiel «Gemeindehaus»", given.get("place", ""), limit),
            line("counter", "Schalter, zum Beispiel «3»", given.get("counter", ""), limit),
            line("phone", "Telefon für Hilfe", given.get("phone", ""), limit),
            choice(
                "policy",
                "Betriebsart",
                [(name, POLICY_NAMES.get(name, name)) for name in POLICIES],
                given.get("policy", ""),
            ),
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
