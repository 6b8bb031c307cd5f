"""Lists and paragraphs taken from the sections of a reference text, by their headings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from docgen.gongwen.writing.declared import ITEM, PLACE, Part, Written
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


Claims = Mapping[int, Mapping[str, int]]
"""By the identity of a section: the facts that are told item by item in it, with the length of the
word of its heading; none where it names a fact that is told in one."""


@dataclass(frozen=True)
class _Claim:
    """A section that a fact takes for its own, and by how long a word of its heading."""

    fact: str
    part: Part
    under: Under
    length: int


def claims_of(reading: Reading) -> Claims:
    """Return which sections belong to which facts by their headings or leading sentences."""
    facts = reading.written.facts
    told: dict[int, dict[str, int]] = defaultdict(dict)
    for each in _longest(reading):
        told[id(each.under)] |= {each.fact: each.length} if facts[each.fact].several else {}
    return told


def is_weaker(claims: Claims, under: Under, fact: str) -> bool:
    """Tell whether a section claims a fact by a shorter word than another section does."""
    own = claims.get(id(under), {}).get(fact)
    return own is not None and own < max(each.get(fact, 0) for each in claims.values())


def offered_by_sections(reading: Reading) -> Iterator[Offer]:
    """Yield what stands under the headings of each fact that is told in one."""
    facts = reading.written.facts
    for each in _longest(reading):
        if not facts[each.fact].several:
            told = [
                item_of(reading, each.fact, one) for one in each.under.stretches if not one.rows
            ]
            yield Offer(
                fact=each.fact,
                value="".join(one.text for one in told),
                places=tuple(one.place for one in told),
                sign=sign_of(each.under),
                sure=True,
            )


def sign_of(under: Under) -> str:
    """Return where the paragraphs of a section stand, in Chinese."""
    return f"参照文{f'“{under.head.bare[-LONGEST_HEAD:]}”之后' if under.head else '开头'}的内容"


def item_of(reading: Reading, name: str, stretch: Stretch) -> Stretch:
    """Return an item without the words that the declared sentence has around it."""
    for part in reading.written.part:
        group = ITEM if part.each == name else name
        pattern = reverse(part.text, reading.written.facts, fewest=0) if part.text else None
        found = pattern.fullmatch(stretch.text) if pattern and name in part.facts else None
        if found:
            start, end = found.span(group)
            return Stretch(stretch.text[start:end], stretch.within(start, end))
    return stretch


def _longest(reading: Reading) -> Iterator[_Claim]:
    """Yield the claims; a heading with words of several facts belongs to that of the longest."""
    claims = list(_claims(reading))
    longest: dict[int, int] = defaultdict(int)
    for each in claims:
        longest[id(each.under)] = max(longest[id(each.under)], each.length)
    yield from (each for each in claims if each.length == longest[id(each.under)])


def told_by_paragraphs(written: Written) -> tuple[str, ...]:
    """Return the facts that are told item by item or alone under a heading, in their order."""
    return tuple(dict.fromkeys(name for name, _, _ in _anchored(written)))


def opening_fact(written: Written) -> str:
    """Return the fact a text of the kind opens with; nothing where a sentence or heading leads."""
    name, _, before = next(_anchored(written), ("", None, _Anchor()))
    return "" if before.parts else name


def _claims(reading: Reading) -> Iterator[_Claim]:
    for name, part, before in _anchored(reading.written):
        yield from _claimed(reading, name, part, before)


def _anchored(written: Written) -> Iterator[tuple[str, Part, _Anchor]]:
    """Yield each fact that parts tell on their own, with what stands before it."""
    anchor = _Anchor()
    for part in written.part:
        before = anchor.beside(part)
        if name := _fact_of(part, before):
            yield name, part, before
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
        yield _Claim(name, part, section, len(word))
    if not (under or anchor.heading or anchor.taken) and anchor.parts:
        found = _following(reading, anchor.parts)
        if found and found.stretches:
            yield _Claim(name, part, found, 0)


def _under(reading: Reading, words: tuple[str, ...]) -> list[tuple[Under, str]]:
    """Return the sections whose headings have one of the words, those with the first word first."""
    ranked = [
        (at, each, word)
        for each in reading.sections
        if each.head and each.stretches
        for at, word in enumerate(words)
        if word in each.name
    ]
    return [(each, word) for _, each, word in sorted(ranked, key=itemgetter(0))]


def _following(reading: Reading, leads: tuple[Part, ...]) -> Under | None:
    """Return what follows a leading sentence of the text, told as it is declared."""
    patterns = [reverse(lead.text, reading.written.facts) for lead in leads]
    for each in reading.sections:
        words = each.head.text if each.head else ""
        if any(pattern and pattern.fullmatch(words) for pattern in patterns):
            return each
    return None
