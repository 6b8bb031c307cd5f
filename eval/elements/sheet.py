"""A document laid out as blocks: what both the Word maker and the text maker print."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Where a block stands on its line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    INDENTED = "indented"


class Holder(StrEnum):
    """What a block stands in."""

    FLOW = "flow"
    BOX = "box"
    """A text box."""
    TABLE = "table"
    """A table without lines that only places its words; each line is a cell of one row."""


@dataclass(frozen=True)
class Block:
    """Words that are set alike: a line break inside is one inside the paragraph."""

    text: str
    side: Side = Side.LEFT
    size: float = 16
    font: str = "仿宋"
    bold: bool = False
    red: bool = False
    holder: Holder = Holder.FLOW
    rows: tuple[tuple[str, ...], ...] = ()
    share: float = 0.62
    """Of the width, which the first of two cells takes."""
    new_page: bool = False
    rule: bool = False
    """Whether a rule runs below it."""
