"""How long a submission lies in the outbox."""

from datetime import timedelta

LIFE = timedelta(hours=72)
"""So long it is tried; afterwards it is deleted, unsent."""
WARNING = timedelta(hours=24)
"""So long before its end staff are warned."""
