from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from ui.fonts import FILES, FontMissingError, register_fonts
from ui.icons import FOLDER, IconMissingError, crest, icon, names
from ui.theme import Role, Theme

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">{}</svg>'
SHIELD = SVG.format('<rect width="10" height="20" fill="#123456"/>')


def test_every_text_is_set_in_the_bundled_font(theme: Theme) -> None:
    for role in Role:
        assert QFontInfo(theme.font(role)).family() == "Noto Sans"


def test_a_missing_font_is_an_error_and_no_substitute(tmp_path: Path) -> None:
    with pytest.raises(FontMissingError, match=FILES[0]):
        register_fonts(tmp_path)


def test_an_icon_is_drawn_in_the_colour_asked_for() -> None:
    image = icon("check", "#1c4a6e", 48)
    inked = [
        image.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {colour.name() for colour in inked} == {"#1c4a6e"}


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(IconMissingError):
        icon("no-such-icon", "#000000", 10)


def test_every_bundled_icon_takes_the_themes_colour(qtbot: QtBot) -> None:
    assert names()
    for path in FOLDER.glob("*.svg"):
        assert "currentColor" in path.read_text(encoding="utf-8"), path.name


def test_a_crest_keeps_its_proportions() -> None:
    image = crest(SHIELD, 40)
    assert image is not None
    assert (image.width(), image.height()) == (20, 40)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "no svg at all",
        "<svg",
        SVG.format('<image href="file:///etc/hostname" width="9" height="9"/>'),
        SVG.format("<script>1</script>"),
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]>' + SHIELD,
        SVG.format(" " * 70_000),
    ],
)
def test_a_crest_that_could_do_more_than_be_seen_is_not_drawn(
    source: str, caplog: pytest.LogCaptureFixture, qtlog: object
) -> None:
    assert crest(source, 40) is None
