"""Facts told in a phrase that is declared for them: 根据……, 时间：……, 自……起施行."""

from collections.abc import Iterator
from typing import NamedTuple

from docgen.gongwen.elements.found import Place
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.reversing import compiled


def offered_by_patterns(reading: Reading) -> Iterator[Offer]:
    """Yield what the declared phrases of each fact tell; told once it is sure."""
    for name, fact in reading.written.facts.items():
        told = [each for pattern in fact.patterns for each in _told(reading, pattern)]
        alone = len({each.words for each in told}) == 1
        for each in told:
            yield Offer(
                fact=name,
                value=(each.words,) if fact.several else each.words,
                places=(each.place,),
                sign="参照文中的语句",
                sure=alone,
            )


class _Told(NamedTuple):
    words: str
    place: Place


def _told(reading: Reading, pattern: str) -> Iterator[_Told]:
    for stretch in reading.body:
        for found in compiled(pattern).finditer(stretch.text):
            yield _Told(found["x"], stretch.within(*found.span("x")))
