"""The machine's settings: defaults < file < policy, read once; every mistake is named.

`load` reads what this terminal is told, `Settings()` are the defaults of a demo.
"""

from kiosk.settings.loading import Loaded as Loaded
from kiosk.settings.loading import load as load
from kiosk.settings.loading import loaded as loaded
from kiosk.settings.settings import DocumentSettings as DocumentSettings
from kiosk.settings.settings import PaperSettings as PaperSettings
from kiosk.settings.settings import PortalSettings as PortalSettings
from kiosk.settings.settings import ScreenSettings as ScreenSettings
from kiosk.settings.settings import Settings as Settings
from kiosk.settings.settings import SettingsError as SettingsError
from kiosk.settings.settings import SupportSettings as SupportSettings
from kiosk.settings.settings import TelemetrySettings as TelemetrySettings
from kiosk.settings.settings import TerminalSettings as TerminalSettings
from kiosk.settings.settings import UpdateSettings as UpdateSettings
