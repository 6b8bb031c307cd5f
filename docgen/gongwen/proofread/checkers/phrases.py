"""Fixed phrases: a text that differs from one in a single character means it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.lexicon.automaton import Automaton
from docgen.gongwen.proofread.near import first_difference, is_near, sound_alike
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "phrases.toml"
QUOTED: Final = re.compile(r"“(?P<x>[^“”\n]{3,12})”")
FREE: Final = "的地和与及、，了并"
"""Marks that may be put in or left out of a phrase."""
NUMERALS: Final = "一二三四五六七八九十两"
HEAD: Final = 4
"""Characters at the head of a phrase that say what is done."""
SHORTEST: Final = 3
SHORT: Final = 8
"""Of shorter phrases only another character is told, none that is missing or too many."""


class Phrases(Spec):
    """The declaration ``phrases.toml``."""

    phrases: tuple[str, ...]
    quoted: tuple[str, ...]


@dataclass(frozen=True)
class _Half:
    """The head or the tail of a phrase, by which it is found."""

    phrase: str
    words: str
    is_head: bool


@cache
def read_phrases(path: Path = DECLARED) -> Phrases:
    """Return the declaration."""
    return read_spec(path, Phrases)


@cache
def _halves() -> tuple[tuple[_Half, ...], Automaton]:
    halves = tuple(
        half
        for phrase in read_phrases().phrases
        for half in (
            _Half(phrase, phrase[: len(phrase) // 2], is_head=True),
            _Half(phrase, phrase[len(phrase) // 2 :], is_head=False),
        )
    )
    distinct = tuple(dict.fromkeys(half.words for half in halves))
    return halves, Automaton(distinct)


@cache
def _by_words() -> tuple[tuple[_Half, ...], ...]:
    """Return, for each word of the automaton, the halves that read so."""
    halves, _ = _halves()
    grouped: dict[str, list[_Half]] = {}
    for half in halves:
        grouped.setdefault(half.words, []).append(half)
    return tuple(tuple(each) for each in grouped.values())


def check_phrases(text: Text) -> Iterator[Fault]:
    """Yield the places that read like a fixed phrase but for one character."""
    _, automaton = _halves()
    for start, number in automaton.find(text.text):
        for half in _by_words()[number]:
            yield from _check(text.text, start, half)
    known = read_phrases().quoted
    for found in QUOTED.finditer(text.text):
        if found["x"] not in known:
            alike = [term for term in known if _sounds_like(term, found["x"])]
            if alike:
                yield tell("phrases.quoted", found.start("x"), found["x"], alike, right=alike[0])


def _check(text: str, start: int, half: _Half) -> Iterator[Fault]:
    """Compare what stands beside a half with the other half; the exact phrase is no fault."""
    phrase = half.phrase
    rest = len(phrase) - len(half.words)
    for change in (0, 1, -1):
        begin = start if half.is_head else start - rest - change
        end = begin + len(phrase) + change
        seen = text[max(begin, 0) : end]
        if begin < 0 or "\n" in seen or len(seen) != len(phrase) + change:
            continue
        if seen == phrase:
            return
        if not is_near(seen, phrase):
            continue
        name = _same_length(seen, phrase) if change == 0 else _other_length(seen, phrase)
        if name:
            yield tell(name, begin, seen, [phrase], right=phrase)
        return


def _same_length(seen: str, phrase: str) -> str:
    """Return the rule that a place with one other character breaks; empty for a mere variant.

    Other verbs at the head (推进 for 推动) are variants, and so are numbers and marks.
    """
    at = first_difference(seen, phrase)
    if not "\u3400" <= seen[at] <= "\u9fff" or seen[at] in NUMERALS + FREE:
        return ""
    if sound_alike(seen, phrase):
        return "phrases.near"
    if at < HEAD or len(phrase) < SHORT:
        return ""
    return "phrases.other"


def _other_length(seen: str, phrase: str) -> str:
    """Return the rule that a place with a character too many or too few breaks."""
    longer, shorter = (seen, phrase) if len(seen) > len(phrase) else (phrase, seen)
    at = first_difference(longer, shorter)
    edge = at in {0, len(shorter)}
    if len(phrase) < SHORT or edge or longer[at] in FREE or not "\u3400" <= longer[at] <= "\u9fff":
        return ""
    return "phrases.other_length"


def _sounds_like(term: str, seen: str) -> bool:
    return len(term) == len(seen) > SHORTEST and term != seen and sound_alike(term, seen)
