"""Rows of a Windows Installer package that wixl cannot write, as the queries that add them."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

NEW = "{http://wixtoolset.org/schemas/v4/wxs}"
REGISTRY_KEY_PATH, PERMANENT, TRANSITIVE, ONLY_64_BITS = 4, 16, 64, 256
"""Of msidbComponentAttributes."""
SET_PROPERTY, PROGRAM, IN_SCRIPT, AS_SYSTEM, COME_WHAT_MAY = 51, 34, 1024, 2048, 64
"""Of msidbCustomActionType."""
PLACES = {"AppSearch": 50, "CostFinalize": 1000, "InstallInitialize": 1500, "InstallFinalize": 6600}
INI_PLACES = {"RemoveIniValues": 3100, "WriteIniValues": 5100}
"""Where Windows Installer suggests its own actions."""
INI_TABLE = """CREATE TABLE `IniFile` (`IniFile` CHAR(72) NOT NULL, `FileName` CHAR(255) NOT NULL
 LOCALIZABLE, `DirProperty` CHAR(72), `Section` CHAR(96) NOT NULL LOCALIZABLE, `Key` CHAR(128)
 NOT NULL LOCALIZABLE, `Value` CHAR(255) NOT NULL LOCALIZABLE, `Action` SHORT NOT NULL,
 `Component_` CHAR(72) NOT NULL PRIMARY KEY `IniFile`)""".replace("\n", "")


class Rows:
    """Collects `queries`, in the order in which they have to be made."""

    def __init__(self) -> None:
        self.queries: list[str] = []
        self._places = dict(PLACES)

    def set_property(self, said: Mapping[str, str]) -> None:
        """Add an element SetProperty: an action, and its place."""
        name = f"Set{said['Id']}"
        self._action(name, SET_PROPERTY, said["Id"], said["Value"])
        self.schedule(name, said)

    def program(self, said: Mapping[str, str]) -> None:
        """Add an element CustomAction: a program that is run as the system, come what may.

        Raises:
            ValueError: it is run in another way.
        """
        way = {"Execute": "deferred", "Impersonate": "no", "Return": "ignore"}
        if not way.items() <= said.items():
            raise ValueError(f"{said['Id']} is run in a way that this does not know")
        kind = PROGRAM + IN_SCRIPT + AS_SYSTEM + COME_WHAT_MAY
        self._action(said["Id"], kind, said["Directory"], said["ExeCommand"])

    def schedule(self, name: str, said: Mapping[str, str]) -> None:
        """Give an action the next free place before or after another."""
        step = 1 if "After" in said else -1
        place = self._places[said.get("After") or said["Before"]] + step
        while place in self._places.values():
            place += step
        self._places[name] = place
        condition = {"Condition": said["Condition"]} if "Condition" in said else {}
        self._insert("InstallExecuteSequence", {"Action": name, **condition, "Sequence": place})

    def remove_former_early(self) -> None:
        """Have the former version taken away within the transaction (afterInstallInitialize)."""
        place = PLACES["InstallInitialize"] + 1
        self._update("InstallExecuteSequence", "Action", "RemoveExistingProducts", Sequence=place)

    def component(self, element: Element) -> None:
        """Add what makes a component permanent, transitive or conditional, and its .ini lines."""
        said, name = element.attrib, element.attrib["Id"]
        extra = {"Permanent": PERMANENT, "Transitive": TRANSITIVE}
        added = sum(number for word, number in extra.items() if said.get(word) == "yes")
        attributes = REGISTRY_KEY_PATH + ONLY_64_BITS + added
        self._update("Component", "Component", name, Attributes=attributes)
        if "Condition" in said:
            self._update("Component", "Component", name, Condition=said["Condition"])
        for line in element.findall(f"{NEW}IniFile"):
            self._ini_line(line.attrib, name)

    def _ini_line(self, said: Mapping[str, str], component: str) -> None:
        if INI_TABLE not in self.queries:
            self.queries.append(INI_TABLE)
            for action, place in INI_PLACES.items():
                self._insert("InstallExecuteSequence", {"Action": action, "Sequence": place})
        columns = {"IniFile": "Id", "FileName": "Name", "DirProperty": "Directory"}
        columns |= {name: name for name in ("Section", "Key", "Value")}
        values: dict[str, str | int] = {column: said[name] for column, name in columns.items()}
        self._insert("IniFile", {**values, "Action": 0, "Component_": component})

    def _action(self, name: str, kind: int, source: str, target: str) -> None:
        values: dict[str, str | int] = {"Action": name, "Type": kind}
        values |= {"Source": source, "Target": target}
        self._insert("CustomAction", values)

    def _insert(self, table: str, values: Mapping[str, str | int]) -> None:
        columns = ", ".join(f"`{name}`" for name in values)
        said = ", ".join(_quoted(value) for value in values.values())
        query = f"INSERT INTO `{table}` ({columns}) VALUES ({said})"  # noqa: S608 - our own words
        self.queries.append(query)

    def _update(self, table: str, key: str, name: str, **values: str | int) -> None:
        said = ", ".join(f"`{column}` = {_quoted(value)}" for column, value in values.items())
        where = f"`{key}` = {_quoted(name)}"
        self.queries.append(f"UPDATE `{table}` SET {said} WHERE {where}")  # noqa: S608 - our own words


def _quoted(value: str | int) -> str:
    """Return a value as it stands in a query of Windows Installer, which knows no escape."""
    if isinstance(value, int):
        return str(value)
    if "'" in value:
        raise ValueError(f"{value!r} cannot stand in a query")
    return f"'{value}'"
