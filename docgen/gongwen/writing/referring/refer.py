"""From a reference text to offered facts: the top of it all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Element, Found, Recognised
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.writing.declared import Written, need_written
from docgen.gongwen.writing.given import accepts
from docgen.gongwen.writing.referring.assigning import Assigned, assign, grouped
from docgen.gongwen.writing.referring.elements import offered_by_elements
from docgen.gongwen.writing.referring.offer import Offer, Reference, Section
from docgen.gongwen.writing.referring.patterns import offered_by_patterns
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.sections import item_of, offered_by_sections, sign_of
from docgen.gongwen.writing.referring.sentences import closings, offered_by_sentences, told_by
from docgen.gongwen.writing.referring.stretches import MARKS, Stretch, body_of, sections_of
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
SURE = 0.9
"""How likely the fact of paragraphs is that are taken for sure."""


def refer(kind: str, opened: Opened) -> Reference:
    """Return what a text offers for a text of a kind.

    Every offered word stands in the text; what it does not tell is not offered. Raises
    ``NotFoundError`` for an unknown kind.
    """
    written = need_written(kind)
    reading = _read(kind, written, opened)
    offers = [offer for way in WAYS for offer in way(reading)]
    assigned = assign(reading, _choices(written, offers))
    offers = [*_by_paragraphs(reading, assigned), *offers]
    return Reference(
        title=reading.title,
        offers=tuple(_chosen(written, [*offers, *_by_use(written, offers)])),
        sections=tuple(_section(group) for group in grouped(assigned)),
    )


def _choices(written: Written, offers: Iterable[Offer]) -> dict[str, str]:
    """Return the choices of the text that are known for sure."""
    choices: dict[str, str] = {}
    for each in offers:
        if written.facts[each.fact].choices and each.sure:
            choices.setdefault(each.fact, str(each.value))
    return choices


def _by_use(written: Written, offers: Iterable[Offer]) -> Iterator[Offer]:
    """Yield the choices that most of what was found is told of."""
    told: dict[str, dict[str, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for each in offers:
        for name, values in written.facts[each.fact].only.items():
            if len(values) == 1:
                told[name][values[0]].append(each)
    for name, signs in told.items():
        value = max(signs, key=lambda each: len(signs[each]))
        places = signs[value][0].places
        yield Offer(fact=name, value=value, places=places, sign="按正文内容判断", sure=False)


def _by_paragraphs(reading: Reading, assigned: Iterable[Assigned]) -> Iterator[Offer]:
    """Yield what the paragraphs tell, those of one fact together."""
    told: dict[tuple[bool, str], list[Assigned]] = defaultdict(list)
    for each in assigned:
        if each.fact:
            told[each.weaker, each.fact].append(each)
    for (_, name), group in sorted(told.items()):
        items = [item_of(reading, name, each.stretch) for each in group]
        confidence = min(each.confidence for each in group)
        yield Offer(
            fact=name,
            value=tuple(each.text for each in items),
            places=tuple(each.place for each in items),
            sign=f"{sign_of(group[0].under)}，按小标题、语句和位置判断",
            sure=confidence >= SURE,
            confidence=confidence,
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


def _section(group: Sequence[Assigned]) -> Section:
    head = group[0].under.head
    return Section(
        heading=head.bare if head else "",
        fact=group[0].fact,
        confidence=min(each.confidence for each in group),
        items=tuple(each.stretch.text for each in group),
        places=tuple(each.stretch.place for each in group),
    )
