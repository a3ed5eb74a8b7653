"""What the PDF says about itself: metadata twice, language, colour space, identifiers.

It follows PDF/A (ISO 19005-2) in what can be tested here: embedded fonts, XMP, an output intent,
no encryption, no scripts, tags. It does not claim conformance, as nothing here could prove it.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from kiosk.receipt.pdf_colour import srgb_profile

PRODUCER = "Schalter"


@dataclass(frozen=True)
class About:
    """What the document is. `made` is aware; `source` names the receipt it was made from."""

    title: str
    author: str
    language: str
    made: datetime
    source: str


def describe(canvas: Any, about: About) -> None:
    """Write `about` into the document of `canvas`."""
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.title)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    made = about.made.strftime("D:%Y%m%d%H%M%S%z")
    canvas.setDateFormatter(lambda *_: f"{made[:-2]}'{made[-2:]}'")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    catalog = canvas._doc.Catalog  # noqa: SLF001 - there is no public way
    catalog.Metadata = _stream({"Type": "Metadata", "Subtype": "XML"}, _xmp(about))
    catalog.OutputIntents = PDFArray([_output_intent(canvas._doc)])  # noqa: SLF001 - as above
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


def _output_intent(document: Any) -> Any:
    """Return what the colours of the document mean (ISO 32000-1, 14.11.5)."""
    profile = _stream({"N": 3}, srgb_profile())
    profile.filters = [PDFZCompress]
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB (IEC 61966-2-1)"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _stream(entries: dict[str, str | int], content: bytes) -> Any:
    named = {
        name: PDFName(value) if isinstance(value, str) else value for name, value in entries.items()
    }
    return PDFStream(PDFDictionary(named), content)


def _xmp(about: About) -> bytes:
    """Return the metadata once more, as XMP (ISO 16684-1)."""
    made = about.made.isoformat(timespec="seconds")
    title, author, language = (
        escape(value) for value in (about.title, about.author, about.language)
    )
    document = uuid5(NAMESPACE_URL, about.source)
    instance = uuid5(document, made)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()
