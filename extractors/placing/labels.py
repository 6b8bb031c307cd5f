"""Find printed labels in rows of characters, also when they are spread out or misread a little."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractors.placing.layout import Glyph, Layout, Row

SPREAD = 7.0
"""Widest gap inside a label, in character heights: 名　　　称."""
PUNCTUATION = frozenset(" :;,.·*/()[]<>_-—、，。：；（）【】《》“”‘’'\"")


@dataclass(frozen=True)
class Hit:
    """A label found in a row: its characters are ``row.glyphs[start:end]``."""

    label: str
    row: int
    start: int
    end: int
    errors: int
    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Height of its centre."""
        return (self.top + self.bottom) / 2


def find_labels(layout: Layout, labels: Collection[str]) -> tuple[Hit, ...]:
    """Return every label found, row by row; where two overlap, the one that explains more stays."""
    hits: list[Hit] = []
    names = sorted(labels)  # of two spellings that fit alike, the same one in every process
    for index, row in enumerate(layout.rows):
        plain = _Plain(row)
        found = [hit for label in names for hit in _in_row(plain, label, index)]
        hits += _untangle(found)
    return tuple(hits)


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Return a text as labels are compared: full width folded, no punctuation, no case.

    >>> plain("价税合计（大写）：")
    '价税合计大写'
    """
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if char not in PUNCTUATION).casefold()


_plain_char = lru_cache(maxsize=1 << 14)(plain)
"""The same for one character: a page asks for each of its own once per type."""


class _Plain:
    """A row without punctuation, with the way back to its characters."""

    def __init__(self, row: Row) -> None:
        self.row = row
        pairs = [
            (char, i) for i, glyph in enumerate(row.glyphs) for char in _plain_char(glyph.char)
        ]
        self.text = "".join(char for char, _ in pairs)
        self.places = [i for _, i in pairs]
        self.letters = frozenset(self.text)


@cache
def _wanted(label: str) -> tuple[str, frozenset[str], int]:
    """Return a label as it is compared, its letters, and how many of them may be misread."""
    wanted = plain(label)
    return wanted, frozenset(wanted), _tolerance(wanted)


def _in_row(row: _Plain, label: str, index: int) -> Iterable[Hit]:
    wanted, letters, allowed = _wanted(label)
    if not (len(letters - row.letters) <= allowed if allowed else wanted in row.text):
        return
    for place in _matches(row.text, wanted, allowed):
        start, end, errors = _own(row, wanted, *place)
        first, last = row.places[start], row.places[end - 1]
        glyphs = row.row.glyphs[first : last + 1]
        if _close(glyphs) and (len(wanted) > 1 or _alone(row.row, first)):
            yield Hit(label, index, first, last + 1, errors, glyphs)


def _own(row: _Plain, label: str, start: int, end: int, errors: int) -> tuple[int, int, int]:
    """Return a place without an end that belongs to what stands beside it.

    That is a misread end that was found apart, and the number of a row that was found within a
    value: ``2024-12-14`` before ``4.登记编号`` whose own number was lost.
    """
    lines = [row.row.glyphs[place].line for place in row.places[start:end]]
    inside = start > 0 and row.row.glyphs[row.places[start - 1]].line == lines[0] != lines[-1]
    if inside and label[0].isdigit() and lines[0] != lines[1]:
        return start + 1, end, errors
    if errors and row.text[start] != label[0] and lines[0] != lines[1]:
        return start + 1, end, errors
    if errors and row.text[end - 1] != label[-1] and lines[-1] != lines[-2]:
        return start, end - 1, errors
    return start, end, errors


def _tolerance(label: str) -> int:
    """Return how many characters of a label may be misread; short labels must be exact."""
    return 0 if len(label) < 4 else 1 if len(label) < 8 else 2


def _matches(text: str, label: str, allowed: int) -> list[tuple[int, int, int]]:
    """Return (start, end, errors) of exact places, or else of the best near ones."""
    exact = [
        (at, at + len(label), 0)
        for at in range(len(text) - len(label) + 1)
        if text.startswith(label, at)
    ]
    if exact or not allowed:
        return exact
    near = _near(text, label)
    return [near] if near and near[2] <= allowed else []


def _near(text: str, label: str) -> tuple[int, int, int] | None:
    """Return the stretch of a text that differs least from a label (Sellers' search)."""
    costs = list(range(len(label) + 1))
    starts = [0] * (len(label) + 1)
    best: tuple[int, int, int] | None = None
    for at, char in enumerate(text):
        previous, begun = costs, starts
        costs, starts = [0], [at + 1]
        for i, wanted in enumerate(label):
            options = (
                (previous[i] + (wanted != char), begun[i] if i else at),
                (previous[i + 1] + 1, begun[i + 1]),
                (costs[i] + 1, starts[i]),
            )
            cost, start = min(options)
            costs.append(cost)
            starts.append(start)
        if (best is None or costs[-1] < best[2]) and at + 1 > starts[-1]:
            best = (starts[-1], at + 1, costs[-1])
    return best


def _close(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether the characters stand near enough to be one label."""
    limit = SPREAD * max(glyph.height for glyph in glyphs)
    return all(b.left - a.right < limit for a, b in pairwise(glyphs))


def _alone(row: Row, index: int) -> bool:
    """Tell whether a character has room on both sides."""
    glyph = row.glyphs[index]
    before = row.glyphs[index - 1] if index else None
    after = row.glyphs[index + 1] if index + 1 < len(row.glyphs) else None
    return _parted(before, glyph) and _parted(glyph, after)


def _parted(left: Glyph | None, right: Glyph | None) -> bool:
    """Tell whether two neighbours stand apart: found apart, or with room between them."""
    if left is None or right is None or left.line != right.line:
        return True
    return right.left - left.right > 0.4 * min(left.height, right.height)


def _untangle(hits: list[Hit]) -> list[Hit]:
    """Keep the hit that explains more where hits share characters; an error costs two of them."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end + 2 * hit.errors, hit.errors)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted((hit for hit in kept if not _ambiguous(hit, hits)), key=lambda hit: hit.start)


def _ambiguous(hit: Hit, hits: list[Hit]) -> bool:
    """Tell whether a misread word may as well be another label: 买方单位 and 卖方单位."""
    twins = [h for h in hits if (h.start, h.end, h.errors) == (hit.start, hit.end, hit.errors)]
    return hit.errors > 0 and len({plain(twin.label) for twin in twins}) > 1
