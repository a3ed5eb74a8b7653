"""The slip of a bill, read back: by a camera, by a ruler, by eye."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from chqr import Creditor, QRBill
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import PostalAddress
from kiosk.receipt.bill import faults, payload
from kiosk.receipt.pdf import render
from kiosk.receipt.pdf_bill import SLIP_HEIGHT, SLIP_WIDTH, set_slip
from kiosk.receipt.pdf_fonts import Weight, runs
from kiosk.receipt.pdf_sheet import Letters, Page, Sheets
from kiosk.receipt.pdf_tags import Element
from kiosk.receipt.receipt import Bill, Confirmation
from kiosk.receipt.shape import Shape
from kiosk.texts import Texts
from kiosk.words import Words
from tests.unit.receipt.pages import Written, pieces, scanned, sizes
from tests.unit.receipt.papers import (
    BILL,
    CREDITOR_BILL,
    GERMAN,
    PLAIN_BILL,
    PRINTED_AT,
    RECEIPT,
    billed,
    confirmation,
)

ALLOWED = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), 0x20AC)
"""The code points of the guidelines (4.1.1)."""
SLIP_TOP = 297 - 105
SHEETS = (Shape.A4, Shape.A5)

HEADINGS = {
    "de": ["Empfangsschein", "Zahlteil", "Konto / Zahlbar an", "Referenz", "Währung", "Betrag"],
    "fr": ["Récépissé", "Section paiement", "Compte / Payable à", "Référence", "Monnaie"],
    "it": ["Ricevuta", "Sezione pagamento", "Conto / Pagabile a", "Riferimento", "Valuta"],
    "en": ["Receipt", "Payment part", "Account / Payable to", "Reference", "Currency", "Amount"],
    "de-simple": ["Empfangsschein", "Zahlteil", "Zahlbar durch (Name/Adresse)"],
}
LONGEST = replace(
    BILL,
    creditor=PostalAddress(
        "Regionales Betreibungsamt Hergiswil bei Willisau, Ufhusen und Luthern",
        "Oberdorfstrasse bei der alten Gemeindeverwaltung, rechter Eingang 2. O",
        "1234567890123456",
        "6133",
        "Hergiswil bei Willisau, Kanton LU",
    ),
    message="Gebühr für den Auszug aus dem Betreibungsregister. " * 2 + "x" * 38,
)
WIDEST = replace(
    BILL,
    creditor=PostalAddress("W" * 70, "W" * 70, "W" * 16, "W" * 16, "W" * 35),
    message="W" * 140,
)
BILLS = {
    "QRR": BILL,
    "SCOR": CREDITOR_BILL,
    "NON": PLAIN_BILL,
    "longest": LONGEST,
    "widest": WIDEST,
}


def slip(document: bytes) -> list[Written]:
    """Return what stands on the slip, measured from its upper left corner."""
    high = sizes(document)[-1][1]
    top = high - 105
    return [replace(it, y=it.y - top) for it in pieces(document, -1) if it.y > top]


def words(found: Iterable[Written]) -> list[str]:
    return [it.words for it in found]


@pytest.mark.parametrize("shape", SHEETS)
@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
def test_a_camera_reads_what_is_to_be_paid(bill: Bill, shape: Shape) -> None:
    texts = [code.text for code in scanned(render(billed(bill), PRINTED_AT, shape), -1)]

    assert texts == [payload(bill)]


def allowed(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Return texts of letters that a bill may hold."""
    letters = st.sampled_from([chr(letter) for letter in ALLOWED])
    return st.text(letters, min_size=least, max_size=most).filter(
        lambda text: bool(text.strip()) or not least
    )


@given(
    creditor=st.builds(
        PostalAddress,
        allowed(70, 1),
        allowed(70),
        allowed(16),
        allowed(16, 1),
        allowed(35, 1),
        st.sampled_from(["CH", "LI", "DE"]),
    ),
    message=allowed(140),
    amount=st.decimals("0.01", "999999999.99", places=2),
)
@settings(max_examples=25, deadline=None)
def test_whatever_keeps_the_rules_can_be_read_and_stays_in_its_column(
    creditor: PostalAddress, message: str, amount: Decimal
) -> None:
    bill = replace(BILL, creditor=creditor, message=message, amount=amount)
    assert faults(bill, amount) == ()

    document = render(billed(bill), PRINTED_AT)

    assert [code.text for code in scanned(document, -1)] == [payload(bill)]
    payers = [it for it in slip(document) if it.words == "Payable par (nom/adresse)"]
    assert [it.x for it in payers] == [pytest.approx(5, abs=0.1), pytest.approx(118, abs=0.1)]
    assert payers[0].y + 20 < 69
    assert payers[1].y + 26 < 101


def test_somebody_elses_program_understands_what_the_camera_reads() -> None:
    (code,) = scanned(render(billed(), PRINTED_AT), -1)
    lines = code.text.split("\r\n")

    assert (lines[:3], lines[30]) == (["SPC", "0200", "1"], "EPD")
    QRBill(
        account=lines[3],
        creditor=Creditor(
            name=lines[5],
            street=lines[6],
            building_number=lines[7],
            postal_code=lines[8],
            city=lines[9],
            country=lines[10],
        ),
        amount=Decimal(lines[18]),
        currency=lines[19],
        reference_type=lines[27],
        reference=lines[28],
        additional_information=lines[29],
    )


def test_the_code_has_its_size_and_place() -> None:
    (code,) = scanned(render(billed(), PRINTED_AT), -1)

    assert code.left == pytest.approx(67, abs=0.3)
    assert code.top == pytest.approx(209, abs=0.3)
    assert code.right - code.left == pytest.approx(46, abs=0.4)
    assert code.bottom - code.top == pytest.approx(46, abs=0.4)


def test_receipt_and_payment_part_stand_where_they_belong() -> None:
    found = {(it.words, it.size): it for it in slip(render(billed(), PRINTED_AT))}

    assert found["Récépissé", 11].x == pytest.approx(5, abs=0.1)
    assert found["Section paiement", 11].x == pytest.approx(67, abs=0.1)
    assert found["Compte / Payable à", 8].x == pytest.approx(118, abs=0.1)
    assert found["1 949.75", 8].y > 68
    assert found["1 949.75", 10].y > 68
    assert found["Point de dépôt", 6].y == pytest.approx(84, abs=0.2)


@pytest.mark.parametrize("language", HEADINGS)
def test_the_headings_are_those_of_the_guidelines(language: str) -> None:
    paper = billed(languages=("de", language), parts={"de": GERMAN, language: GERMAN})

    assert set(HEADINGS[language]) <= set(words(slip(render(paper, PRINTED_AT))))


@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
def test_only_the_typeface_and_sizes_of_the_guidelines_are_used(bill: Bill) -> None:
    found = slip(render(billed(bill), PRINTED_AT))

    assert {it.font for it in found} == {"LiberationSans", "LiberationSans-Bold"}
    assert all(6 <= it.size <= 11 for it in found)


@pytest.mark.parametrize("bill", [LONGEST, WIDEST], ids=["longest", "widest"])
def test_long_names_stay_clear_of_the_amount_and_nothing_is_cut(bill: Bill) -> None:
    assert faults(bill, bill.amount) == ()
    found = slip(render(billed(bill), PRINTED_AT))
    receipt = [it for it in found if it.x < 62]
    payer = next(it for it in receipt if it.words == "Payable par (nom/adresse)")
    amount = next(it for it in receipt if it.words == "Monnaie")

    assert payer.y + 20 < amount.y
    information = "".join(it.words for it in found if it.x > 117).replace(" ", "")
    for text in (bill.creditor.name, bill.creditor.street, bill.creditor.town, bill.message):
        assert text.replace(" ", "") in information
    lowest = next(it for it in found if it.x > 117 and it.words == "Payable par (nom/adresse)")
    assert lowest.y + 26 < 101


@pytest.mark.parametrize(
    "text", ["<b>Meier</b> & Söhne", "5 < 6 &amp; {0}", "Łukasz Šimůnek, Țara"]
)
def test_k06_k08_a_bill_is_printed_as_it_is_written(text: str) -> None:
    bill = replace(BILL, creditor=replace(BILL.creditor, name=text), message=text)
    document = render(billed(bill), PRINTED_AT)

    assert words(slip(document)).count(text) == 3
    assert [code.text for code in scanned(document, -1)] == [payload(bill)]


def test_the_country_is_said_where_it_is_another_one() -> None:
    creditor = replace(BILL.creditor, country="LI", postcode="9490", town="Vaduz")

    assert "LI-9490 Vaduz" in words(
        slip(render(billed(replace(BILL, creditor=creditor)), PRINTED_AT))
    )


def test_without_reference_and_message_their_headings_are_left_out() -> None:
    said = words(slip(render(billed(PLAIN_BILL), PRINTED_AT)))

    assert "Référence" not in said
    assert "Informations supplémentaires" not in said


def test_the_letter_above_says_until_when_and_what_happens_otherwise() -> None:
    said = [it.words for it in pieces(render(billed(), PRINTED_AT), -1) if it.y < SLIP_TOP]

    assert "24.12.2026" in said
    assert "CHF 1’949.75" in said
    assert "Ohne Zahlung bis dann erhalten Sie eine Mahnung." in said
    assert "Sans paiement dans ce délai, vous recevez un rappel." in said


def test_to_pay_is_one_of_the_next_steps() -> None:
    said = " ".join(words(pieces(render(billed(), PRINTED_AT), 0)))

    assert "Bezahlen Sie CHF 1’949.75 bis am 24.12.2026." in said


def test_a_bill_without_a_due_date_gives_none() -> None:
    document = render(billed(replace(BILL, due=None)), PRINTED_AT)

    assert "Zahlbar bis" not in words(pieces(document, -1))
    assert "Bezahlen Sie CHF 1’949.75. Wie" in " ".join(words(pieces(document, 0)))


def test_the_slip_stands_below_the_letter_where_there_is_room() -> None:
    bill = replace(RECEIPT, bill=BILL, fee=BILL.amount)
    few = confirmation(receipt=bill, parts={"de": GERMAN[:1]})
    without = render(confirmation(parts={"de": GERMAN[:1]}), PRINTED_AT)
    document = render(few, PRINTED_AT)

    assert len(sizes(document)) - len(sizes(without)) <= 1
    above = [it.y for it in pieces(document, -1) if it.font.startswith("Noto")]
    assert max(above) < SLIP_TOP - 3


@pytest.mark.parametrize("shape", SHEETS)
@pytest.mark.parametrize("times", [1, 20, 60, 120])
def test_however_much_is_said_nothing_is_printed_over_the_slip(times: int, shape: Shape) -> None:
    unpaid = Words({"de": "Ohne Zahlung bis dann erhalten Sie eine Mahnung. " * times})
    document = render(billed(replace(BILL, unpaid=unpaid)), PRINTED_AT, shape)
    high = sizes(document)[-1][1]

    letter = [it for it in pieces(document, -1) if it.font.startswith("Noto")]
    assert max(it.y for it in letter) < high - 105 - 3
    assert len(scanned(document, -1)) == 1


def test_on_a5_the_slip_has_a_sheet_of_its_own_laid_on_its_side() -> None:
    *letter, last = sizes(render(billed(), PRINTED_AT, Shape.A5))

    assert set(letter) == {(148, 210)}
    assert last == (210, 148)


def test_on_a_roll_there_is_no_slip_but_how_to_pay_without() -> None:
    document = render(billed(), PRINTED_AT, Shape.ROLL_80)
    said = words(pieces(document, 0))

    assert "Empfangsschein" not in said
    for line in ("CH44 3199 9123 0008 8901 2", "21 00000 00003 13947 14300 09017", "24.12.2026"):
        assert line in said
    assert len(scanned(document, 0)) == 1


@pytest.mark.parametrize("shape", Shape)
def test_a_bill_that_was_left_out_is_said_to_come_by_post(shape: Shape) -> None:
    paper = confirmation(receipt=replace(RECEIPT, left_out=("bill-iban",)))
    said = [
        piece
        for page in range(len(sizes(render(paper, PRINTED_AT, shape))))
        for piece in words(pieces(render(paper, PRINTED_AT, shape), page))
    ]

    assert said.count("Die Rechnung erhalten Sie per Post.") == 2
    assert not {"Empfangsschein", "Zahlteil"} & set(said)


def test_the_code_says_in_words_what_it_is() -> None:
    with pikepdf.open(BytesIO(render(billed(), PRINTED_AT))) as paper:
        figures = [str(it.Alt) for it in everything(paper.Root.StructTreeRoot.K) if "/Alt" in it]

    assert "Code QR pour payer: CHF 1 949.75, Stadt Musterwil, Einwohnerdienste" in figures


def test_who_listens_hears_each_line_by_itself() -> None:
    sheets = Sheets(Page(SLIP_WIDTH, SLIP_HEIGHT, 0, 0, SLIP_HEIGHT))

    set_slip(sheets, Element("Document"), BILL, Texts("de"), "de")

    lines = [mark.ink.words for mark in sheets.marks if isinstance(mark.ink, Letters)]
    assert "Empfangsschein " in lines
    assert all(line == f"{line.strip()} " for line in lines)


def everything(node: Any) -> Iterable[Any]:
    """Yield the structure elements at and below `node`."""
    yield node
    for kid in node.get("/K", []):
        if kid.get("/Type") == "/StructElem":
            yield from everything(kid)


def test_every_letter_that_a_bill_may_hold_has_a_glyph_of_its_typeface() -> None:
    text = "".join(chr(letter) for letter in ALLOWED)

    for weight in (Weight.BILL, Weight.BILL_BOLD):
        assert list(runs(text, weight)) == [(weight.value, text)]


def test_without_a_bill_there_is_no_slip() -> None:
    paper: Confirmation = confirmation()

    assert "Empfangsschein" not in words(pieces(render(paper, PRINTED_AT), -1))
