import pytest

from kiosk.documents.refusal import Refusal
from kiosk.texts import Texts, languages


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_says_what_is_wrong_and_what_to_do(refusal: Refusal, language: str) -> None:
    words = Texts(language)(f"document-{refusal.value}", limit=100)
    assert words.count(".") >= 2
