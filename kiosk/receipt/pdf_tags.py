"""The structure tree of a tagged PDF: what a screen reader walks through (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)


@dataclass(eq=False)
class Element:
    """A node of the tree. `role` is a standard structure type such as `H1`, `P` or `TH`.

    Attributes:
        language: BCP 47, where it differs from the document's.
        alt: what a figure shows, in words.
        scope: of a `TH`: `Row` or `Column`.
        marks: where its content stands: page number from 0, and id on that page.
    """

    role: str
    language: str = ""
    alt: str = ""
    scope: str = ""
    kids: "list[Element]" = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, role: str, *, language: str = "", alt: str = "", scope: str = "") -> "Element":
        """Append a child and return it."""
        child = Element(role, language, alt, scope)
        self.kids.append(child)
        return child


class Tags:
    """Marks what is drawn on a canvas, and writes the tree into its document."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - reportlab has no public way to its objects
        self._owners: list[list[Element]] = []

    @contextmanager
    def marking(self, page: int, element: Element | None) -> Iterator[None]:
        """Mark what is drawn inside as content of `element`, or as decoration."""
        if element is None:
            self._canvas.addLiteral("/Artifact BMC")
        else:
            self._own(page, element)
        yield
        self._canvas.addLiteral("EMC")

    def _own(self, page: int, element: Element) -> None:
        while len(self._owners) <= page:
            self._owners.append([])
        number = len(self._owners[page])
        self._owners[page].append(element)
        element.marks.append((page, number))
        self._canvas.addLiteral(f"/{element.role} <</MCID {number}>> BDC")

    def write(self, root: Element) -> None:
        """Write the tree below `root`, once every page has been shown."""
        names = {element: f"Tag{number}" for number, element in enumerate(_walk(root))}
        catalog = self._document.Catalog
        top = PDFObjectReference("TagRoot")
        self._write_element(root, top, names)
        self._document.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("StructTreeRoot"),
                    "K": PDFObjectReference(names[root]),
                    "ParentTree": PDFDictionary({"Nums": self._owners_by_page(names)}),
                    "ParentTreeNextKey": len(self._owners),
                }
            ),
            "TagRoot",
        )
        catalog.StructTreeRoot = top
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _write_element(self, element: Element, parent: Any, names: dict[Element, str]) -> None:
        here = PDFObjectReference(names[element])
        entries = {
            "Type": PDFName("StructElem"),
            "S": PDFName(element.role),
            "P": parent,
            "K": PDFArray(
                [
                    *(_content(page, number) for page, number in element.marks),
                    *(PDFObjectReference(names[kid]) for kid in element.kids),
                ]
            ),
            "Lang": element.language and PDFString(element.language),
            "Alt": element.alt and PDFString(element.alt),
            "A": element.scope and _table_attributes(element.scope),
        }
        written = PDFDictionary({key: value for key, value in entries.items() if value != ""})
        self._document.Reference(written, names[element])
        for kid in element.kids:
            self._write_element(kid, here, names)

    def _owners_by_page(self, names: dict[Element, str]) -> Any:
        numbers: list[Any] = []
        for page, owners in enumerate(self._owners):
            written = self._document.idToObject[f"Page{page + 1}"]
            written.__NoDefault__ = [*written.__NoDefault__, "StructParents", "Tabs"]
            written.StructParents = page
            written.Tabs = PDFName("S")
            numbers += [page, PDFArray([PDFObjectReference(names[owner]) for owner in owners])]
        return PDFArray(numbers)


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        yield from _walk(kid)


def _content(page: int, number: int) -> Any:
    return PDFDictionary(
        {
            "Type": PDFName("MCR"),
            "Pg": PDFObjectReference(f"Page{page + 1}"),
            "MCID": number,
        }
    )


def _table_attributes(scope: str) -> Any:
    return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(scope)})
