"""The edits that make one text of another: few, and where a person would see them.

Myers' O(ND) difference (Algorithmica 1, 1986) over tokens, then the clean-up that Fraser describes
(Diff Strategies, 2006): a short stretch that stayed between two edits is no comfort to the reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.compare.tokens import Token

MOST_EDITS: Final = 700
"""Beyond, the whole stretch counts as rewritten: the search takes time by the square of it."""
_STOPS: Final = "。！？；\n¶"
_MARKS: Final = "，、：）》”"


@dataclass(frozen=True)
class Edit:
    """Tokens ``left[a:b]`` that became ``right[c:d]``."""

    a: int
    b: int
    c: int
    d: int


def edits_of(left: Sequence[Token], right: Sequence[Token]) -> list[Edit]:
    """Return the edits from left to right, in order and apart; nothing where the keys are alike."""
    start, end = _common(left, right)
    inner = _myers(
        [token.key for token in left[start : len(left) - end]],
        [token.key for token in right[start : len(right) - end]],
    )
    moved = [Edit(each.a + start, each.b + start, each.c + start, each.d + start) for each in inner]
    return [_slid(each, left, right, moved) for each in _cleaned(moved, left, right)]


def _common(left: Sequence[Token], right: Sequence[Token]) -> tuple[int, int]:
    """Return how many tokens both have in common at the start and at the end."""
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start].key == right[start].key:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end].key == right[-1 - end].key:
        end += 1
    return start, end


def _myers(left: list[str], right: list[str]) -> list[Edit]:
    if not left or not right:
        return [Edit(0, len(left), 0, len(right))] if left or right else []
    trace = _trace(left, right)
    if trace is None:
        return [Edit(0, len(left), 0, len(right))]
    return _walked(trace, len(left), len(right))


def _trace(left: list[str], right: list[str]) -> list[dict[int, int]] | None:
    """Return how far each diagonal reached after each edit; ``None`` for too many edits."""
    reach = {1: 0}
    trace = []
    for edits in range(min(len(left) + len(right), MOST_EDITS) + 1):
        trace.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < len(left) and y < len(right) and left[x] == right[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x >= len(left) and y >= len(right):
                return trace
    return None


def _walked(trace: list[dict[int, int]], x: int, y: int) -> list[Edit]:
    """Return the edits from the traces, walking back from the end."""
    found: list[Edit] = []
    for edits in range(len(trace) - 1, 0, -1):
        reach, k = trace[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        x0 = reach[before]
        y0 = x0 - before
        found.append(Edit(x0, x0, y0, y0 + 1) if down else Edit(x0, x0 + 1, y0, y0))
        x, y = x0, y0
    return _joined(list(reversed(found)))


def _joined(edits: list[Edit]) -> list[Edit]:
    """Join edits that touch."""
    joined: list[Edit] = []
    for each in edits:
        if joined and joined[-1].b == each.a and joined[-1].d == each.c:
            joined[-1] = Edit(joined[-1].a, each.b, joined[-1].c, each.d)
        else:
            joined.append(each)
    return joined


def _cleaned(edits: list[Edit], left: Sequence[Token], right: Sequence[Token]) -> list[Edit]:
    """Join edits around a stretch that is shorter than what changed on either side of it."""
    kept: list[Edit] = []
    for each in edits:
        added = each
        if kept and (met := _met(kept[-1], added, left, right)):
            kept.pop()
            added = met
        while kept and _is_crumb(kept[-1], added, left, right):
            last = kept.pop()
            added = Edit(last.a, added.b, last.c, added.d)
        kept.append(added)
    return kept


def _met(before: Edit, after: Edit, left: Sequence[Token], right: Sequence[Token]) -> Edit | None:
    """Return two insertions, or two deletions, as one where what stayed between them allows it.

    What was put in before 上 as 原则 and behind it as 上 is 原则上.
    """
    stayed = after.a - before.b
    if before.a == before.b and after.a == after.b:
        tokens, start, end = right, after.c, after.d
    elif before.c == before.d and after.c == after.d:
        tokens, start, end = left, after.a, after.b
    else:
        return None
    slides = all(_alike(tokens, start - step, end - step) for step in range(1, stayed + 1))
    return Edit(before.a, after.b - stayed, before.c, after.d - stayed) if slides else None


def _is_crumb(before: Edit, after: Edit, left: Sequence[Token], right: Sequence[Token]) -> bool:
    between = left[before.b : after.a]
    if any(token.text in _STOPS + "，" or len(token.text) > 1 for token in between):
        return False
    stayed = len(between)
    sizes = [max(_length(left, e.a, e.b), _length(right, e.c, e.d)) for e in (before, after)]
    both = all(e.a < e.b and e.c < e.d for e in (before, after))
    return stayed <= min(sizes) and (both or stayed <= min(sizes) // 2)


def _length(tokens: Sequence[Token], start: int, end: int) -> int:
    return sum(len(token.text) for token in tokens[start:end])


def _slid(
    edit: Edit, left: Sequence[Token], right: Sequence[Token], others: Sequence[Edit]
) -> Edit:
    """Slide an insertion or deletion to where a sentence begins, where that tells the same."""
    if edit.a != edit.b and edit.c != edit.d:
        return edit
    tokens, start, end = (left, edit.a, edit.b) if edit.c == edit.d else (right, edit.c, edit.d)
    lowest = max((e.b - edit.a for e in others if e.b <= edit.a and e != edit), default=-edit.a)
    highest = min(
        (e.a - edit.b for e in others if e.a >= edit.b and e != edit), default=len(left) - edit.b
    )
    shifts = [0]
    while shifts[0] > lowest and _alike(tokens, start + shifts[0] - 1, end + shifts[0] - 1):
        shifts.insert(0, shifts[0] - 1)
    while shifts[-1] < highest and _alike(tokens, start + shifts[-1], end + shifts[-1]):
        shifts.append(shifts[-1] + 1)
    best = max(
        shifts, key=lambda by: (_edge(tokens, start + by), _edge(tokens, end + by), -abs(by))
    )
    return Edit(edit.a + best, edit.b + best, edit.c + best, edit.d + best)


def _alike(tokens: Sequence[Token], one: int, other: int) -> bool:
    inside = 0 <= one < len(tokens) and 0 <= other < len(tokens)
    return inside and tokens[one] == tokens[other]


def _edge(tokens: Sequence[Token], at: int) -> int:
    """Return how good an edge the place before a token is."""
    if at in {0, len(tokens)}:
        return 4
    before = tokens[at - 1].text
    if before in _STOPS:
        return 3
    return 2 if before in _MARKS or tokens[at].text in "，。" else 0
