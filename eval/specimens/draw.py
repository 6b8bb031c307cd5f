"""The one routine that draws a form from its layout and the values on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from PIL import Image, ImageChops, ImageColor, ImageDraw

from eval.specimens.forms import Values, print_template
from eval.specimens.grounds import GROUNDS
from eval.specimens.ink import fit, ink
from eval.specimens.layout import Box, Column, Grid, Layout, Mark, Repeat, Row, Rule, Style, Text
from eval.specimens.marks import MARKS, STAMPS

Item = TypeVar("Item")

MILLIMETRES = 25.4
MISPLACED = 0.35
"""Millimetres by which what is printed into a form may be off, either way."""
PADDING = 1.0
"""Millimetres between a cell's border and its text."""


@dataclass(frozen=True)
class Placed:
    """One line of text as drawn: its box in pixels, and whether it came from a field."""

    text: str
    box: tuple[int, int, int, int]
    filled: bool


def inked(stamp: Image.Image, under: Image.Image) -> Image.Image:
    """Return a stamp as its ink lies on what is printed under it: dark print stays dark."""
    mixed = ImageChops.multiply(stamp.convert("RGB"), under.convert("RGB"))
    mixed.putalpha(stamp.getchannel("A"))
    return mixed


class Sheet:
    """A form being drawn; ``image`` is the result and ``placed`` what was written where."""

    def __init__(self, layout: Layout, values: Values, rng: Random) -> None:
        self.layout = layout
        self.values = values
        self.rng = rng
        self.scale = layout.dpi / MILLIMETRES
        size = (self.pixels(layout.size[0]), self.pixels(layout.size[1]))
        self.image = GROUNDS[layout.ground](size, layout.tints, rng)
        self.placed: list[Placed] = []
        self.families = {name: rng.choice(style.fonts) for name, style in layout.styles.items()}
        self.shift = tuple(rng.uniform(-MISPLACED, MISPLACED) for _ in range(2))

    def pixels(self, length: float) -> int:
        """Return a length in millimetres as whole pixels."""
        return round(length * self.scale)

    def mark(self, mark: Mark) -> None:
        """Draw a mark, unless the field it shows is blank."""
        text = print_template(mark.text, self.values)
        if mark.text and not text:
            return
        left, top, right, bottom = map(self.pixels, mark.box)
        drawn = MARKS[mark.kind]((right - left, bottom - top), text, mark.colour, self.rng)
        if mark.kind in STAMPS:
            drawn = inked(drawn, self.image.crop((left, top, right, bottom)))
        self.image.paste(drawn, (left, top), drawn)

    def box(self, box: Box) -> None:
        """Draw a rectangle."""
        corners = [self.pixels(each) for each in box.box]
        ImageDraw.Draw(self.image).rounded_rectangle(
            corners,
            self.pixels(box.radius),
            fill=box.fill or None,
            outline=box.colour if box.width else None,
            width=max(1, self.pixels(box.width)),
        )

    def rule(self, rule: Rule) -> None:
        """Draw a straight line, dotted or not."""
        left, top, right, bottom = map(self.pixels, rule.line)
        pen, width = ImageDraw.Draw(self.image), max(1, self.pixels(rule.width))
        if not rule.dotted:
            pen.line((left, top, right, bottom), rule.colour, width)
            return
        for dot in range(left, right, width * 4):
            pen.line((dot, top, dot + width * 2, bottom), rule.colour, width)

    def text(self, text: Text) -> None:
        """Write one text of the layout."""
        written = print_template(text.text, self.values)
        if written:
            self.write(written, text, filled="{" in text.text)

    def write(self, written: str, text: Text, *, filled: bool) -> None:
        """Write words as ``text`` says, in as many lines as they need."""
        style = self.layout.styles[text.style]
        size = self.pixels(text.size or style.size)
        if text.vertical:
            self.write_down(written, text, size)
            return
        room = (text.width * self.scale, text.lines)
        setting, lines = fit(written, self.families[text.style], style, size, room)
        left, top = (self.pixels(place) for place in self.misplace(text.at, style))
        for place, line in enumerate(lines):
            spread = room[0] if text.align == "spread" else 0
            mask = ink(line, setting, spread)
            start = left - {"centre": mask.width // 2, "right": mask.width}.get(text.align, 0)
            ascent = setting.font.getmetrics()[0]
            foot = top + round(size * 0.88) + round(place * setting.size * text.leading)
            self.stamp(mask, (start, foot - ascent), style)
            box = (start, foot - setting.size, start + mask.width, foot + setting.size // 6)
            self.placed.append(Placed(line, box, filled))

    def write_down(self, written: str, text: Text, size: int) -> None:
        """Write words from top to bottom, one character under the other."""
        style = self.layout.styles[text.style]
        setting, _ = fit(written, self.families[text.style], style, size, (0, 1))
        left, top = (self.pixels(place) for place in text.at)
        step = round(size * text.leading)
        for place, character in enumerate(written):
            self.stamp(ink(character, setting), (left, top + place * step), style)
        box = (left, top, left + size, top + step * len(written))
        self.placed.append(Placed(written, box, filled=False))

    def misplace(self, at: tuple[float, float], style: Style) -> tuple[float, float]:
        """Move a text to where its edition, and this sheet's shift, put it."""
        across, down = self.shift if style.shifts else (0.0, 0.0)
        return at[0] + style.offset[0] + across, at[1] + style.offset[1] + down

    def stamp(self, mask: Image.Image, at: tuple[int, int], style: Style) -> None:
        """Put ink on the paper."""
        self.image.paste(ImageColor.getrgb(style.colour), at, mask)

    def grid(self, grid: Grid) -> None:
        """Draw a ruled table with its texts."""
        top = grid.at[1]
        for row in grid.rows:
            self.row(row, (grid.at[0], top), grid)
            top += row.height

    def row(self, row: Row, at: tuple[float, float], grid: Grid) -> None:
        """Draw one row of a table, its texts in the middle of their cells' height."""
        left, top = at
        for cell in row.cells:
            frame = (left, top, left + cell.w, top + row.height)
            self.box(Box(box=frame, width=grid.width, colour=grid.colour))
            size = cell.size or self.layout.styles[cell.style].size
            room = cell.w - 2 * PADDING
            start = {"centre": left + cell.w / 2, "right": left + cell.w - PADDING}
            used = self.lines_of(cell.text, cell.style, size, room, cell.lines)
            height = size * (1 + cell.leading * (used - 1))
            text = Text(
                at=(start.get(cell.align, left + PADDING), top + (row.height - height) / 2),
                text=cell.text,
                style=cell.style,
                size=size,
                width=room,
                lines=cell.lines,
                leading=cell.leading,
                align=cell.align,
            )
            self.text(text)
            left += cell.w

    def lines_of(self, template: str, style: str, size: float, room: float, most: int) -> int:
        """Return how many lines a text will take."""
        written = print_template(template, self.values)
        if not written or most == 1:
            return 1
        limits = (room * self.scale, most)
        family, pixels = self.families[style], self.pixels(size)
        return len(fit(written, family, self.layout.styles[style], pixels, limits)[1])

    def repeat(self, repeat: Repeat) -> None:
        """Write the rows of a table field; a row is as high as its longest cell."""
        rows, top = self.values[repeat.key], repeat.top
        for row in rows if isinstance(rows, list) else ():
            used = 1
            for column in repeat.columns:
                written = row.get(column.key)
                if written:
                    used = max(used, self.cell(written, column, top, repeat))
            top += repeat.step * (1 if repeat.even else used)

    def cell(self, written: str, column: Column, top: float, repeat: Repeat) -> int:
        """Write one cell of a repeated row; return how many lines it took."""
        if column.label:
            self.text(Text(at=(column.label_at, top + column.down), text=column.label))
        text = Text(
            at=(column.at, top + column.down),
            text="",
            style=repeat.style,
            width=column.width,
            lines=column.lines,
            align=column.align,
        )
        before = len(self.placed)
        self.write(written, text, filled=True)
        return len(self.placed) - before


def draw(layout: Layout, values: Values, rng: Random) -> Sheet:
    """Draw a form; raises ``TextDoesNotFitError`` when a value is too long for its place."""
    sheet = Sheet(layout, values, rng)
    draw_all(sheet.mark, (mark for mark in layout.marks if not mark.over))
    draw_all(sheet.box, layout.boxes)
    draw_all(sheet.rule, layout.rules)
    draw_all(sheet.grid, layout.grids)
    draw_all(sheet.text, layout.texts)
    draw_all(sheet.repeat, layout.repeats)
    draw_all(sheet.mark, (mark for mark in layout.marks if mark.over))
    return sheet


def draw_all(pen: Callable[[Item], None], items: Iterable[Item]) -> None:
    """Draw every item with the pen for its kind."""
    for item in items:
        pen(item)
