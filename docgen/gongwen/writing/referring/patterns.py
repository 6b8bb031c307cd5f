"""Facts told in a phrase that is declared for them: 根据……, 时间：……, 自……起施行."""

from collections.abc import Iterator

from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.reversing import compiled


def offered_by_patterns(reading: Reading) -> Iterator[Offer]:
    """Yield what the declared phrases of each fact tell, in the order of the text."""
    for name, fact in reading.written.facts.items():
        for pattern in map(compiled, fact.patterns):
            for stretch in reading.body:
                for found in pattern.finditer(stretch.text):
                    yield Offer(
                        fact=name,
                        value=(found["x"],) if fact.several else found["x"],
                        places=(stretch.within(*found.span("x")),),
                        sign="参照文中的语句",
                        sure=True,
                    )
