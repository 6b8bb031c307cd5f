"""Read what stands beside or below a printed label."""

import re

from extractors.form import Form, Found
from extractors.labels import Hit, plain
from extractors.layout import Glyph, Row
from models.specs import FieldSpec

GAP = 3.0
"""A gap wider than this many character heights ends a value."""
STRANGER = 2.0
"""The same between characters that were found as lines of their own."""
FAR = 10.0
"""A value does not begin farther than this many character heights from its label."""
NUMBER = re.compile(r"[0-9Xx]{10,}")
"""A line like this is a number of its own, not the rest of a text."""
HALF = 0.95
"""Lines nearer to the middle of a label than this many character heights share its cell."""
LEADING = 2.0
"""Lines of one value lie less than this many character heights apart."""


def read_labelled(form: Form, field: FieldSpec) -> Found | None:
    """Return the value of the first of the field's labels that has one; None when none has.

    A label that is found without a value beside it gives an empty finding: the box is blank.
    """
    hits = _suitable(form, field)
    found = [value for hit in hits if (value := _value(form, hit, field))]
    if found:
        return form.found(found[0])
    return Found("", (), None) if hits else None


def _value(form: Form, hit: Hit, field: FieldSpec) -> list[Glyph]:
    first = [] if field.where == "below" else _beside(form, hit, field)
    if field.lines > 1:
        first = _stacked(form, hit, first)
    if not first and field.where != "right":
        first = _below(form, hit)
    return first + _continued(form, hit, first, field) if first else []


def _suitable(form: Form, field: FieldSpec) -> list[Hit]:
    """Return the field's labels that stand where the declaration wants them."""
    hits = sorted(
        form.labels(*field.labels), key=lambda hit: (hit.errors > 0, field.labels.index(hit.label))
    )
    for side in ("above", "below", "left_of", "right_of"):
        marks = form.labels(*_words(field, side))
        if marks:
            hits = [hit for hit in hits if _stands(hit, side, marks, form.layout.height)]
    half = field.options.get("half")
    middle = (form.layout.frame[0] + form.layout.frame[2]) / 2
    if half:
        hits = [hit for hit in hits if (hit.left < middle) == (half == "left")]
    return hits


def _words(field: FieldSpec, option: str) -> list[str]:
    words = field.options.get(option, [])
    return words if isinstance(words, list) else [str(words)]


def _stands(hit: Hit, side: str, marks: list[Hit], height: float) -> bool:
    if side == "above":
        return any(hit.middle < mark.middle - height / 2 for mark in marks)
    if side == "below":
        return any(hit.middle > mark.middle + height / 2 for mark in marks)
    if side == "left_of":
        return any(hit.right <= mark.left for mark in marks)
    return any(hit.left >= mark.right for mark in marks)


def _beside(form: Form, hit: Hit, field: FieldSpec) -> list[Glyph]:
    """Return the characters right of a label, up to the next label or a wide gap."""
    row, taken = form.row(hit), form.taken(hit.row)
    gap = float(field.options.get("gap", GAP)) * form.layout.height  # type: ignore[arg-type]
    far = FAR * form.layout.height
    value: list[Glyph] = []
    for i in range(hit.end, len(row.glyphs)):
        glyph = row.glyphs[i]
        if i in taken or glyph.left - _end(value, hit) > _room(value, glyph, gap, far):
            break
        if _from_margin(row, i, value):
            break
        if value or plain(glyph.char) or glyph.char in "<*-（(":
            value.append(glyph)
    return value


def _stacked(form: Form, hit: Hit, beside: list[Glyph]) -> list[Glyph]:
    """Add the lines of a value whose label stands half way between them, as in a table's cell."""
    height = form.layout.height
    value = list(beside)
    for index in (hit.row - 1, hit.row + 1):
        if not 0 <= index < len(form.layout.rows):
            continue
        near = abs(form.layout.rows[index].middle - hit.middle) < HALF * height
        line = _line_at(form, index, hit.right, beside[-1].right if beside else hit.right)
        if near and line and not _heads(form, index, hit):
            value = line + value if index < hit.row else value + line
    return value


def _end(value: list[Glyph], hit: Hit) -> float:
    return value[-1].right if value else hit.right


def _from_margin(row: Row, index: int, value: list[Glyph]) -> bool:
    """Tell whether a lone character after a longer line belongs to the heading down the margin."""
    glyph = row.glyphs[index]
    if not value or value[-1].line == glyph.line:
        return False
    alone = sum(other.line == glyph.line for other in row.glyphs) == 1
    before = sum(other.line == value[-1].line for other in row.glyphs)
    return alone and before > 2 and not glyph.char.isascii()


def _room(value: list[Glyph], glyph: Glyph, gap: float, far: float) -> float:
    """Return how far a character may stand from what is before it and still belong to it."""
    if not value:
        return max(gap, far)
    return gap if value[-1].line == glyph.line else gap * STRANGER / GAP


def _below(form: Form, hit: Hit) -> list[Glyph]:
    """Return the characters under a label, on the next row that has any there."""
    reach = LEADING * form.layout.height
    for index in range(hit.row + 1, len(form.layout.rows)):
        row, taken = form.layout.rows[index], form.taken(index)
        under = [g for i, g in enumerate(row.glyphs) if i not in taken and _overlaps(g, hit)]
        if under and row.middle - hit.bottom < reach:
            return _stretch(row.glyphs, under, taken, form.layout.height)
    return []


def _overlaps(glyph: Glyph, hit: Hit) -> bool:
    return glyph.right > hit.left and glyph.left < hit.right


def _stretch(
    glyphs: tuple[Glyph, ...], under: list[Glyph], taken: set[int], height: float
) -> list[Glyph]:
    """Return the unbroken run of characters that holds the ones under the label."""
    run: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        broken = bool(run) and glyph.left - run[-1].right > GAP * height
        if i in taken or broken:
            if any(g in run for g in under):
                return run
            run = []
        if i not in taken:
            run.append(glyph)
    return run


def _continued(form: Form, hit: Hit, first: list[Glyph], field: FieldSpec) -> list[Glyph]:
    """Return the further lines of a value: below its first line, not left of it, up to a label."""
    more: list[Glyph] = []
    height = form.layout.height
    last = max(glyph.bottom for glyph in first)
    edge = min(glyph.left for glyph in first) - height
    read = {id(glyph) for glyph in first}
    for index in range(hit.row + 1, len(form.layout.rows)):
        line = _line_at(form, index, edge, first[-1].right)
        if not line or id(line[0]) in read:
            continue
        if NUMBER.fullmatch("".join(glyph.char for glyph in line)):
            break
        if (
            field.lines < 2
            or line[0].top - last > (LEADING - 1) * height
            or _heads(form, index, hit)
        ):
            break
        more += line
        last = max(glyph.bottom for glyph in line)
        if len(more) and index - hit.row >= 2 * field.lines:
            break
    return more


def _line_at(form: Form, index: int, edge: float, right: float) -> list[Glyph]:
    """Return the run of a row that starts at an edge; empty when it starts elsewhere."""
    row, taken = form.layout.rows[index], form.taken(index)
    height = form.layout.height
    run: list[Glyph] = []
    for i, glyph in enumerate(row.glyphs):
        if glyph.centre < edge or i in taken:
            continue
        if run and glyph.left - run[-1].right > GAP * height:
            break
        if not run and glyph.left > max(right, edge + 6 * height):
            break
        run.append(glyph)
    return run


def _heads(form: Form, index: int, hit: Hit) -> bool:
    """Tell whether a row begins with another label of the same column."""
    return any(
        other.row == index and other.left < hit.right and other.right > hit.left - 1
        for other in form.hits
    )
