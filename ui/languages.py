"""Languages by the name their speakers give them; no flags."""

from functools import cache

from kiosk.texts import Texts


@cache
def texts_in(language: str) -> Texts:
    """Return the kiosk's texts in `language`; they are the same for every visitor."""
    return Texts(language)


def own_name(language: str) -> str:
    """Return what `language` calls itself: *Français*."""
    return texts_in(language)("frame-language")
