"""Facts of a reference text that uses the very sentences the kind declares."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from docgen.gongwen.elements.found import Place
from docgen.gongwen.writing.declared import PLACE, Part, Written, read_written
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.reversing import reverse
from docgen.gongwen.writing.referring.stretches import MARKS, Stretch

LONGEST = 400
"""Characters of a paragraph that is held against the declared sentences."""


@cache
def closings() -> frozenset[str]:
    """Return the sentences of all kinds that tell no fact and lead to none: 特此通知."""
    return frozenset(
        part.text.rstrip(MARKS)
        for written in read_written().values()
        for part in written.part
        if part.text and not part.level and not PLACE.search(part.text) and part.text[-1] != "："
    )


def told_by(written: Written, stretch: Stretch) -> Iterator[tuple[Part, re.Match[str]]]:
    """Yield the declared sentences that a stretch is, with their facts."""
    for part in written.part if len(stretch.text) <= LONGEST else ():
        pattern = None if part.each or part.level else reverse(part.text, written.facts)
        if pattern and (found := pattern.fullmatch(stretch.text)):
            yield part, found


def offered_by_sentences(reading: Reading) -> Iterator[Offer]:
    """Yield what stands in declared sentences and titles, and the choices that they tell of."""
    yield from _by_title(reading)
    for stretch in reading.body:
        for part, found in told_by(reading.written, stretch):
            yield from _told(reading, found, stretch)
            yield from _chosen(reading, part.only, (stretch.place,))


def _by_title(reading: Reading) -> Iterator[Offer]:
    for declared in reading.written.title:
        pattern = reverse(declared.text, reading.written.facts, fewest=2)
        found = pattern.fullmatch(reading.title) if pattern else None
        if found:
            for name, value in found.groupdict().items():
                if value:
                    yield _offer(reading, name, value, reading.title_places, "参照文的标题")
            yield from _chosen(reading, declared.only, reading.title_places)
            return


def _told(reading: Reading, found: re.Match[str], stretch: Stretch) -> Iterator[Offer]:
    for name, value in found.groupdict().items():
        if value:
            places = (stretch.within(*found.span(name)),)
            yield _offer(reading, name, value, places, "参照文中与本文种相同的语句")


def _chosen(
    reading: Reading, only: Mapping[str, tuple[str, ...]], places: tuple[Place, ...]
) -> Iterator[Offer]:
    """Yield the choice a sentence stands for, where it stands for one alone."""
    for name, values in only.items():
        if len(values) == 1:
            yield _offer(reading, name, values[0], places, "这一用途才有的语句")


def _offer(reading: Reading, name: str, value: str, places: tuple[Place, ...], sign: str) -> Offer:
    told = (value,) if reading.written.facts[name].several else value
    return Offer(fact=name, value=told, places=places, sign=sign, sure=True)
