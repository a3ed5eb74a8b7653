"""Events of the flow, a few of every kind."""

import itertools
from dataclasses import fields, is_dataclass
from typing import Any

from kiosk import flow
from kiosk.problems import PROBLEMS
from kiosk.session import Contrast, IdentityDocument, TextSize

PIN = "482915"

SAMPLES: dict[str, tuple[Any, ...]] = {
    "trouble": ("", "media-jam"),
    "service": ("lu.umzug", "lu.hundeanmeldung"),
    "page": (0, 3),
    "begins": (None, 2),
    "pointer": ("/lease",),
    "number": (-1, 0),
    "refusal": ("encrypted",),
    "phone": tuple(flow.Phone),
    "sheet": (-1, 1),
    "problem": tuple(PROBLEMS),
    "code": ("code",),
    "reason": ("reason",),
    "case": ("LU-2026-0001",),
    "key": ("key-1", "key-2"),
    "bfs": (1061, 1024),
    "language": ("fr", "de-simple"),
    "category": ("", "animals"),
    "text_size": (TextSize.LARGEST,),
    "contrast": (Contrast.HIGH,),
    "paper": tuple(flow.Paper),
    "document": (0, 1),
    "sent": (True, False),
    "pin": (PIN,),
    "pin_known": (True, False),
    "left": (7,),
    "state": (flow.Filling("lu.umzug", 1), flow.Reviewing("lu.umzug")),
    "person": (True, False),
    "in_words": (True, False),
    "handover_code": ("7KQM2P",),
    "seen": (None, IdentityDocument.PASSPORT),
}


def samples(event: type) -> list[Any]:
    assert is_dataclass(event)
    names = [field.name for field in fields(event)]
    values = itertools.product(*(SAMPLES[name] for name in names))
    return [event(**dict(zip(names, chosen, strict=True))) for chosen in values]
