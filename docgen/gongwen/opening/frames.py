"""How the text of a page is set, and where a line stands in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, mode
from typing import Final

from docgen.gongwen.opening.lines import SetLine

LARGER: Final = 1.18
"""Size of a large line, in sizes of the text; by type, or by ink, which is less sure: 口 is lower
than 国."""
FULL: Final = 2
"""Heights of a character by which a line that is carried on may fall short of the others …"""
SHORT: Final = 4
"""… and where an indented first line shows anyway which lines begin a paragraph: a mark that must
not begin a line takes characters along to the next."""
SAME: Final = 0.2
"""Heights by which places that are meant to be the same may differ."""


@dataclass(frozen=True)
class Frame:
    """How the text of a page is set; in pixels."""

    left: float
    right: float
    height: float
    pitch: float
    type: float = 0
    """Size of its type in points; 0 where it is not told."""
    indent: int | None = None
    """Where first lines begin that are set in."""
    repeated: bool = False
    """Whether several lines show it."""


def frame_of(lines: Sequence[SetLine], usual: float | None = None) -> Frame:
    """Return how the lines of a page are set.

    ``usual`` is how far first lines are set in on most pages: it counts where a line of this one
    begins there as well, and where no two lines begin at another place.
    """
    if not lines:
        return Frame(0, 1, 1, 1)
    height = median(line.height for line in lines)
    tops = sorted({round(line.bottom) for line in lines})
    steps = [step for a, b in pairwise(tops) if (step := b - a) > height / 2]
    frame = Frame(
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        height=height,
        pitch=median(steps) if steps else height * 1.5,
        type=median(line.type for line in lines),
    )
    lefts = Counter(round(line.left) for line in lines if _is_set_in(line, frame))
    often = [left for left, count in lefts.items() if count > 1]
    if usual is not None:
        known = replace(frame, indent=round(frame.left + usual))
        if not often or any(is_first(line, known) for line in lines):
            return known
    return replace(frame, indent=min(often or lefts, default=None), repeated=bool(often))


def usual_indent(pages: Iterable[Sequence[SetLine]]) -> float | None:
    """Return how far first lines are set in on most pages; ``None`` where no page shows it."""
    frames = [frame_of(lines) for lines in pages]
    found = [round(each.indent - each.left) for each in frames if each.indent and each.repeated]
    return mode(found) if found else None


def differ(one: SetLine, other: SetLine) -> bool:
    """Tell whether two lines are printed in different sizes: by type where it is told, or ink."""
    types = one.type, other.type
    if all(types):
        return max(types) > max(one.off, other.off) * min(types)
    return max(one.height, other.height) > LARGER * min(one.height, other.height)


def is_large(line: SetLine, frame: Frame) -> bool:
    """Tell whether a line is printed larger than the text."""
    if line.type and frame.type:
        return line.type > LARGER * frame.type
    return line.height > LARGER * frame.height


def at_left(line: SetLine, frame: Frame) -> bool:
    """Tell whether a line begins at the edge of the text."""
    return line.left < frame.left + frame.height


def is_indented(line: SetLine, frame: Frame) -> bool:
    """Tell whether a line is set in."""
    return not at_left(line, frame)


def is_first(line: SetLine, frame: Frame) -> bool:
    """Tell whether a line begins where first lines do."""
    return frame.indent is not None and abs(line.left - frame.indent) < SAME * frame.height


def _is_set_in(line: SetLine, frame: Frame) -> bool:
    return is_indented(line, frame) and not is_centred(line, frame)


def is_full(line: SetLine, frame: Frame, within: float = FULL) -> bool:
    """Tell whether a line reaches the other edge, but for so many of its heights."""
    return line.right > frame.right - within * max(line.height, frame.height)


def is_centred(line: SetLine, frame: Frame) -> bool:
    """Tell whether a line stands in the middle; a first line that is set in may seem to."""
    if is_first(line, frame):
        return False
    before, after = line.left - frame.left, frame.right - line.right
    return min(before, after) > 1.2 * frame.height and abs(before - after) < 1.5 * frame.height
