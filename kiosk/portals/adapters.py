"""The portals there are: each folder of this package that holds an `ADAPTER`.

Found inside our own package only: a public terminal runs what was built and signed.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from kiosk import portals
from kiosk.portals.access import Access
from kiosk.portals.portal import Portal


class Build(Protocol):
    """Builds a portal without asking it anything.

    Raises:
        UnsafeAddressError: answers may not be sent to its address.
    """

    def __call__(self, access: Access) -> Portal:
        """Return the portal that `access` leads to."""


@dataclass(frozen=True)
class Adapter:
    """A kind of portal. `name` is its folder's name and what the settings call it."""

    name: str
    build: Build


def adapters() -> Mapping[str, Adapter]:
    """Return every adapter by name, sorted.

    Raises:
        RuntimeError: a folder's adapter has another name: two could then be the same.
    """
    found: dict[str, Adapter] = {}
    for name in kinds_of_portals():
        adapter = importlib.import_module(f"kiosk.portals.{name}").ADAPTER
        if adapter.name != name:
            raise RuntimeError(f"the adapter in {name} is called {adapter.name}")
        found[adapter.name] = adapter
    return MappingProxyType(found)


def kinds_of_portals() -> tuple[str, ...]:
    """Return the names of all adapters, sorted, without loading one."""
    return tuple(
        sorted(found.name for found in pkgutil.iter_modules(portals.__path__) if found.ispkg)
    )
