"""Which texts without a counterpart are one text rewritten, by what only these two say.

What many paragraphs have in common tells little; characters, numbers, parties and headings that no
other paragraph has tell most (inverse document frequency: Spärck Jones, Journal of Documentation
28, 1972).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Final

from docgen.gongwen.compare.difference import Topic
from docgen.gongwen.compare.tokens import tokens_of

FEWEST: Final = 12
"""Characters a text must have to be known again when it was rewritten."""
HALF: Final = 0.4
"""Share of what two texts say, the rare weighing most, from which they are one …"""
SOME: Final = 0.15
"""… and from which they are where both have the same heading, or the same numbers or parties."""
MARKS: Final = 2
"""So many numbers or parties."""
LONGEST: Final = 4_000
"""Characters of a text that are looked at."""
_RARE: Final = 3
"""Texts of one side that may have a feature for it to lead from one text to another."""
_HEADING: Final = re.compile(
    r"\s*(?:第[零〇一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])\s*([^\s。：:；，、]{2,20})[\s。：:；]"
)
_NUMBERS: Final = "第"
"""What begins so counts places, and changes with them."""

Features = frozenset[str]
"""Pairs of characters; numbers and parties begin with #, a heading with §."""


def find_rewritten(
    lefts: Sequence[str], rights: Sequence[str], lone: Collection[int], rest: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of the places ``lone`` and ``rest``, the surest first, no place twice."""
    lone = [i for i in lone if len(lefts[i]) >= FEWEST]
    rest = [j for j in rest if len(rights[j]) >= FEWEST]
    if not lone or not rest:
        return
    left, right = ([_features(text) for text in texts] for texts in (lefts, rights))
    own, others = {i: left[i] for i in lone}, {j: right[j] for j in rest}
    counts = Counter(each for features in (*left, *right) for each in features)
    weights = {
        each: _size(each) * math.log1p((len(lefts) + len(rights)) / max(count, 2))
        for each, count in counts.items()
    }
    scored = [
        (_share(own[i], others[j], weights), i, j)
        for i, j in _met(own, others)
        if _is_one(own[i], others[j], weights, counts)
    ]
    taken: set[int] = set()
    given: set[int] = set()
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield i, j


def _features(text: str) -> Features:
    told = text[:LONGEST]
    tokens = tokens_of(told)
    marks = {
        f"#{token.text}"
        for token in tokens
        if token.topic is Topic.PARTY
        or (token.topic is not Topic.TEXT and len(token.text) > 3 and token.text[0] != _NUMBERS)
    }
    pairs = {
        one.text + other.text
        for one, other in pairwise(tokens)
        if one.text.isalpha() and other.text.isalpha()
    }
    heading = _HEADING.match(told)
    return frozenset({*marks, *pairs, *([f"§{heading[1]}"] if heading else [])})


def _size(feature: str) -> int:
    """Return how many pairs of characters a feature stands for."""
    return len(feature) - 1


def _met(own: Mapping[int, Features], others: Mapping[int, Features]) -> set[tuple[int, int]]:
    """Return the pairs of texts that have something rare in common."""
    held: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((own, others)):
        for place, features in texts.items():
            for each in features:
                held[each][side].append(place)
    few = (both for both in held.values() if max(map(len, both)) <= _RARE)
    return {pair for left, right in few for pair in product(left, right)}


def _share(own: Features, other: Features, weights: Mapping[str, float]) -> float:
    whole = sum(weights[each] for text in (own, other) for each in text)
    return 2 * sum(weights[each] for each in own & other) / whole if whole else 0.0


def _is_one(
    own: Features, other: Features, weights: Mapping[str, float], counts: Mapping[str, int]
) -> bool:
    share = _share(own, other, weights)
    alone = [each for each in own & other if counts[each] == 2]
    named = any(each.startswith("§") for each in alone)
    marked = sum(each.startswith("#") for each in alone) >= MARKS
    return share >= (SOME if named or marked else HALF)
