"""Prices as a counter writes them: `CHF 1’234.50` in every language."""

from decimal import Decimal

from kiosk.catalogue import Fee, FeeKind
from kiosk.texts import Texts


def francs(amount: Decimal) -> str:
    """Return `amount` with two places and apostrophes between thousands."""
    return f"{amount:,.2f}".replace(",", "’")


def price(fee: Fee, texts: Texts) -> str:
    """Return what `fee` amounts to, in a few words."""
    amount, highest = fee.amount, fee.highest
    match fee.kind:
        case FeeKind.FREE:
            return texts("introducing-fee-free")
        case FeeKind.FIXED if amount is not None:
            return texts("introducing-fee-fixed", amount=francs(amount))
        case FeeKind.RANGE if amount is not None and highest is not None:
            return texts("introducing-fee-range", amount=francs(amount), highest=francs(highest))
        case _:
            return texts("introducing-fee-computed")


def small_print(fee: Fee, texts: Texts) -> tuple[str, ...]:
    """Return where the figure comes from, and that it is an example where it is one."""
    source = texts("introducing-fee-source", source=fee.source) if fee.source else ""
    demo = texts("introducing-fee-demo") if fee.demo else ""
    return tuple(part for part in (demo, source) if part)
