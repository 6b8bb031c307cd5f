"""The vocabulary of ``layouts/*.toml``: what stands where on a printed form.

Lengths are millimetres from the top left corner of the page. A text is a template: ``{key}`` is the
value of a field, ``{key|form}`` that value in one of ``eval.specimens.forms.FORMS``. The fields a
layout names are the fields its specimens have ground truth for.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.specs import Spec, need, read_specs

LAYOUTS = Path(__file__).with_name("layouts")
PLACEHOLDER = re.compile(r"\{(\w+)(?:\|(\w+))?\}")

Align = Literal["left", "centre", "right", "spread"]


class Style(Spec):
    """How a kind of text is printed."""

    fonts: tuple[str, ...]
    """Names in ``eval.specimens.fonts.FAMILIES``; each specimen takes one."""
    size: float
    colour: str = "#202020"
    squeeze: float = 1.0
    """Width of the characters against the font's own."""
    spacing: float = 0.0
    """Extra room after each character, in its size."""
    barred_zero: bool = False
    """True for the licence printers whose zero has a bar across."""
    dots: bool = False
    """True for needle printers."""
    shifts: bool = False
    """True for what is printed into the form later, hence never quite in place."""
    offset: tuple[float, float] = (0.0, 0.0)
    """Where an edition prints this against the places declared for its texts."""


class Text(Spec):
    """One text; what does not fit ``width`` goes on in further lines, then becomes smaller."""

    at: tuple[float, float]
    """Left, centre or right end of the first line, as ``align`` says, and its top."""
    text: str
    style: str = "label"
    size: float = 0.0
    """Other than the style's; 0 for the style's."""
    width: float = 0.0
    """Room for the text; 0 for no limit."""
    lines: int = 1
    leading: float = 1.35
    align: Align = "left"
    vertical: bool = False


class Rule(Spec):
    """A straight line."""

    line: tuple[float, float, float, float]
    width: float = 0.15
    colour: str = "#404040"
    dotted: bool = False


class Box(Spec):
    """A rectangle."""

    box: tuple[float, float, float, float]
    width: float = 0.2
    colour: str = "#404040"
    fill: str = ""
    radius: float = 0.0


class Mark(Spec):
    """Something drawn by a routine: a seal, a portrait, a code, a border."""

    kind: str
    """Name in ``eval.specimens.marks.MARKS``."""
    box: tuple[float, float, float, float]
    text: str = ""
    colour: str = "#c8322d"
    over: bool = True
    """False for what lies under the text."""


class Cell(Spec):
    """One cell of a grid."""

    w: float
    text: str = ""
    style: str = "label"
    size: float = 0.0
    lines: int = 1
    leading: float = 1.35
    align: Align = "left"


class Row(Spec):
    """One row of a grid."""

    height: float
    cells: tuple[Cell, ...]


class Grid(Spec):
    """A ruled table of cells."""

    at: tuple[float, float]
    rows: tuple[Row, ...]
    width: float = 0.2
    colour: str = "#404040"


class Column(Spec):
    """One column of a repeated row; ``at`` is its left, centre or right end as ``align`` says."""

    key: str
    at: float
    width: float = 0.0
    align: Align = "left"
    lines: int = 1
    down: float = 0.0
    """How far below the top of its row it stands."""
    label: str = ""
    """Printed before the value, where the rows are blocks without a heading above them."""
    label_at: float = 0.0


class Repeat(Spec):
    """The rows of a table field."""

    key: str
    top: float
    step: float
    even: bool = False
    """True where every row takes one step, however many lines a cell of it has."""
    style: str = "value"
    columns: tuple[Column, ...]


class Layout(Spec):
    """One edition of one printed form."""

    id: str
    like: str = ""
    """Id of the layout this edition repeats: its styles and constants replace those of the same
    name, its texts, lines and marks are added."""
    without: tuple[str, ...] = ()
    """Texts (as declared), kinds of marks and constants this edition leaves out."""
    moved: tuple[float, float] = (0.0, 0.0)
    """How far across and down what it takes from that layout stands here."""
    type: str
    """Id of the document type."""
    variant: str = ""
    """Which kind of facts it is for, where the type has several."""
    size: tuple[float, float] = (0.0, 0.0)
    dpi: int = 250
    ground: str = "plain"
    """Name in ``eval.specimens.grounds.GROUNDS``."""
    tints: tuple[str, ...] = ("#fbfbf8",)
    corner: float = 0.0
    spared: tuple[str, ...] = ()
    """Effects that never befall its pictures: nobody photocopies a number plate."""
    constants: dict[str, str] = Field(default_factory=dict)
    """Fields whose value is part of the printed form, such as its title."""
    styles: dict[str, Style] = Field(default_factory=dict)
    texts: tuple[Text, ...] = Field(default=(), alias="text")
    rules: tuple[Rule, ...] = Field(default=(), alias="rule")
    boxes: tuple[Box, ...] = Field(default=(), alias="box")
    marks: tuple[Mark, ...] = Field(default=(), alias="mark")
    grids: tuple[Grid, ...] = Field(default=(), alias="grid")
    repeats: tuple[Repeat, ...] = Field(default=(), alias="repeat")

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields this form shows, in the order they are declared."""
        templates = [text.text for text in self.texts]
        templates += [cell.text for grid in self.grids for row in grid.rows for cell in row.cells]
        templates += [mark.text for mark in self.marks]
        found = [key for each in templates for key, _ in PLACEHOLDER.findall(each)]
        return tuple(dict.fromkeys(found + [repeat.key for repeat in self.repeats]))


@cache
def layouts() -> dict[str, Layout]:
    """Return every layout by id, read once; raises ``SpecError`` when one does not fit."""
    found = read_specs(LAYOUTS, Layout)
    for layout in found.values():
        need(layout.id, "layout", [layout.like] if layout.like else [], found)
    return {key: complete(layout, found) for key, layout in found.items()}


def complete(edition: Layout, found: Mapping[str, Layout]) -> Layout:
    """Return a layout together with what it takes from the one it is like."""
    if not edition.like:
        return edition
    model = shifted(found[edition.like], edition.moved)
    own = {name: getattr(edition, name) for name in edition.model_fields_set}
    own["styles"] = model.styles | edition.styles
    constants = model.constants | edition.constants
    own["constants"] = {key: constants[key] for key in constants if key not in edition.without}
    texts = tuple(text for text in model.texts if text.text not in edition.without)
    marks = tuple(mark for mark in model.marks if mark.kind not in edition.without)
    own |= {"texts": texts + edition.texts, "marks": marks + edition.marks}
    for name in ("rules", "boxes", "grids", "repeats"):
        own[name] = getattr(model, name) + getattr(edition, name)
    return model.model_copy(update=own)


def shifted(layout: Layout, by: tuple[float, float]) -> Layout:
    """Return a layout with everything on it moved across and down."""

    def move(items: Sequence[Spec], name: str) -> tuple[Spec, ...]:
        return tuple(
            item.model_copy(
                update={
                    name: tuple(a + b for a, b in zip(getattr(item, name), by * 2, strict=False))
                }
            )
            for item in items
        )

    return layout.model_copy(
        update={
            "texts": move(layout.texts, "at"),
            "grids": move(layout.grids, "at"),
            "rules": move(layout.rules, "line"),
            "boxes": move(layout.boxes, "box"),
            "marks": move(layout.marks, "box"),
        }
    )


def layouts_of(type_id: str) -> tuple[Layout, ...]:
    """Return the layouts of a document type, in order of id."""
    return tuple(layout for layout in layouts().values() if layout.type == type_id)
