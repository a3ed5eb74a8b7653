"""What the document says about itself, read back by other libraries than the one that wrote it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from kiosk.receipt.pdf import render
from kiosk.receipt.pdf_colour import srgb_profile
from kiosk.receipt.shape import Shape
from tests.unit.receipt.papers import PRINTED_AT, RECEIPT, bilingual, billed, confirmation

EMBEDDED = {"/FontFile2"}


@pytest.fixture(scope="module", params=Shape, ids=lambda shape: shape.value)
def paper(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(render(billed(), PRINTED_AT, request.param))) as opened:
        yield opened


def test_the_metadata_is_there_twice_and_says_the_same(paper: pikepdf.Pdf) -> None:
    told = paper.open_metadata()

    assert told["dc:title"] == str(paper.docinfo["/Title"]) == "Eingangsbestätigung LU-2026-000123"
    assert told["dc:creator"] == [str(paper.docinfo["/Author"])] == ["Stadt Musterwil"]
    assert told["pdf:Producer"] == str(paper.docinfo["/Producer"]) == "Schalter"
    assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == PRINTED_AT.isoformat()
    assert str(paper.docinfo["/CreationDate"]) == "D:20261124103300+01'00'"


def test_the_metadata_can_be_read_without_unpacking(paper: pikepdf.Pdf) -> None:
    assert "/Filter" not in paper.Root.Metadata


def test_it_claims_no_conformance_that_nobody_proved(paper: pikepdf.Pdf) -> None:
    assert paper.open_metadata().pdfa_status == ""


def test_the_colours_are_those_of_srgb(paper: pikepdf.Pdf) -> None:
    (intent,) = paper.Root.OutputIntents

    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", "sRGB")
    assert int(intent.DestOutputProfile.N) == 3
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_every_font_is_embedded_and_can_be_searched(paper: pikepdf.Pdf) -> None:
    fonts = [it for it in dictionaries(paper) if it.get("/Type") == "/Font"]

    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert EMBEDDED & set(font.FontDescriptor.keys())
        assert "+" in str(font.BaseFont)


def test_there_is_nothing_that_acts_hides_or_shines_through(paper: pikepdf.Pdf) -> None:
    assert not paper.is_encrypted
    assert not paper.attachments
    forbidden = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/SMask", "/Transparency"}
    for found in dictionaries(paper):
        assert not forbidden & set(found.keys())


def test_other_content_has_another_identity() -> None:
    again = replace(RECEIPT, case="LU-2026-000124", verify_url="https://portal.example/verify/124")
    papers = [confirmation(), confirmation(receipt=again), bilingual()]
    names = [identity(render(paper, PRINTED_AT)) for paper in papers]

    assert len({name for name, _ in names}) == 3
    assert names[0][1] == names[2][1] != names[1][1]


def test_the_same_content_has_the_same_identity() -> None:
    first, second = (identity(render(bilingual(), PRINTED_AT)) for _ in range(2))

    assert first == second


def identity(document: bytes) -> tuple[bytes, str]:
    """Return the identifier of the file, and that of the receipt it was made from."""
    with pikepdf.open(BytesIO(document)) as paper:
        return bytes(paper.trailer.ID[0]), str(paper.open_metadata()["xmpMM:DocumentID"])


def dictionaries(paper: pikepdf.Pdf) -> list[Any]:
    """Return every dictionary that is an object of its own."""
    objects: Any = paper.objects
    return [it for it in objects if isinstance(it, pikepdf.Dictionary | pikepdf.Stream)]


def test_the_profile_is_srgb_as_others_know_it() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    levels = (0, 20, 77, 121, 200, 255)
    colours = bytes(
        level for red in levels for green in levels for blue in levels
        for level in (red, green, blue)
    )  # fmt: skip
    picture = Image.frombytes("RGB", (len(colours) // 3, 1), colours)

    converted = ImageCms.profileToProfile(picture, ours, theirs)

    assert converted is not None
    differences = [
        abs(one - other) for one, other in zip(colours, converted.tobytes(), strict=True)
    ]
    assert max(differences) <= 1


def test_the_profile_says_how_long_it_is() -> None:
    assert int.from_bytes(srgb_profile()[:4], "big") == len(srgb_profile())
    assert ImageCms.getProfileDescription(
        ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    ).startswith("sRGB")
