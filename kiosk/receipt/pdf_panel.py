"""The case at a glance, beside the code that verifies it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.receipt.pdf_blocks import Blocks, Row, said
from kiosk.receipt.pdf_codes import QUIET_ZONE, modules
from kiosk.receipt.pdf_sheet import MM, Box, Code, Column, Text, height
from kiosk.receipt.sayings import Saying

_CELL = 1.5 * MM


@dataclass(frozen=True)
class Glance:
    """What the panel says. `alt` says in words what the code is."""

    label: Saying
    case: str
    rows: Sequence[Row]
    address: str
    alt: str
    caption: Saying


def set_panel(blocks: Blocks, glance: Glance) -> None:
    """Set `glance` on a tinted ground; on a roll between two lines, the code below."""
    _Panel(blocks, glance).set()


class _Panel:
    def __init__(self, blocks: Blocks, glance: Glance) -> None:
        look = blocks.look
        self._blocks, self._glance, self._look = blocks, glance, look
        self._inner = blocks.sheets.here.inner
        beside = 0 if look.stacked else look.code + look.padding
        self._width = self._inner - 2 * look.padding - beside

    def set(self) -> None:
        """Set it where the cursor is."""
        if self._look.stacked:
            self._stacked()
        else:
            self._beside()

    def _stacked(self) -> None:
        sheets, line = self._blocks.sheets, self._look.colours.line
        sheets.rule(line)
        sheets.down(2 * MM)
        self._case()
        sheets.down(2 * MM)
        self._code(0, self._inner)
        sheets.down(2 * MM)
        sheets.rule(line)
        sheets.down(2 * MM)

    def _beside(self) -> None:
        sheets, look = self._blocks.sheets, self._look
        sheets.space(look.air * 3 * MM)
        high = self._height()
        sheets.keep(high)
        top, left = sheets.cursor, sheets.here.left
        sheets.draw(Box(left, top.y, self._inner, high, look.colours.wash))
        sheets.draw(Box(left, top.y, 1.2 * MM, high, look.colours.accent))
        sheets.down(look.padding)
        self._case()
        sheets.cursor = replace(top, y=top.y + look.padding)
        self._code(self._inner - look.padding - look.code, look.code)
        sheets.cursor = replace(top, y=top.y + high)

    def _head(self) -> list[Text]:
        kind = self._look.type
        return [
            *said(self._glance.label, kind.label, kind.label_other),
            Text(self._glance.case, kind.case),
        ]

    def _caption(self) -> list[Text]:
        return said(self._glance.caption, self._look.type.small, self._look.type.small)

    def _height(self) -> float:
        rows = sum(
            self._blocks.row_height(row, self._width, self._values()) + _CELL
            for row in self._glance.rows
        )
        left = height(self._head(), self._width) + _CELL + rows
        right = self._look.code + _CELL + height(self._caption(), self._look.code)
        return max(left, right) + 2 * self._look.padding

    def _values(self) -> float:
        return self._look.glance + self._look.gutter

    def _case(self) -> None:
        blocks, x = self._blocks, self._look.padding
        blocks.sheets.columns(Column(x, self._width, self._head(), blocks.root.add("P")))
        blocks.sheets.down(_CELL)
        table = blocks.root.add("Table")
        for row in self._glance.rows:
            blocks.sheets.down(_CELL)
            blocks.cells(table, row, x, self._width, self._values())

    def _code(self, x: float, caption_width: float) -> None:
        sheets, size, glance = self._blocks.sheets, self._look.code, self._glance
        rows = modules(glance.address)
        edge = QUIET_ZONE * size / (len(rows) + 2 * QUIET_ZONE)
        outdent = edge if self._look.stacked else 0  # the margin is white, too
        left, y, ink = sheets.here.left + x - outdent, sheets.cursor.y, self._look.colours.ink
        figure = self._blocks.root.add("Figure", alt=glance.alt)
        sheets.draw(Box(left, y, size, size, "#ffffff"))
        sheets.draw(Code(left + edge, y + edge, size - 2 * edge, rows, ink), figure)
        sheets.down(size + _CELL)
        sheets.columns(Column(x, caption_width, self._caption(), figure.add("Caption")))
