"""Propose rows for the table of sayings from what people asked and then chose.

A question that led to an entry without sharing a word with its title, asked so by several people,
says that its words mean the entry. Staff decide; nothing proposed here is used by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from knowledge.words.plain import plain
from knowledge.words.sayings import Sayings
from models.records import Record

PHRASE = range(2, 7)
"""Characters of a phrase that is proposed."""


class Choice(Record):
    """What someone asked, and the entry that proved to be meant: clicked, or named by staff."""

    question: str
    entry: str
    title: str


class Suggestion(Record):
    """A row that staff may take in."""

    say: str
    entry: str
    official: str
    """Title of the entry."""
    support: int
    """Questions with the phrase that led to the entry …"""
    against: int
    """… and to another."""


def suggest(
    choices: Iterable[Choice], known: Sayings, support: int = 3, certainty: float = 0.8
) -> Sequence[Suggestion]:
    """Return the phrases that lead to one entry and do not stand in its title, the surest first.

    Args:
        choices: what was asked and chosen; the same question counts once for an entry.
        known: the table in use; a question it already leads to the entry says nothing new.
        support: the fewest different questions a phrase must stand in.
        certainty: the least share of the questions with the phrase that lead to the entry.
    """
    fresh = (each for each in choices if each.title not in known.official(each.question))
    asked = {(plain(each.question), each.entry): each for each in fresh}.values()
    titles = {each.entry: each.title for each in asked}
    led = _led(asked)
    found = [
        Suggestion(
            say=phrase,
            entry=entry,
            official=titles[entry],
            support=times,
            against=sum(entries.values()) - times,
        )
        for phrase, entries in led.items()
        for entry, times in entries.items()
        if times >= support
        and times >= certainty * sum(entries.values())
        and phrase not in plain(titles[entry])
    ]
    return _longest(sorted(found, key=lambda one: (-one.support, -len(one.say), one.say)))


def _led(asked: Iterable[Choice]) -> Mapping[str, Counter[str]]:
    """Return by phrase how many questions with it led to which entry."""
    led: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for choice in asked:
        for phrase in _phrases(plain(choice.question)):
            led[phrase][choice.entry] += 1
    return led


def _phrases(text: str) -> Collection[str]:
    runs = "".join(letter if letter.isalnum() else " " for letter in text).split()
    cuts = (
        (run[at : at + size] for size in PHRASE for at in range(len(run) - size + 1))
        for run in runs
    )
    return set(chain.from_iterable(cuts))


def _longest(found: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """Leave out a phrase that stands in a longer one with the same support for the same entry."""
    return tuple(
        one
        for one in found
        if not any(
            one.say != other.say
            and one.say in other.say
            and (one.entry, one.support, one.against) == (other.entry, other.support, other.against)
            for other in found
        )
    )
