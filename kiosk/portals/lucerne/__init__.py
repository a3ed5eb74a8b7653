"""The portal contract of docs/contract.md: the portal of the canton of Lucerne."""

from kiosk.portals.adapters import Adapter
from kiosk.portals.lucerne.client import LucernePortal

ADAPTER = Adapter(name="lucerne", build=LucernePortal)
