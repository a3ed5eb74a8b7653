"""Files as strangers bring them: judged by what is in them, before anything is decoded."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pypdfium2
import pytest

from kiosk.documents.judging import judged
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits
from kiosk.receipt.pdf import render
from tests.fakes.files import JPEG, PDF, PNG, chunk, pdf, png
from tests.unit.receipt.papers import PRINTED_AT, confirmation

PDF_TYPE = "application/pdf"


def refusal(content: bytes, name: str = "Mietvertrag.pdf", **field: object) -> Refusal:
    with pytest.raises(RefusedDocumentError) as caught:
        judged(name, content, **field)  # type: ignore[arg-type] # what the test tries
    return caught.value.refusal


def packed(objects: bytes, more: bytes = b"", *, times: int = 1) -> bytes:
    """A PDF with `objects` in an object stream."""
    for _ in range(times):
        objects = zlib.compress(objects)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode" + more + b" >>\n"
    return pdf(b"9 0 obj\n" + head + b"stream\n" + objects + b"\nendstream\nendobj\n")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")],
    ids=["pdf", "jpeg", "png"],
)
def test_the_content_says_what_it_is_and_not_the_name(content: bytes, media_type: str) -> None:
    found = judged("Lebenslauf.docx", content)
    assert (found.media_type, found.content, found.name) == (
        media_type,
        content,
        "Lebenslauf.docx",
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Refusal.UNKNOWN),
        (b"MZ\x90\x00", Refusal.UNKNOWN),
        (b"GIF89a", Refusal.UNKNOWN),
        (b"\0\0\0\x18ftypheic" + bytes(50), Refusal.PHONE_PICTURE),
        (b"\0\0\0\x18ftypmp42" + bytes(50), Refusal.UNKNOWN),
        (b"junk\n" + PDF, Refusal.UNKNOWN),
    ],
    ids=["empty", "svg", "program", "gif", "heic", "film", "pdf-behind-junk"],
)
def test_what_is_no_pdf_jpeg_or_png_is_refused(content: bytes, why: Refusal) -> None:
    assert refusal(content) is why


def test_more_bytes_than_the_field_or_the_kiosk_takes_are_refused() -> None:
    assert refusal(PDF, most=10) is Refusal.TOO_LARGE
    large = PDF + bytes(limits.DOCUMENT_BYTES)
    assert refusal(large, most=10 * limits.DOCUMENT_BYTES) is Refusal.TOO_LARGE


def test_a_type_the_question_does_not_take_is_refused() -> None:
    assert refusal(PNG, accept=("application/pdf",)) is Refusal.NOT_ACCEPTED


# --- Pictures ------------------------------------------------------------------------------------


def test_a_picture_of_50_000_by_50_000_is_refused_by_its_header() -> None:
    assert refusal(png(50_000, 50_000)) is Refusal.TOO_MANY_PIXELS
    sized = JPEG.replace(b"\x08\x00\x02\x00\x03", b"\x08" + struct.pack(">HH", 50_000, 50_000))
    assert sized != JPEG
    assert refusal(sized) is Refusal.TOO_MANY_PIXELS


def test_a_picture_without_a_size_is_broken() -> None:
    assert refusal(png(0, 7)) is Refusal.BROKEN


@pytest.mark.parametrize("content", [JPEG, PNG], ids=["jpeg", "png"])
def test_a_picture_cut_anywhere_is_refused_and_never_an_accident(content: bytes) -> None:
    for end in range(9, len(content)):
        assert refusal(content[:end]) is Refusal.BROKEN, end


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    assert refusal(JPEG[:-2] + b"\xff\xda\x00\x02" * 500 + JPEG[-2:]) is Refusal.BROKEN


def test_a_jpeg_of_endless_segments_is_refused_in_time() -> None:
    for filling in (b"\xff\xe1\x00\x02", b"\xff"):
        assert refusal(JPEG[:2] + filling * 1_000_000 + JPEG[2:]) is Refusal.BROKEN


def test_a_png_whose_chunks_never_end_is_refused_in_time() -> None:
    chunks = chunk(b"tEXt", b"") * 100_000
    assert refusal(PNG[:33] + chunks + PNG[33:]) is Refusal.BROKEN


# --- Two things in one ---------------------------------------------------------------------------


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("run.js", "1")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        PDF + archive(),
        JPEG + archive(),
        PNG + archive(),
        PNG + b"more",
        PDF + b"more",
        JPEG[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\n" + JPEG[2:],
        JPEG[:2] + b"\xff\xfe\x00\x0a<SCRIPT>" + JPEG[2:],
    ],
    ids=["pdf+zip", "jpeg+zip", "png+zip", "png+more", "pdf+more", "jpeg+pdf", "jpeg+script"],
)
def test_a_file_that_is_something_else_as_well_is_refused(content: bytes) -> None:
    assert refusal(content) is Refusal.TWOFOLD


# --- PDF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "action",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        b"/AA << /O << /S /Launch /F (calc.exe) >> >>",
        b"/Names << /EmbeddedFiles 5 0 R >>",
        b"/AcroForm << /XFA 5 0 R >>",
        b"/A << /S /SubmitForm >>",
        b"/S /J#61vaScript",
    ],
)
def test_a_pdf_that_does_something_is_refused(action: bytes) -> None:
    within = b"7 0 obj\n<< " + action + b" >>\nendobj\n"
    assert refusal(pdf(within)) is Refusal.ACTIVE
    assert refusal(packed(b"7 0 << " + action + b" >>")) is Refusal.ACTIVE


def test_names_that_only_look_alike_do_no_harm() -> None:
    judged("a.pdf", pdf(b"7 0 obj\n<< /JSB 1 /EncryptMetadata true /Launcher 2 >>\nendobj\n"))


def test_the_text_of_a_page_may_say_javascript() -> None:
    said = b"8 0 obj\n<< /Length 20 >>\nstream\n(/JavaScript) Tj\nendstream\nendobj\n"
    judged("a.pdf", pdf(said))


@pytest.mark.parametrize("name", [b"/Encrypt 4 0 R", b"/Encr#79pt 4 0 R"])
def test_a_pdf_with_a_password_is_refused(name: bytes) -> None:
    assert refusal(pdf(trailer=name)) is Refusal.ENCRYPTED


def test_a_pdf_with_a_password_is_called_so_though_nothing_in_it_can_be_unpacked() -> None:
    scrambled = packed(b"secret", times=0)
    encrypted = scrambled.replace(b"trailer\n<< ", b"trailer\n<< /Encrypt 4 0 R ")
    assert encrypted != scrambled
    assert refusal(encrypted) is Refusal.ENCRYPTED


@pytest.mark.parametrize(
    "content",
    [
        PDF[:-6],
        b"%PDF-1.7\n%%EOF\n",
        packed(b"7 0 << >>", times=0),
        packed(b"7 0 << >>", b" /DecodeParms << /Predictor 12 >>"),
        packed(bytes(30_000_000)),
    ],
    ids=["cut", "without-a-page", "not-packed", "predicted", "bomb"],
)
def test_a_pdf_that_cannot_be_searched_is_refused(content: bytes) -> None:
    assert refusal(content) is Refusal.BROKEN


def test_pages_are_counted_also_where_they_are_packed() -> None:
    pages = b"<< /Type /Page >>\n" * (limits.DOCUMENT_PAGES + 1)
    assert refusal(pdf(pages)) is Refusal.TOO_MANY_PAGES
    assert refusal(packed(pages)) is Refusal.TOO_MANY_PAGES


def test_the_pages_of_a_pdf_are_told_where_they_are_certain() -> None:
    assert judged("a.pdf", PDF).pages == 1
    paper = render(confirmation(), PRINTED_AT)
    assert judged("a.pdf", paper).pages == len(pypdfium2.PdfDocument(paper)) == 2
    assert judged("a.jpg", JPEG).pages == 0


def test_a_pdf_that_still_holds_pages_it_lost_tells_no_number() -> None:
    assert judged("a.pdf", pdf(b"<< /Type /Page >>\n")).pages == 0
    two = pdf(b"<< /Type /Page >>\n<< /Type /Pages /Count 2 >>\n")
    assert judged("a.pdf", two).pages == 2


def test_more_streams_than_pages_could_need_are_refused_in_time() -> None:
    assert refusal(pdf(b"stream\nendstream\n" * 500_000)) is Refusal.BROKEN


def test_streams_that_never_end_cost_no_time() -> None:
    judged("a.pdf", pdf(b"stream\n" * 1_000_000))


def test_the_paper_of_the_kiosk_itself_is_taken() -> None:
    assert judged("Quittung.pdf", render(confirmation(), PRINTED_AT)).media_type == PDF_TYPE


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Mietvertrag Łukasz.pdf", "Mietvertrag Łukasz.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("Foto 🐶.jpg", "Foto _.jpg"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("", "_"),
        ("a\udcff\n.pdf", "a .pdf"),
        ("<b>Pass</b>.pdf", "<b>Pass</b>.pdf".replace("/", "_")),
    ],
)
def test_a_name_is_shown_plainly_and_is_no_path(name: str, shown: str) -> None:
    assert judged(name, PDF).name == shown


def test_a_long_name_keeps_its_ends() -> None:
    name = judged("Anfang" + "x" * 300 + ".pdf", PDF).name
    assert name.startswith("Anfang")
    assert name.endswith(".pdf")
    assert len(name) <= 60


def cut(content: bytes) -> Iterable[bytes]:
    return (content[:end] for end in range(len(content)))


def test_a_pdf_cut_anywhere_is_refused_and_never_an_accident() -> None:
    for part in cut(PDF[:-7]):
        assert refusal(part) in {Refusal.EMPTY, Refusal.UNKNOWN, Refusal.BROKEN}
