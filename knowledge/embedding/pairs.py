"""Read the texts that the embedding learns from, and keep test questions out of them."""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.words.terms import terms

SENTENCE = re.compile(r"[^。；！？;\n]+[。；！？;\n]?")
SHORTEST_SENTENCE = 12
# Two texts that share this part of their terms are the same question asked twice.
NEAR = 0.75


class Pair(NamedTuple):
    """Two texts that belong together, and where they come from."""

    anchor: str
    positive: str
    source: str


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of one JSON object per line, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs stored with the keys anchor, positive and source."""
    return [Pair(row["anchor"], row["positive"], row["source"]) for row in read_lines(path)]


def read_negatives(path: Path) -> dict[str, list[str]]:
    """Read which texts look like another and mean something else (keys a and b)."""
    strangers = defaultdict(list)
    for row in read_lines(path):
        strangers[row["a"]].append(row["b"])
        strangers[row["b"]].append(row["a"])
    return dict(strangers)


def article_pairs(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Pair a sentence of each article of law with the rest of it, or its heading with its text.

    Only the latest version of a law counts, and an article that several laws repeat counts once.
    """
    latest = {row["text"]: row for row in read_lines(path) if row["latest"]}
    for row in latest.values():
        heading = f"{row['law']}{row['art']} {row['chapter']}"
        sentences = SENTENCE.findall(row["text"])
        long = [text for text in sentences if len(text) >= SHORTEST_SENTENCE]
        if len(long) > 1:
            picked = chance.choice(long)
            rest = "".join(text for text in sentences if text is not picked)
            yield Pair(picked, f"{heading} {rest}", "article_sentence")
        else:
            yield Pair(f"{row['law']} {row['chapter']}", row["text"], "article_heading")


class Questions:
    """Test questions, arranged so that a text close to one of them is found quickly."""

    def __init__(self, questions: Iterable[str]) -> None:
        self._terms = [frozenset(terms(question)) for question in questions]
        self._most = max(map(len, self._terms), default=0) / NEAR
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(self._terms):
            for term in held:
                if len(term) > 1:
                    self._holders[term].append(number)

    def hold(self, text: str) -> bool:
        """Return whether the text is one of the questions, or nearly so."""
        if len(text) > self._most:  # a text has more terms than characters
            return False
        wanted = frozenset(terms(text))
        shared = Counter(n for term in wanted for n in self._holders.get(term, ()))
        return any(
            len(wanted & self._terms[number]) >= NEAR * len(wanted | self._terms[number])
            for number, _ in shared.most_common(3)
        )
