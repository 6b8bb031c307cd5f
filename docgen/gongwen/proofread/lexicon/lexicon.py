"""A lexicon: entries under a name and a version, found all at once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from docgen.gongwen.proofread.lexicon.automaton import Automaton
from docgen.gongwen.proofread.lexicon.entry import Sort, TypedEntry
from docgen.gongwen.proofread.rule import CONFIDENCE
from docgen.gongwen.proofread.text import Text
from models.records import Record

ENDS: Final = re.compile(r"[。；！？\n]")
LONGEST: Final = 500
"""Characters before and behind a word that are read as its sentence."""
NO_REASON: Final = "“{word}”是词库“{name}”所列的{sort}写法。"
KINDS: Final = {kind.value: kind for kind in Kind}
"""A group named like a kind of fault is told as that kind."""


class Lexicon(Record):
    """Entries that count together; one word may have several, with different conditions.

    One with an obstacle is kept and not applied.
    """

    name: str
    version: int = 1
    entries: tuple[TypedEntry, ...] = ()

    @cached_property
    def _by_word(self) -> dict[str, list[TypedEntry]]:
        grouped: dict[str, list[TypedEntry]] = defaultdict(list)
        for entry in (each for each in self.entries if not each.obstacle):
            grouped[entry.word].append(entry)
        return grouped

    @cached_property
    def _words(self) -> list[str]:
        return list(self._by_word)

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(self._words)

    def matches(self, text: Text) -> Iterator[tuple[int, TypedEntry]]:
        """Yield where an entry's word stands under its conditions."""
        for start, number in self._automaton.find(text.text):
            for entry in self._by_word[self._words[number]]:
                if entry.counts_on(text.setting.today) and _fits(entry, text.text, start):
                    yield start, entry

    def faults(self, text: Text) -> Iterator[Fault]:
        """Yield what the entries tell of a text."""
        for start, entry in self.matches(text):
            if entry.sort is not Sort.ALLOWED:
                yield self._fault(start, entry)

    def allowed(self, text: Text) -> Iterator[tuple[int, int]]:
        """Yield the places, start and end, of which nothing is to be told."""
        for start, entry in self.matches(text):
            if entry.sort is Sort.ALLOWED:
                yield start, start + len(entry.word)

    def _fault(self, start: int, entry: TypedEntry) -> Fault:
        severity = Severity(entry.sort.value)
        told = NO_REASON.format(word=entry.word, name=self.name, sort=entry.sort)
        return Fault(
            start=start,
            end=start + len(entry.word),
            wrong=entry.word,
            suggestions=entry.suggestions,
            kind=KINDS.get(entry.group, Kind.OWN),
            severity=severity,
            reason=entry.reason or told,
            confidence=CONFIDENCE[severity],
            source=entry.source or f"词库“{self.name}”第{self.version}版",
            rule=f"lexicon.{self.name}",
        )


def _fits(entry: TypedEntry, text: str, start: int) -> bool:
    end = start + len(entry.word)
    return (
        (not entry.before or text.endswith(entry.before, 0, start))
        and (not entry.after or text.startswith(entry.after, end))
        and not (entry.not_before and text.endswith(entry.not_before, 0, start))
        and not (entry.not_after and text.startswith(entry.not_after, end))
        and (not entry.within or entry.fits(_sentence(text, start, end)))
    )


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place."""
    first, last = max(0, start - LONGEST), min(len(text), end + LONGEST)
    begin = max(text.rfind(mark, first, start) for mark in "。；！？\n") + 1
    after = ENDS.search(text, end, last)
    return text[max(begin, first) : after.start() if after else last]
