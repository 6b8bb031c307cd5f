"""Read values that were printed into a form later, and so may stand a line or two off their labels.

The sheet lay a little too high or too low in the printer, and the printer's line is not the form's:
what stands beside a label is then its neighbour's value. Labels and values still follow each other
in the same order, and most values are known by their shape. So within each column of labels the
printed lines are given to labels in order, such that most of them fit: a ``shape`` (a regular
expression) that is met counts for a pairing, one that is missed against it, and so does every line
height by which a value is farther off than the sheet as a whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph, Row
from models.specs import FieldSpec

SHIFTS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, -0.5, -1.0, -1.5, -2.0)
"""How far a sheet may be off, in distances between two labels."""
MET, MISSED, UNSHAPED = 2.0, -1.0, 0.5
"""What a shape that is met, one that is missed, and a value without one count."""
STRAY = 0.5
"""What a line that belongs to no label costs."""
OFF = 0.8
"""What a distance between two labels costs by which a value is farther off than its sheet."""
SHIFTED = 0.3
"""What the same distance costs for the sheet as a whole: an unshifted one is likelier."""
BESIDE = 0.4
"""Within this share of the distance between two labels a value stands beside its own."""
COLUMN = 4.0
"""Labels whose left edges differ by more character heights than this are columns of their own."""
APART = 3.0
"""A gap this many character heights wide parts two values in one row."""
SPACE = 0.75
"""Two digits whose middles are this many character heights apart are not of one number."""
CROSSED = 0.8
"""A gap this many character heights wide parts two values where another column begins."""


@dataclass(frozen=True)
class Column:
    """Labels above each other, and the lines printed to the right of where they begin."""

    labels: tuple[Hit, ...]
    lines: tuple[tuple[Glyph, ...], ...]
    pitch: float
    """The usual distance between two of its labels."""


def read_ordered(form: Form, field: FieldSpec) -> Found | None:
    """Return the value that the order of the printed lines gives to the field's label.

    Every field of the type that is read so takes part. None when the label is not on the paper.
    """
    slots = _slots(form)
    hit = next((hit for hit, fields in slots.items() if field in fields), None)
    if hit is None:
        return None
    column = next(column for column in _columns(form, list(slots)) if hit in column.labels)
    lines = _given(column, slots).get(hit, ())
    return _found(form, field, hit, lines, column.pitch)


def _slots(form: Form) -> dict[Hit, list[FieldSpec]]:
    """Return the label of each field read so, with the fields that share it."""
    slots: dict[Hit, list[FieldSpec]] = {}
    for field in form.kind.fields:
        hits = form.labels(*field.labels) if field.reader == "ordered" else []
        if hits:
            best = min(hits, key=lambda hit: (hit.errors > 0, field.labels.index(hit.label)))
            slots.setdefault(best, []).append(field)
    return slots


# --- columns and lines ----------------------------------------------------------------------------


def _columns(form: Form, hits: list[Hit]) -> list[Column]:
    height = form.layout.height
    groups: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda hit: hit.left):
        if groups and hit.left - groups[-1][-1].left < COLUMN * height:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    edges = [min(hit.left for hit in group) - height for group in groups]
    runs = [run for row in form.layout.rows for run in _runs(form, row, edges)]
    ends = [*edges[1:], float("inf")]
    return [
        _column(group, [run for run in runs if left <= run[0].left < right], height)
        for group, left, right in zip(groups, edges, ends, strict=True)
    ]


def _column(hits: list[Hit], runs: list[list[Glyph]], height: float) -> Column:
    labels = tuple(sorted(hits, key=lambda hit: hit.middle))
    steps = [b.middle - a.middle for a, b in pairwise(labels) if b.middle - a.middle > height]
    pitch = median(steps) if steps else 2 * height
    reach = (labels[0].middle + min(SHIFTS) * pitch, labels[-1].middle + (max(SHIFTS) + 1) * pitch)
    near = [run for run in runs if reach[0] < _middle(run) < reach[1]]
    return Column(labels, tuple(_in_lines(near)), pitch)


def _runs(form: Form, row: Row, edges: list[float]) -> Iterator[list[Glyph]]:
    """Yield the values of a row: what is no label, parted by wide gaps and at columns."""
    taken = {id(row.glyphs[i]) for hit in form.hits if form.row(hit) is row
             for i in range(hit.start, hit.end)}  # fmt: skip
    run: list[Glyph] = []
    for glyph in row.glyphs:
        gap = glyph.left - run[-1].right if run else 0.0
        crossed = run and any(run[-1].left < edge <= glyph.left for edge in edges)
        if run and (gap > (CROSSED if crossed else APART) * form.layout.height):
            yield run
            run = []
        if id(glyph) not in taken and (run or glyph.char.isalnum()):
            run.append(glyph)
    if run:
        yield run


def _in_lines(runs: list[list[Glyph]]) -> Iterator[tuple[Glyph, ...]]:
    """Join runs that came from one row."""
    lines: list[list[Glyph]] = []
    for run in runs:
        same = lines and abs(_middle(lines[-1]) - _middle(run)) < run[0].height / 2
        if same:
            lines[-1] += run
        else:
            lines.append(list(run))
    return (tuple(line) for line in lines)


def _middle(glyphs: list[Glyph] | tuple[Glyph, ...]) -> float:
    return median(glyph.middle for glyph in glyphs)


# --- giving lines to labels -----------------------------------------------------------------------

Given = dict[Hit, tuple[tuple[Glyph, ...], ...]]


def _given(column: Column, slots: dict[Hit, list[FieldSpec]]) -> Given:
    """Return the lines each label gets, for the shift of the sheet under which most of them fit."""
    return max(
        (_aligned(column, slots, shift) for shift in SHIFTS), key=lambda weighed: weighed[0]
    )[1]


def _aligned(
    column: Column, slots: dict[Hit, list[FieldSpec]], shift: float
) -> tuple[float, Given]:
    """Return the best way to give lines to labels in order, with what counts for it."""
    # Before the first value stand the title and the number, which cost nothing.
    best: list[tuple[float, Given]] = [(0.0, {}) for _ in range(len(column.lines) + 1)]
    for hit in column.labels:
        fields, after = slots[hit], list(best)
        for end in range(1, len(column.lines) + 1):
            for start in range(max(0, end - max(field.lines for field in fields)), end):
                lines = column.lines[start:end]
                gain = _fit(lines, fields) - OFF * _off(hit, lines, column.pitch, shift)
                whole = best[start][0] + gain
                if whole > after[end][0]:
                    after[end] = (whole, best[start][1] | {hit: lines})
            stray = after[end - 1][0] - STRAY
            if stray > after[end][0]:
                after[end] = (stray, after[end - 1][1])
        best = after
    return best[-1][0] - SHIFTED * abs(shift), best[-1][1]


def _fit(lines: tuple[tuple[Glyph, ...], ...], fields: list[FieldSpec]) -> float:
    """Return how well lines suit the fields of one label; more lines must stand close."""
    text = _text(lines)
    shapes = {str(field.options.get("shape", "")) for field in fields}
    fits = [(MET if re.search(shape, text) else MISSED) if shape else UNSHAPED for shape in shapes]
    far = sum(b[0].top - a[0].bottom > a[0].height for a, b in pairwise(lines))
    return sum(fits) / len(fits) - far


def _off(hit: Hit, lines: tuple[tuple[Glyph, ...], ...], pitch: float, shift: float) -> float:
    """Return how far lines are from where the sheet's shift puts them; a cell may be centred."""
    first, middle = _middle(lines[0]), sum(map(_middle, lines)) / len(lines)
    return min(abs((y - hit.middle) / pitch - shift) for y in (first, middle))


# --- the finding ----------------------------------------------------------------------------------


def _found(
    form: Form,
    field: FieldSpec,
    hit: Hit,
    lines: tuple[tuple[Glyph, ...], ...],
    pitch: float,
) -> Found:
    """Return the part of the lines the field means; beside its label, its place proves it."""
    text, scores = _text(lines), _scores(lines)
    take = str(field.options.get("take", ""))
    match = re.search(take, text) if take else None
    start, end = match.span(1) if match else (0, 0 if take else len(text))
    if start == end:
        return Found("", (), None)
    glyphs = [glyph for line in lines for glyph in line]
    beside = _off(hit, lines, pitch, 0.0) < BESIDE
    box = form.layout.box(glyphs)
    return Found(text[start:end], scores[start:end], box, sound=beside)


def _text(lines: tuple[tuple[Glyph, ...], ...]) -> str:
    return "".join(char for char, _ in _characters(lines))


def _scores(lines: tuple[tuple[Glyph, ...], ...]) -> tuple[float, ...]:
    return tuple(score for _, score in _characters(lines))


def _characters(lines: tuple[tuple[Glyph, ...], ...]) -> Iterator[tuple[str, float]]:
    """Yield each character with its score, a space between two numbers that stand apart."""
    before: Glyph | None = None
    for glyph in (glyph for line in lines for glyph in line):
        digits = before is not None and before.char.isdigit() and glyph.char.isdigit()
        if before and digits and glyph.centre - before.centre > SPACE * glyph.height:
            yield " ", 1.0
        yield glyph.char[:1], glyph.score
        before = glyph
