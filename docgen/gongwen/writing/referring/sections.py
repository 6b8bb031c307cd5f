"""Lists and paragraphs taken from the sections of a reference text, by their headings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from docgen.gongwen.writing.declared import ITEM, PLACE, Part
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.reversing import reverse
from docgen.gongwen.writing.referring.stretches import LEADS, Stretch, Under

LONGEST_HEAD = 20
"""Characters of a heading that are quoted."""


@dataclass(frozen=True)
class _Anchor:
    """What stands before a part in the declaration."""

    parts: tuple[Part, ...] = ()
    """A heading, or leading sentences of which one is written; none at the beginning."""
    taken: bool = False
    """Whether another part has what follows it already."""

    @property
    def heading(self) -> str:
        return self.parts[0].text if self.parts and self.parts[0].level else ""

    def beside(self, part: Part) -> "_Anchor":
        """Return what stands before the part: of leading sentences those written with it."""
        kept = tuple(each for each in self.parts if _together(each, part))
        return self if len(kept) == len(self.parts) else _Anchor(kept, taken=not kept)

    def then(self, part: Part) -> "_Anchor":
        """Return the same with a heading or a leading sentence in its place, or beside it."""
        alike = self.parts and not self.taken and not (self.heading or part.level)
        return _Anchor((*self.parts, part) if alike else (part,))


@dataclass(frozen=True)
class _Claim:
    """A section that a fact takes for its own, and by how long a word of its heading."""

    offer: Offer
    under: Under
    length: int


def offered_by_sections(reading: Reading) -> Iterator[Offer]:
    """Yield what stands under the headings of each fact, after its sentence, or before all.

    A heading that words of several facts stand in belongs to the fact with the longest of them.
    """
    claims = list(_claims(reading))
    longest: dict[int, int] = defaultdict(int)
    for each in claims:
        longest[id(each.under)] = max(longest[id(each.under)], each.length)
    yield from (each.offer for each in claims if each.length == longest[id(each.under)])


def _claims(reading: Reading) -> Iterator[_Claim]:
    anchor = _Anchor()
    for part in reading.written.part:
        before = anchor.beside(part)
        if name := _fact_of(part, before):
            yield from _claimed(reading, name, part, before)
            anchor = _Anchor(anchor.parts, taken=True)
        elif part.level or LEADS.search(part.text):
            anchor = anchor.then(part)


def _together(before: Part, part: Part) -> bool:
    """Return whether some choice brings in both a part and what stands before it."""
    only = before.only.items()
    return all({*values} & {*part.only.get(name, values)} for name, values in only)


def _fact_of(part: Part, anchor: _Anchor) -> str:
    """Return the fact that a part tells item by item, or alone under a heading."""
    alone = PLACE.findall(part.text)
    under = anchor.heading and len(alone) == 1 and not (anchor.taken or LEADS.search(part.text))
    return part.each or (alone[0][0] if under else "")


def _claimed(reading: Reading, name: str, part: Part, anchor: _Anchor) -> Iterator[_Claim]:
    fact = reading.written.facts[name]
    words = (*([anchor.heading] if anchor.heading else []), *fact.headings)
    under = _under(reading, words)
    for section, word in under:
        yield _Claim(_offer(reading, name, part, section), section, len(word))
    if under or anchor.heading or anchor.taken:
        return
    found = _following(reading, anchor.parts)
    if found and found.stretches:
        offer = _offer(reading, name, part, found)
        yield _Claim(offer.model_copy(update={"sure": bool(anchor.parts)}), found, 0)


def _under(reading: Reading, words: tuple[str, ...]) -> list[tuple[Under, str]]:
    """Return the sections whose headings have one of the words, those with the first word first."""
    ranked = [
        (at, each, word)
        for each in reading.sections
        if each.head and each.stretches
        for at, word in enumerate(words)
        if word in each.head.bare
    ]
    return [(each, word) for _, each, word in sorted(ranked, key=itemgetter(0))]


def _following(reading: Reading, leads: tuple[Part, ...]) -> Under | None:
    """Return what follows a leading sentence of the text, told as it is declared; the opening."""
    if not leads:
        return reading.sections[0]
    patterns = [reverse(lead.text, reading.written.facts) for lead in leads]
    for each in reading.sections:
        words = each.head.text if each.head else ""
        if any(pattern and pattern.fullmatch(words) for pattern in patterns):
            return each
    return None


def _offer(reading: Reading, name: str, part: Part, under: Under) -> Offer:
    told = [_item(reading, name, part, each) for each in under.stretches if not each.rows]
    items = tuple(each.text for each in told)
    head = f"“{under.head.bare[-LONGEST_HEAD:]}”之后" if under.head else "开头"
    return Offer(
        fact=name,
        value=items if reading.written.facts[name].several else "".join(items),
        places=tuple(each.place for each in told),
        sign=f"参照文{head}的内容",
        sure=True,
    )


def _item(reading: Reading, name: str, part: Part, stretch: Stretch) -> Stretch:
    """Return an item without the words that the declared sentence has around it."""
    group = ITEM if part.each else name
    pattern = reverse(part.text, reading.written.facts, fewest=0)
    found = pattern.fullmatch(stretch.text) if pattern else None
    if not found:
        return stretch
    start, end = found.span(group)
    return Stretch(stretch.text[start:end], stretch.within(start, end))
