"""How to pay: in the letter what, until when and what else happens; below it the slip."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kiosk.receipt.bill import shown_iban, shown_reference
from kiosk.receipt.pdf_bill import page_with_slip, set_slip
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.receipt import Bill, Receipt, ReferenceType
from kiosk.receipt.sayings import Saying, Sayings, plainly
from kiosk.texts import Texts


def francs(amount: Decimal) -> str:
    """Return `amount` as a letter writes it."""
    return f"CHF {amount:,.2f}".replace(",", "’")


def paying(receipt: Receipt, say: Sayings) -> list[Saying]:
    """Return the next step that is to pay, if there is a bill."""
    bill = receipt.bill
    if receipt.bill_is_missing:
        return [say("receipt-pay-by-post")]
    if bill is None:
        return []
    if bill.due is None:
        return [say("receipt-pay-step", amount=francs(bill.amount))]
    until = bill.due.strftime("%d.%m.%Y")
    return [say("receipt-pay-step-until", amount=francs(bill.amount), date=until)]


def set_payment(blocks: Blocks, bill: Bill, say: Sayings, language: str) -> None:
    """Set how to pay `bill`, with its slip in `language`; on a roll with the account instead."""
    if blocks.look.stacked:
        _set_letter(blocks, bill, say)
        return
    _with_slip(blocks, lambda onto: _set_letter(onto, bill, say))
    set_slip(blocks.sheets, blocks.root, bill, Texts(language), language)


def _with_slip(blocks: Blocks, letter: Callable[[Blocks], None]) -> None:
    """Set `letter` on a page that has room for it above the slip, and stay on that page."""
    sheets = blocks.sheets
    room = page_with_slip(sheets.page(sheets.cursor.page + 1))
    high = _height(blocks, letter)
    on_its_side = room.width > sheets.here.width
    if on_its_side or high > room.bottom - room.top:  # the slip stands alone
        sheets.keep(high)
        letter(blocks)
        sheets.turn(room)
    elif sheets.cursor.y + high <= room.bottom:
        sheets.alter(room)
        letter(blocks)
    else:
        sheets.turn(room)
        letter(blocks)


def _height(blocks: Blocks, letter: Callable[[Blocks], None]) -> float:
    """Return how high `letter` becomes, set for trial on paper without an end."""
    endless = replace(blocks.look.page, bottom=float("inf"))
    trial = Blocks(replace(blocks.look, page=endless))
    trial.sheets.down(1)
    before = trial.sheets.cursor.y
    letter(trial)
    return trial.sheets.cursor.y - before


def _set_letter(blocks: Blocks, bill: Bill, say: Sayings) -> None:
    blocks.heading(say("receipt-pay"))
    how = "receipt-pay-with-account" if blocks.look.stacked else "receipt-pay-with-slip"
    blocks.paragraph(say(how))
    rows = [
        Row(say("bill-amount"), (plainly(francs(bill.amount)),)),
        *(_account(bill, say) if blocks.look.stacked else ()),
        Row(say("receipt-pay-until"), (_due(bill),)),
        Row(say("receipt-pay-unpaid"), (say.words(bill.unpaid),)),
    ]
    blocks.table([row for row in rows if any(row.values)])


def _due(bill: Bill) -> Saying:
    return plainly(bill.due.strftime("%d.%m.%Y")) if bill.due else ()


def _account(bill: Bill, say: Sayings) -> list[Row]:
    """Return what the slip would say, where there is none."""
    creditor = bill.creditor
    street = f"{creditor.street} {creditor.house_number}".strip()
    lines = (
        shown_iban(bill.iban),
        creditor.name,
        street,
        f"{creditor.postcode} {creditor.town}",
    )
    none = bill.reference_type is ReferenceType.NONE
    reference = "" if none else shown_reference(bill.reference, bill.reference_type)
    return [
        Row(say("bill-account"), tuple(plainly(line) for line in lines if line)),
        Row(say("bill-reference"), (plainly(reference),)),
        Row(say("bill-further"), (plainly(bill.message),)),
    ]
