"""Text broken into lines: plain, of bounded height, never wider than its place."""

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

MAX_CHARACTERS = 5_000
"""More than that is never laid out on a screen: Qt's time grows with the length of a word."""

INSEPARABLE = re.compile("(?<=«) | (?=[?!:;»])")
"""Spaces of French punctuation: a line never begins with a question mark."""

INVERTED = re.compile(r"-(?=(?:t-)?(?:il|elle|on|ils|elles|vous|nous)\b)")
"""The hyphen of a French question: *s’agit-il* is not broken."""

TIGHT, LOOSE = 1.22, 1.36
"""Distance of lines in em, for bold headings and for everything else."""


class Lines:
    """`text` in `font`, broken to `width` pixels.

    A word that is too long is broken anywhere, better at a soft hyphen. The distance of lines does
    not depend on the characters, so that stacked accents cannot push a page apart.

    Args:
        limit: the most lines, 0 for all; the last one then ends with an ellipsis.
    """

    def __init__(self, text: str, font: QFont, width: float, limit: int = 0) -> None:
        words = INSEPARABLE.sub("\u00a0", text[:MAX_CHARACTERS])
        if "-" in words:
            words = INVERTED.sub("\u2011", words)
        self._layout = QTextLayout(words.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._metrics = QFontMetricsF(font)
        bold = font.weight() >= QFont.Weight.Bold
        self._step = (TIGHT if bold else LOOSE) * font.pixelSize()
        self._limit = limit
        self._break(max(1.0, width))

    def _break(self, width: float) -> None:
        self._width = width
        self._layout.beginLayout()
        count, line = 0, self._layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            count, line = count + 1, self._layout.createLine()
        self._layout.endLayout()
        self.cut = 0 < self._limit < count
        self.count = max(1, min(count, self._limit) if self._limit else count)

    @property
    def height(self) -> float:
        """Height of all lines, in pixels."""
        return self.count * self._step

    @property
    def width(self) -> float:
        """Width of the longest line, in pixels."""
        found = min(self.count, self._layout.lineCount())
        return max((self._layout.lineAt(n).naturalTextWidth() for n in range(found)), default=0.0)

    def draw(
        self, painter: QPainter, place: QRectF, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        """Draw the lines with the painter's pen, from the top of `place`."""
        for number in range(min(self.count, self._layout.lineCount())):
            self._draw_line(painter, place, number, align)

    def _draw_line(
        self, painter: QPainter, place: QRectF, number: int, align: Qt.AlignmentFlag
    ) -> None:
        line = self._layout.lineAt(number)
        spare = place.width() - line.naturalTextWidth()
        left = place.left() + (spare / 2 if align & Qt.AlignmentFlag.AlignHCenter else 0)
        top = place.top() + number * self._step + (self._step - self._metrics.height()) / 2
        if self.cut and number == self.count - 1:
            rest = self._layout.text()[line.textStart() :]
            painter.setFont(self._layout.font())
            shown = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
            painter.drawText(QPointF(place.left(), top + self._metrics.ascent()), shown)
            return
        baseline = self._metrics.ascent() - line.ascent()
        line.draw(painter, QPointF(left - line.x(), top + baseline - line.y()))
