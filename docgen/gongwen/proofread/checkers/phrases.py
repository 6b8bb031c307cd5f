"""Fixed phrases and names: a text that differs from one in a single character means it.

One character may stand for another, be missing or be too many. Whichever it is, one half of the
phrase is as it should be: by the halves the phrases are found, all in one pass.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.checkers.namesakes import read_organs
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.lexicon.automaton import Automaton
from docgen.gongwen.proofread.near import first_difference, is_near, sound_alike
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "phrases.toml"
QUOTED: Final = re.compile(r"“(?P<x>[^“”\n]{3,12})”")
HAN: Final = re.compile("[\u3400-\u9fff]")
FREE: Final = "的地和与及、，了并"
"""Marks that may be put in or left out of a phrase."""
NUMERALS: Final = "一二三四五六七八九十两"
HEAD: Final = 4
"""Characters at the head of a phrase that say what is done."""
SHORTEST: Final = 3
SHORT: Final = 8
"""Of shorter phrases no character is told that stands for another or comes between, unless it
sounds the same or is its neighbour written twice."""
NAMES: Final = 5
"""Names of fewer characters are too like other words."""


class Phrases(Spec):
    """The declaration ``phrases.toml``."""

    phrases: tuple[str, ...]
    terms: tuple[str, ...]
    whole: tuple[str, ...]
    """Those of which the last character is missed as surely as one within."""
    right: tuple[str, ...]
    quoted: tuple[str, ...]


@dataclass(frozen=True)
class _Half:
    """The head or the tail of a phrase, by which it is found."""

    phrase: str
    words: str
    is_head: bool


class _Known:
    """What is fixed, and what looks like it and is right too."""

    def __init__(self, declared: Phrases) -> None:
        names = [name for names in read_organs() for name in names if len(name) >= NAMES]
        self.fixed = tuple(dict.fromkeys((*declared.phrases, *declared.terms, *names)))
        self.whole = frozenset(declared.whole)
        self.long = frozenset(each for each in declared.phrases if len(each) >= SHORT)
        """In which another character is told though it sounds otherwise."""
        self.right = frozenset((*self.fixed, *declared.right))

    @cached_property
    def halves(self) -> dict[str, list[_Half]]:
        """By their words."""
        grouped: dict[str, list[_Half]] = {}
        for phrase in self.fixed:
            middle = len(phrase) // 2
            for half in (
                _Half(phrase, phrase[:middle], is_head=True),
                _Half(phrase, phrase[middle:], is_head=False),
            ):
                grouped.setdefault(half.words, []).append(half)
        return grouped

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is looked for: halves, and whole phrases."""
        return tuple(dict.fromkeys((*self.halves, *self.right)))

    @cached_property
    def automaton(self) -> Automaton:
        """Finds the words."""
        return Automaton(self.words)


class _Places:
    """Stretches of a text."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))
        """How far those reach that begin up to there."""

    def hold(self, start: int, end: int) -> bool:
        """Return whether one of them has a place in it."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end


@cache
def read_phrases(path: Path = DECLARED) -> Phrases:
    """Return the declaration."""
    return read_spec(path, Phrases)


@cache
def _known() -> _Known:
    return _Known(read_phrases())


def check_phrases(text: Text) -> Iterator[Fault]:
    """Yield the places that read like a fixed phrase but for one character."""
    known = _known()
    found = [(at, known.words[number]) for at, number in known.automaton.find(text.text)]
    right = _Places((at, at + len(words)) for at, words in found if words in known.right)
    for start, words in found:
        for half in known.halves.get(words, ()):
            yield from (
                fault
                for fault in _compare(text.text, start, half)
                if not right.hold(fault.start, fault.end)
            )
    yield from _check_quoted(text.text)


def _check_quoted(text: str) -> Iterator[Fault]:
    known = read_phrases().quoted
    for found in QUOTED.finditer(text):
        if found["x"] not in known:
            alike = [term for term in known if _sounds_like(term, found["x"])]
            if alike:
                yield tell("phrases.quoted", found.start("x"), found["x"], alike, right=alike[0])


def _compare(text: str, start: int, half: _Half) -> Iterator[Fault]:
    """Yield how what stands beside a half differs from the other half in one character."""
    phrase = half.phrase
    rest = len(phrase) - len(half.words)
    for change in (0, 1, -1):
        begin = start if half.is_head else start - rest - change
        seen = text[max(begin, 0) : begin + len(phrase) + change]
        whole = begin >= 0 and len(seen) == len(phrase) + change
        if not whole or "\n" in seen or not is_near(seen, phrase):
            continue
        name = _same_length(seen, phrase) if change == 0 else _other_length(seen, phrase)
        if name and not (change == 1 and _goes_on(text, begin, seen, phrase)):
            yield tell(name, begin, seen, [phrase], right=phrase)


def _same_length(seen: str, phrase: str) -> str:
    """Return the rule that a place with one other character breaks; empty for a mere variant.

    Other verbs at the head (推进 for 推动) are variants, and so are numbers and marks.
    """
    at = first_difference(seen, phrase)
    if not HAN.match(seen[at]) or seen[at] in NUMERALS + FREE:
        return ""
    if sound_alike(seen, phrase):
        within = seen[0] == phrase[0] and seen[-1] == phrase[-1]
        return "phrases.near" if within or phrase in read_phrases().phrases else ""
    return "" if at < HEAD or phrase not in _known().long else "phrases.other"


def _other_length(seen: str, phrase: str) -> str:
    """Return the rule that a place with a character too many or too few breaks."""
    longer, shorter = (seen, phrase) if len(seen) > len(phrase) else (phrase, seen)
    at = first_difference(longer, shorter)
    if longer[at] in FREE or not HAN.match(longer[at]):
        return ""
    if longer is phrase:
        within = 0 < at < len(shorter) and not longer[at] == longer[0] == longer[at - 1]
        whole = within or (at == len(shorter) and phrase in _known().whole)
        return "phrases.missing" if whole else ""
    twice = at > 0 and longer[at] == longer[at - 1]
    within = 0 < at < len(shorter)
    return "phrases.extra" if twice or (within and phrase in _known().long) else ""


def _goes_on(text: str, begin: int, seen: str, phrase: str) -> bool:
    """Return whether what is written twice at an end of a phrase is part of the word beside it."""
    if seen == phrase + phrase[-1]:
        return bool(HAN.match(text, begin + len(seen)))
    return seen == phrase[0] + phrase and begin > 0 and bool(HAN.match(text[begin - 1]))


def _sounds_like(term: str, seen: str) -> bool:
    return len(term) == len(seen) > SHORTEST and term != seen and sound_alike(term, seen)
