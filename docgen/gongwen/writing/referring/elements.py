"""Facts taken from the elements of a reference text: bodies, title, number, days, names."""

from collections.abc import Iterator

from docgen.gongwen.elements.found import Place, Recognised
from docgen.gongwen.writing.declared import Fact
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.sources import SOURCES, Kept, Source


def offered_by_elements(reading: Reading) -> Iterator[Offer]:
    """Yield the facts that are declared to be an element of another document."""
    same = reading.seen.official.kind == reading.kind
    for name, fact in reading.written.facts.items():
        swapped = () if same else reading.written.taken.get(name, ())
        for place, each in enumerate(swapped or fact.taken):
            source = SOURCES[each]
            kept = source.kept is Kept.ALWAYS or (same and source.kept is Kept.BY_KIND)
            if source.words(reading.seen.official):
                sure = bool(swapped or (kept and not fact.only)) and not place
                yield _offer(name, fact, source, reading.seen).model_copy(update={"sure": sure})


def _offer(name: str, fact: Fact, source: Source, seen: Recognised) -> Offer:
    words = source.words(seen.official)
    element = next((each for each in source.elements if seen.of(each)), source.elements[0])
    places: tuple[Place, ...] = tuple(at for each in seen.of(element) for at in each.places)
    return Offer(
        fact=name,
        value=words if fact.several else "、".join(words),
        places=places,
        sign=f"参照文的{element}",
        sure=True,
    )
