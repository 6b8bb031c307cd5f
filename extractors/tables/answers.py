"""Put a mark into the lines of a page for each box to tick: recognisers miss or misread them."""

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from extractors.placing.layout import character_edges, whole
from extractors.tables.cells import cell_of
from extractors.tables.parts import character_centres, taken_apart
from extractors.tables.tick_boxes import TickBox, alike, find_broken_box, find_tick_boxes
from models.engines import Engine, Image
from models.engines.crops import cut
from models.records import Box, Line

TICKED, BLANK = "☑", "☐"
"""The marks: every way of printing or ticking a box becomes one of the two."""
READ_AS = frozenset("□☐口囗◻■☑☒√✓✔回凶区日曰DdOo0VvUuJ/|丨[]. ")
"""What a recogniser makes of a box."""
CERTAIN = 0.6
"""A character read at least so well is one, and no box, unless it begins an answer."""
BEGIN = 0.5
"""A box stands before its answer: in this share of the first character's width."""
CHARACTER = 0.7
"""A Chinese character is this share of its line's height wide."""
ROOM = 0.3
"""The frame and the tick reach this share of a box beyond its inside."""
STROKE = 0.3
"""And the last stroke of a tick as much farther to the right."""
PAPER = 255


def with_answers(
    lines: Sequence[Line],
    cells: Sequence[Box],
    picture: Image,
    engine: Engine,
    height: float,
) -> tuple[Line, ...]:
    """Return the lines with ``☑`` or ``☐`` as a line of its own for each box to tick.

    A line through which a box runs is parted there; what the box made illegible is read again.
    ``height`` is how high print is in the picture, in pixels.
    """
    boxes = alike(each for each in find_tick_boxes(picture, height) if _is_free(each, lines))
    boxes += tuple(_broken(lines, boxes, cells, picture, height))
    sound = [part for line in lines for part in _parted(line, boxes)]
    torn = [part for line in lines for part in _torn(line, boxes)]
    again = _read_again(torn, boxes, picture, engine)
    return (*(line for line in (*sound, *again) if line.text.strip()), *map(_mark, boxes))


def _is_free(each: TickBox, lines: Sequence[Line]) -> bool:
    """Tell whether a square is none of the characters that were read, nor a part of one."""
    x, y = each.middle
    return all(_may_hide(line, x) for line in lines if _holds(line.box, (x, y)))


def _may_hide(line: Line, x: float) -> bool:
    """Tell whether the character at a place may be a box, or may have a box before it."""
    edges = character_edges(line)
    place = min(sum(edge <= x for edge in edges[1:]), len(line.text) - 1)
    if line.text[place] in READ_AS or _score(line, place) < CERTAIN:
        return True
    begins = place == 0 or line.text[place - 1] in READ_AS
    return begins and x - edges[place] < BEGIN * (edges[place + 1] - edges[place])


def _broken(
    lines: Sequence[Line],
    boxes: Sequence[TickBox],
    cells: Sequence[Box],
    picture: Image,
    height: float,
) -> Iterator[TickBox]:
    """Yield the boxes whose frame a tick has broken: where answers begin beside other boxes."""
    side = median(each.side for each in boxes) if boxes else 0.0
    for line in lines:
        left, top, _, bottom = line.box
        cell = cell_of((left + height / 2, (top + bottom) / 2), cells)
        beside = [
            each
            for each in boxes
            if top < each.middle[1] < bottom and cell_of(each.middle, cells) == cell
        ]
        if not beside or any(abs(each.middle[0] - left) < height for each in beside):
            continue
        level = median(each.middle[1] for each in beside)
        region = (left - height, level - side, character_centres(line)[0], level + side)
        found = find_broken_box(picture, whole(region), side, height)
        if found:
            yield TickBox(found, ticked=True)


def _parted(line: Line, boxes: Sequence[TickBox]) -> Iterator[Line]:
    """Yield the parts of a line between its boxes; none when a box tore a character of it."""
    inside = _inside(line, boxes)
    if not inside:
        yield line
    elif not any(_tears(line, box) for box in inside):
        edges = sorted(x for box in inside for x in (box[0], box[2]))
        yield from (part for _, part in taken_apart(line, lambda x: _gap(edges, x)))


def _torn(line: Line, boxes: Sequence[TickBox]) -> Iterator[Line]:
    """Yield the places between the boxes of a line of which a box tore a character."""
    inside = _inside(line, boxes)
    left, top, right, bottom = line.box
    if any(_tears(line, box) for box in inside):
        edges = [left, *(x for box in inside for x in (box[0], box[2])), right]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start > (bottom - top) / 2:
                yield line.model_copy(update={"box": (start, top, end, bottom)})


def _inside(line: Line, boxes: Sequence[TickBox]) -> list[Box]:
    """Return the boxes that stand in a line with their frames, from left to right."""
    return sorted(_grown(each.box) for each in boxes if _holds(line.box, each.middle))


def _gap(edges: Sequence[int], x: float) -> int | None:
    """Return before which box a place lies, counted from 0; None inside of one."""
    passed = sum(edge < x for edge in edges)
    return None if passed % 2 else passed // 2


def _tears(line: Line, box: Box) -> bool:
    """Tell whether a box lies where a character was read that no box is read as."""
    half = CHARACTER * (line.box[3] - line.box[1]) / 2
    middle = (box[0] + box[2]) / 2
    return any(
        char not in READ_AS and abs(centre - middle) < half
        for char, centre in zip(line.text, character_centres(line), strict=True)
    )


def _read_again(
    parts: Sequence[Line], boxes: Sequence[TickBox], picture: Image, engine: Engine
) -> list[Line]:
    """Return parts of lines as they read with the boxes painted over."""
    if not parts:
        return []
    clean = picture.copy()
    for each in boxes:
        left, top, right, bottom = _grown(each.box)
        stroke = round(STROKE * each.side) if each.ticked else 0
        clean[max(top, 0) : bottom, max(left, 0) : right + stroke] = PAPER
    crops = cut(clean, [_quad(part.box) for part in parts])
    return [
        part.model_copy(
            update={
                "text": reading.text,
                "confidence": reading.confidence,
                "scores": reading.scores,
                "centres": reading.centres,
            }
        )
        for part, reading in zip(parts, engine.recognise(crops), strict=True)
    ]


def _mark(each: TickBox) -> Line:
    text = TICKED if each.ticked else BLANK
    return Line(text=text, confidence=1.0, box=_grown(each.box), scores=(1.0,))


def _grown(box: Box) -> Box:
    left, top, right, bottom = box
    room = round(ROOM * (bottom - top))
    return left - room, top - room, right + room, bottom + room


def _score(line: Line, place: int) -> float:
    return line.scores[place] if line.scores else line.confidence


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _quad(box: Box) -> np.ndarray:
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
