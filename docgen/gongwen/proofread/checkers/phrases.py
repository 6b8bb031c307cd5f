"""Fixed phrases: a text that differs from one in a single character means it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.lexicon.automaton import Automaton
from docgen.gongwen.proofread.near import is_near
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "phrases.toml"
QUOTED: Final = re.compile(r"“(?P<x>[^“”\n]{3,12})”")
FREE: Final = "的地和与及、，了并"
"""Marks that may be put in or left out of a phrase."""
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
            near = [
                term
                for term in known
                if len(term) == len(found["x"]) > 3 and is_near(term, found["x"])
            ]
            if near and _one_apart(near[0], found["x"]):
                yield tell("phrases.quoted", found.start("x"), found["x"], near[:1], right=near[0])


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
        if change == 0 and is_near(seen, phrase) and _is_slip(seen, phrase):
            yield tell("phrases.near", begin, seen, [phrase], right=phrase)
            return
        if change and len(phrase) >= SHORT and is_near(seen, phrase) and not _is_free(seen, phrase):
            if change < 0 or text[begin : begin + len(phrase)] != phrase:
                yield tell("phrases.other_length", begin, seen, [phrase], right=phrase)
            return


def _is_slip(seen: str, phrase: str) -> bool:
    """Return whether the one character is neither mark nor number, at the edge of a short phrase."""
    differing = [at for at, pair in enumerate(zip(seen, phrase, strict=True)) if pair[0] != pair[1]]
    inner = differing[0] > 0 and differing[-1] < len(phrase) - 1
    marks = "".join(seen[at] for at in differing)
    return (inner or len(phrase) >= SHORT) and all("\u3400" <= mark <= "\u9fff" for mark in marks)


def _is_free(seen: str, phrase: str) -> bool:
    """Return whether what is too many or missing may be so."""
    longer, shorter = (seen, phrase) if len(seen) > len(phrase) else (phrase, seen)
    at = next(
        (at for at, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]),
        len(shorter),
    )
    return longer[at] in FREE or at in {0, len(shorter)} or not "\u3400" <= longer[at] <= "\u9fff"


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
