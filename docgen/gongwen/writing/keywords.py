"""The words a text comes back to, found without a dictionary."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

RUN: Final = re.compile(r"[\u4e00-\u9fff]+")
CUTS: Final = re.compile(
    r"的|了|和|与|及|在|是|为|对|将|并|等|按照|根据|以及|或者|通过|进行|各|要|应|可|不|有关|现|就|第|"
    r"年|月|日|个|把|被|由|从|到|于|以|其|该|本|我|至|如|共|已|向|使|请|能|会|也|还|都"
)
"""Small words: no keyword goes across them."""
LONGEST_WORD: Final = 8
LONGEST: Final = 100_000
"""Characters looked at."""


def keywords(text: str, most: int = 8) -> tuple[str, ...]:
    """Return the words said more than once, the weightiest first.

    A word is two to eight characters that stand together in different surroundings; one that is
    only ever part of a longer one is left out.
    """
    counts: Counter[str] = Counter()
    before: defaultdict[str, set[str]] = defaultdict(set)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for place, run in enumerate(_runs(text[:LONGEST])):
        for start, end in _spans(run):
            word = run[start:end]
            counts[word] += 1
            before[word].add(run[start - 1] if start else str(place))
            after[word].add(run[end] if end < len(run) else str(place))
    free = [
        word
        for word, count in counts.items()
        if count > 1 and len(before[word]) > 1 and len(after[word]) > 1
    ]
    ranked = sorted(free, key=lambda word: (-counts[word] * (len(word) - 1), word))
    return tuple(_without_parts(ranked))[:most]


def _runs(text: str) -> Iterator[str]:
    for found in RUN.findall(text):
        yield from (run for run in CUTS.split(found) if len(run) > 1)


def _spans(run: str) -> Iterator[tuple[int, int]]:
    for start in range(len(run) - 1):
        for end in range(start + 2, min(start + LONGEST_WORD, len(run)) + 1):
            yield start, end


def _without_parts(ranked: list[str]) -> Iterator[str]:
    chosen: list[str] = []
    for word in ranked:
        if not any(word in each or each in word for each in chosen):
            chosen.append(word)
            yield word
