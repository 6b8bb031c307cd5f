"""From a reference text to offered facts: the top of it all."""

from collections.abc import Iterable, Iterator
from itertools import islice

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Element, Found, Recognised
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.writing.declared import Written, need_written
from docgen.gongwen.writing.given import accepts
from docgen.gongwen.writing.referring.elements import offered_by_elements
from docgen.gongwen.writing.referring.offer import Offer, Reference, Section
from docgen.gongwen.writing.referring.patterns import offered_by_patterns
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.sections import offered_by_sections
from docgen.gongwen.writing.referring.sentences import closings, offered_by_sentences, told_by
from docgen.gongwen.writing.referring.stretches import MARKS, Stretch, Under, body_of, sections_of
from docgen.gongwen.writing.referring.tables import offered_by_tables

LONGEST_TITLE = 60
MOST = 3
"""Offers of one fact."""
WAYS = (
    offered_by_sentences,
    offered_by_patterns,
    offered_by_elements,
    offered_by_sections,
    offered_by_tables,
)
"""The surest first."""


def refer(kind: str, opened: Opened) -> Reference:
    """Return what a text offers for a text of a kind.

    Every offered word stands in the text; what it does not tell is not offered. Raises
    ``NotFoundError`` for an unknown kind.
    """
    written = need_written(kind)
    reading = _read(kind, written, opened)
    offers = (offer for way in WAYS for offer in way(reading))
    return Reference(
        title=reading.title,
        offers=tuple(_chosen(written, offers)),
        sections=tuple(_section(each) for each in reading.sections if each.stretches),
    )


def _read(kind: str, written: Written, opened: Opened) -> Reading:
    """Return the text in its parts; sentences that are declared as such are no items of a list."""
    seen = recognise(opened)
    body = body_of(opened, seen)
    if not seen.official.title and body and _can_be_title(body[0]):
        seen, body = _titled(seen, body[0]), body[1:]
    items = (piece for each in body for piece in _as_items(written, each))
    return Reading(kind, written, seen, body, sections_of(items))


def _as_items(written: Written, stretch: Stretch) -> tuple[Stretch, ...]:
    """Return a stretch as it stands in a list: of a leading sentence what is before it apart."""
    if any(told_by(written, stretch)):
        return (stretch,) if stretch.leads else ()
    if stretch.bare in closings():
        return ()
    return stretch.before_lead() if stretch.leads and not stretch.level else (stretch,)


def _titled(seen: Recognised, first: Stretch) -> Recognised:
    """Return what was recognised, with the first line as the title that was not."""
    found = Found(element=Element.TITLE, text=first.text, places=(first.place,), confidence=0.5)
    official = seen.official.model_copy(update={"title": first.text})
    return seen.model_copy(update={"official": official, "found": (*seen.found, found)})


def _can_be_title(stretch: Stretch) -> bool:
    return 1 < len(stretch.text) <= LONGEST_TITLE and stretch.text == stretch.text.rstrip(MARKS)


def _chosen(written: Written, offers: Iterable[Offer]) -> Iterator[Offer]:
    """Yield the offers a fact accepts, each value once, in the order of asking."""
    fitting = [each for each in offers if accepts(written.facts[each.fact], each.value)]
    for name in written.facts:
        own: dict[str, Offer] = {}
        for each in fitting:
            if each.fact == name:
                own.setdefault(str(each.value), each)
        yield from islice(own.values(), MOST)


def _section(under: Under) -> Section:
    paragraphs = [each for each in under.stretches if not each.rows]
    return Section(
        heading=under.head.bare if under.head else "",
        items=tuple(each.text for each in paragraphs),
        places=tuple(each.place for each in paragraphs),
    )
