"""Tags proposed for a text, each with the words that tell it; the sure ones may be set."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.sorting.text import Text
from knowledge.vocabularies import Vocabularies, read_vocabularies
from models.records import Record
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_name("cues.toml")
OPENING: Final = 200
"""Characters of a body that tell what it is about."""
MOST_EVIDENCE: Final = 5


class Cues(Spec):
    """``cues.toml``."""

    in_title: float
    in_opening: float
    in_body: float
    most_in_body: int
    sure: float
    least: float
    audience: Mapping[str, tuple[str, ...]]
    industries: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, tuple[str, ...]]


class Tag(Record):
    """A word of a vocabulary that fits a text."""

    kind: str
    """``audience``, ``industries``, ``channels``, ``districts``, ``department`` or ``matters``."""
    word: str
    score: float
    sure: bool
    """Told plainly enough to be set; otherwise it is only proposed."""
    evidence: tuple[str, ...]
    """Words of the text."""


@cache
def read_cues() -> Cues:
    """Read the cues once; raises ``SpecError`` for a word that no vocabulary has."""
    cues, known = read_spec(FILE, Cues), read_vocabularies()
    for kind in ("audience", "industries", "channels"):
        need(FILE.name, kind, getattr(cues, kind), getattr(known, kind))
    return cues


def propose_tags(text: Text, matters: Mapping[str, str] | None = None) -> tuple[Tag, ...]:
    """Return the tags that fit a text, the surest first.

    ``matters`` are the titles of services and scenarios by id; one is told by its title alone.
    """
    cues = read_cues()
    found = [
        tag
        for kind, word, signs in _signs(cues, read_vocabularies(), matters or {})
        if (tag := _tag(cues, text, kind, word, signs))
    ]
    return tuple(sorted(found, key=lambda tag: (-tag.score, tag.kind, tag.word)))


def _signs(
    cues: Cues, known: Vocabularies, matters: Mapping[str, str]
) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield each word of the vocabularies with the words it is known by."""
    for kind in ("audience", "industries", "channels"):
        more: Mapping[str, tuple[str, ...]] = getattr(cues, kind)
        for word in getattr(known, kind):
            yield kind, word, (word, *more.get(word, ()))
    yield from (("districts", word, (word,)) for word in known.districts)
    yield from (("department", word, (word,)) for word in known.departments)
    yield from (("matters", word, (title,)) for word, title in matters.items() if title)


def _tag(cues: Cues, text: Text, kind: str, word: str, signs: Sequence[str]) -> Tag | None:
    head = "\n".join((text.title, *text.keywords, *text.questions, text.department))
    opening, rest = text.body[:OPENING], text.body[OPENING:]
    score, evidence = 0.0, []
    for sign in signs:
        times = min(rest.count(sign), cues.most_in_body)
        own = (
            cues.in_title * (sign in head)
            + cues.in_opening * (sign in opening)
            + cues.in_body * times
        )
        if own:
            score += own
            evidence.append(sign)
    if score < cues.least:
        return None
    told = tuple(evidence[:MOST_EVIDENCE])
    return Tag(kind=kind, word=word, score=score, sure=score >= cues.sure, evidence=told)
