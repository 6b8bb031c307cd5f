"""A summary of a document in its own sentences; no model writes a word of it."""

import math
import re
from collections import Counter
from typing import Final

from models.records import Record

SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?")
WORD: Final = re.compile(r"[\u4e00-\u9fff]+")
SHORTEST: Final = 12
LONGEST: Final = 120
"""Characters of a sentence worth quoting."""
DECISIVE: Final = re.compile(
    r"(?:目标|要求|决定|同意|应当|不得|自.{2,20}起(?:施行|执行)|现就|现将|明确|原则|负责)"
)
MOST_SENTENCES: Final = 400
"""Sentences looked at; the rest of a long document counts for words only."""
FIRST_OF_ALL: Final = 0.35
"""What a sentence gains for standing first; it falls to nothing at the end."""


class Quoted(Record):
    """A sentence of the document and where it stands."""

    text: str
    start: int


def summarise(title: str, body: str, characters: int = 200) -> tuple[Quoted, ...]:
    """Return sentences that say most of the document, in its order, together no longer than asked.

    A sentence counts for the words that the rest of the document uses too, for those of the
    title, for deciding something, and for standing early; what repeats a chosen one is left out.
    """
    sentences = [
        Quoted(text=found[0].strip(), start=found.start() + _lead(found[0]))
        for found in SENTENCE.finditer(body)
        if SHORTEST <= len(found[0].strip()) <= LONGEST
    ][:MOST_SENTENCES]
    pairs = [_pairs(each.text) for each in sentences]
    used: Counter[str] = Counter(pair for each in pairs for pair in each)
    own = _pairs(title)
    worth = [
        _worth(each, used, own) + FIRST_OF_ALL * (1 - at / len(pairs)) + _decides(sentences[at])
        for at, each in enumerate(pairs)
    ]
    chosen = _chosen(sentences, pairs, worth, characters)
    return tuple(sentences[at] for at in sorted(chosen))


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters: words without a dictionary."""
    runs = WORD.findall(text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _worth(pairs: frozenset[str], used: Counter[str], own: frozenset[str]) -> float:
    """Return how central a sentence is; long ones do not win by length."""
    if not pairs:
        return 0.0
    central = sum(math.log(used[pair]) for pair in pairs) / math.sqrt(len(pairs))
    return central / 10 + len(pairs & own) / (len(own) + 1)


def _decides(sentence: Quoted) -> float:
    return 0.25 if DECISIVE.search(sentence.text) else 0.0


def _chosen(
    sentences: list[Quoted], pairs: list[frozenset[str]], worth: list[float], characters: int
) -> list[int]:
    chosen: list[int] = []
    left = characters
    for at in sorted(range(len(sentences)), key=lambda at: -worth[at]):
        repeats = any(len(pairs[at] & pairs[it]) > len(pairs[at]) / 2 for it in chosen)
        if len(sentences[at].text) <= left and not repeats:
            chosen.append(at)
            left -= len(sentences[at].text)
    return chosen
