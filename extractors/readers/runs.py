"""Runs of characters around a label: beside it, below it, and the lines that go on from there."""

import re
from collections.abc import Collection

from extractors.placing.form import Form
from extractors.placing.labels import Hit, plain
from extractors.placing.layout import Glyph, Row

STRANGER = 2 / 3
"""Between characters found as lines of their own a gap ends a value at this share of its width."""
WIDE = 3.0
"""A gap wider than this many character heights ends a line of text."""
FAR = 10.0
"""A value does not begin farther than this many character heights from its label."""
HALF = 0.95
"""Lines nearer to the middle of a label than this many character heights share its cell."""
REACH = 2.0
"""The line below a label ends less than this many character heights under it."""
LEADING = 1.0
"""Less than this many character heights are blank between two lines of one value."""
INDENT = 6.0
"""A line that begins farther right than this many character heights belongs to something else."""
OPENINGS = "<*-（("
"""Signs a value may begin with; others before it belong to its label."""
NUMBER = re.compile(r"[0-9Xx]{10,}")
"""A line like this is a number of its own, not the rest of a text."""


def beside(form: Form, hit: Hit, gap: float) -> list[Glyph]:
    """Return the characters right of a label, up to the next label or a wide gap.

    ``gap`` is in character heights.
    """
    row, taken, height = form.row(hit), form.taken(hit.row), form.layout.height
    value: list[Glyph] = []
    for i in range(hit.end, len(row.glyphs)):
        glyph = row.glyphs[i]
        before = value[-1].right if value else hit.right
        too_far = glyph.left - before > _room(value, glyph, gap) * height
        if i in taken or too_far or _from_margin(row, i, value):
            break
        if value or plain(glyph.char) or glyph.char in OPENINGS:
            value.append(glyph)
    return value


def stacked(form: Form, hit: Hit, value: list[Glyph]) -> list[Glyph]:
    """Add the lines of a value whose label stands half way between them, as in a table's cell."""
    right = value[-1].right if value else hit.right
    for index in (hit.row - 1, hit.row + 1):
        if not 0 <= index < len(form.layout.rows) or _heads(form, index, hit):
            continue
        line = _line(form, index, hit.right, right) if _shares_cell(form, index, hit) else []
        line = _before(line, _wall(form, hit))
        value = line + value if index < hit.row else value + line
    return value


def below(form: Form, hit: Hit) -> list[Glyph]:
    """Return the unbroken run under a label, on the next row that has any character there."""
    for index in range(hit.row + 1, len(form.layout.rows)):
        row, taken = form.layout.rows[index], form.taken(index)
        for run in _runs(row, taken, form.layout.height):
            under = any(glyph.right > hit.left and glyph.left < hit.right for glyph in run)
            if under and row.middle - hit.bottom < REACH * form.layout.height:
                return run
    return []


def continued(
    form: Form, hit: Hit, first: list[Glyph], lines: int, own: Collection[str] = ()
) -> list[Glyph]:
    """Return the further lines of a value: below its first line, not left of it, up to a label.

    ``own`` are the labels of the same field: one broken in two lines goes on beside its value.
    """
    more: list[Glyph] = []
    height = form.layout.height
    last = max(glyph.bottom for glyph in first)
    edge = min(glyph.left for glyph in first) - height
    wall = _wall(form, hit)
    for index in range(hit.row + 1, len(form.layout.rows)):
        line = _before(_line(form, index, edge, first[-1].right), wall)
        if not line or line[0] in first:
            continue
        apart = line[0].top - last > LEADING * height
        if lines < 2 or apart or _is_number(line) or _is_of_another(form, index, hit, own):
            break
        more, last, lines = more + line, max(glyph.bottom for glyph in line), lines - 1
    return more


def _room(value: list[Glyph], glyph: Glyph, gap: float) -> float:
    """Return how far a character may stand from what is before it and still belong to it."""
    if not value:
        return max(gap, FAR)
    return gap if value[-1].line == glyph.line else gap * STRANGER


def _from_margin(row: Row, index: int, value: list[Glyph]) -> bool:
    """Tell whether a lone character after a longer line belongs to the heading down the margin."""
    glyph = row.glyphs[index]
    if not value or value[-1].line == glyph.line or glyph.char.isascii():
        return False
    alone = sum(other.line == glyph.line for other in row.glyphs) == 1
    return alone and sum(other.line == value[-1].line for other in row.glyphs) > 2


def _wall(form: Form, hit: Hit) -> float:
    """Return where the next label beside this one begins: the value's cell ends before it."""
    near = form.layout.height / 2
    beside = (h for h in form.hits if abs(h.middle - hit.middle) < near)
    return min((h.left for h in beside if h.left > hit.right), default=float("inf"))


def _before(line: list[Glyph], wall: float) -> list[Glyph]:
    return [glyph for glyph in line if glyph.left < wall]


def _line(form: Form, index: int, edge: float, right: float) -> list[Glyph]:
    """Return the run of a row that starts at an edge; empty when it starts elsewhere."""
    row, taken, height = form.layout.rows[index], form.taken(index), form.layout.height
    left_of = {i for i, glyph in enumerate(row.glyphs) if glyph.centre < edge}
    run = next(iter(_runs(row, taken | left_of, height, past_labels=True)), [])
    return run if run and run[0].left <= max(right, edge + INDENT * height) else []


def _runs(
    row: Row, without: set[int], height: float, *, past_labels: bool = False
) -> list[list[Glyph]]:
    """Return the runs of a row without some of its characters; wide gaps and labels end a run."""
    runs: list[list[Glyph]] = [[]]
    for i, glyph in enumerate(row.glyphs):
        apart = runs[-1] and glyph.left - runs[-1][-1].right > WIDE * height
        if apart or (i in without and not past_labels):
            runs.append([])
        if i not in without:
            runs[-1].append(glyph)
    return [run for run in runs if run]


def _is_number(line: list[Glyph]) -> bool:
    return bool(NUMBER.fullmatch("".join(glyph.char for glyph in line)))


def _shares_cell(form: Form, index: int, hit: Hit) -> bool:
    """Tell whether a row is close to a label, and closer than to any other of its column."""
    middle = form.layout.rows[index].middle
    column = [h for h in form.hits if h.left < hit.right and h.right > hit.left - 1]
    nearest = min(column, key=lambda h: (abs(h.middle - middle), h is hit))
    return nearest is hit and abs(middle - hit.middle) < HALF * form.layout.height


def _is_of_another(form: Form, index: int, hit: Hit, own: Collection[str]) -> bool:
    """Tell whether a row begins with, or stands at, a label of another field in the same column."""
    middle, near = form.layout.rows[index].middle, HALF * form.layout.height
    return any(
        other.row == index or abs(other.middle - middle) < min(near, abs(hit.middle - middle))
        for other in form.hits
        if other.left < hit.right and other.right > hit.left - 1
        if other.label == hit.label or other.label not in own
    )


def _heads(form: Form, index: int, hit: Hit) -> bool:
    """Tell whether a row begins with another label of the same column."""
    return any(
        other.row == index and other.left < hit.right and other.right > hit.left - 1
        for other in form.hits
    )
