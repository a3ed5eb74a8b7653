from pathlib import Path

import pytest

from kiosk.documents.folder import DocumentFolder
from kiosk.documents.handing_in import hand_in
from kiosk.documents.refusal import Refusal
from kiosk.forms.answers import LATER, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Field, Limits
from kiosk.words import Words
from tests.fakes.files import JPEG, PDF, PNG


def field(kind: str, **limits: int) -> Field:
    return Field("/lease", kind, Words({"de": "Mietvertrag"}), limits=Limits(**limits))  # type: ignore[arg-type] # numbers


def handed_in(
    folder: Path, content: bytes, into: Field, entry: Entry = ""
) -> tuple[Attachment, ...] | Refusal:
    (folder / "Scan.pdf").write_bytes(content)
    source = DocumentFolder(folder)
    return hand_in(source, source.found()[0], into, entry)


@pytest.mark.parametrize("before", ["", LATER, (Attachment("a", "image/png", PNG),)])
def test_a_question_for_one_document_has_the_last_one(tmp_path: Path, before: Entry) -> None:
    found = handed_in(tmp_path, PDF, field("document"), before)
    assert isinstance(found, tuple)
    assert [one.content for one in found] == [PDF]


def test_front_and_back_stay_in_order_and_the_same_file_counts_once(tmp_path: Path) -> None:
    front = handed_in(tmp_path, PDF, field("documents"))
    assert isinstance(front, tuple)
    both = handed_in(tmp_path, JPEG, field("documents"), front)
    assert isinstance(both, tuple)
    assert [one.content for one in both] == [PDF, JPEG]
    again = handed_in(tmp_path, JPEG, field("documents"), both)
    assert again == both


def test_more_documents_than_the_question_takes_are_refused(tmp_path: Path) -> None:
    full = (Attachment("a", "image/png", PNG), Attachment("b", "image/jpeg", JPEG))
    assert handed_in(tmp_path, PDF, field("documents", max_items=2), full) is Refusal.TOO_MANY


def test_the_size_that_the_form_allows_is_the_cap(tmp_path: Path) -> None:
    assert handed_in(tmp_path, PDF, field("document", max_bytes=50)) is Refusal.TOO_LARGE


def test_a_file_that_is_not_taken_says_why(tmp_path: Path) -> None:
    assert handed_in(tmp_path, b"", field("document")) is Refusal.EMPTY
