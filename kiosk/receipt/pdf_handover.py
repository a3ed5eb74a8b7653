"""The slip with the code of a case that goes on at another screen: nothing of the visitor."""

from datetime import datetime

from kiosk.handover.slip import Slip
from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.pdf_letter import date_of, time_of
from kiosk.receipt.pdf_look import LOOKS
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.pdf_panel import Glance, set_panel
from kiosk.receipt.pdf_sheet import MM
from kiosk.receipt.sayings import Sayings, plainly
from kiosk.receipt.shape import Shape


def render(slip: Slip, printed_at: datetime, shape: Shape = Shape.A4) -> bytes:
    """Return the slip as PDF. The same arguments give the same bytes.

    Args:
        slip: what it says.
        printed_at: aware; the time on it is in its time zone.
        shape: the paper it is for.

    Raises:
        Unprintable: a character that no font of the paper has.
    """
    say = Sayings(slip.languages)
    blocks = Blocks(LOOKS[shape], (slip.municipality,) if slip.municipality else ())
    blocks.title(say(f"handing-over-{slip.to}"))
    at_counter = slip.to == "counter"
    blocks.paragraph(say("handing-over-slip" if at_counter else f"handing-over-show-{slip.to}"))
    until = slip.until.astimezone(printed_at.tzinfo)
    moment = say("receipt-moment", date=date_of(until), time=time_of(until))
    rows = [
        Row(say("handing-over-slip-until"), (moment,)),
        Row(say("handing-over-slip-where"), (plainly(slip.counter if at_counter else ""),)),
    ]
    alt = say("handing-over-qr")[0][1]
    glance = Glance(
        label=say("handing-over-code"),
        case=slip.code,
        rows=[row for row in rows if any(row.values)],
        address=slip.code.replace("-", ""),
        alt=alt,
        caption=say("handing-over-slip-scan"),
    )
    set_panel(blocks, glance)
    blocks.sheets.space(3 * MM)
    blocks.paragraph(say(f"handing-over-secret-{slip.to}"))
    blocks.foot(lambda *_: "")  # it is one page
    about = About(
        title=say(f"handing-over-{slip.to}")[0][1],
        author=slip.municipality or "Schalter",
        language="de-CH",
        made=printed_at,
        source=f"handover:{slip.until.isoformat()}",
    )
    return painted(blocks.sheets, blocks.root, about)
