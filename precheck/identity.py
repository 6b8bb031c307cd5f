"""Whose a paper is: which papers of a filing speak of another vehicle or another firm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.records import Document, Paper
from precheck.case import Case, Statement, Trust
from precheck.consistency import FACTS, IDENTITIES, Fact, Identity
from precheck.normal import NORMAL

Said = tuple[str, str]
"""A form key and a value in its normal form."""


@dataclass(frozen=True)
class Sheet:
    """One paper, and what it surely states of whose it is."""

    number: int
    """Its place in the order of upload."""
    paper: Paper
    document: Document
    stated: Mapping[str, Statement]
    """By form key."""
    said: Mapping[str, str]
    """The same in the normal form."""


Group = tuple[Sheet, ...]


@dataclass(frozen=True)
class Mixture:
    """Papers that surely speak of something else than the filing's other papers."""

    identity: Identity
    ours: Group
    strangers: Group

    @cached_property
    def pairs(self) -> tuple[tuple[Sheet, Sheet, str], ...]:
        """Each stranger that one of ours contradicts, that one, and the fact that tells."""
        against = ((odd, self._contradicted_by(odd)) for odd in self.strangers)
        return tuple((odd, *found) for odd, found in against if found)

    def _contradicted_by(self, odd: Sheet) -> tuple[Sheet, str] | None:
        for own in self.ours:
            key = _deciding((odd,), (own,), self.identity)
            if key and odd.said[key] != own.said[key]:
                return own, key
        return None


def find_mixtures(
    case: Case, facts: Sequence[Fact] = FACTS, identities: Sequence[Identity] = IDENTITIES
) -> tuple[Mixture, ...]:
    """Return, for each identity the papers do not share, which of them are the odd ones.

    The others are those that agree with what an authoritative source said unasked, else the more,
    else those the form was filled from, else the earlier uploads.
    """
    by_key = {fact.key: fact for fact in facts}
    found = (
        _mixture(case, identity, [by_key[key] for key in identity.keys]) for identity in identities
    )
    return tuple(mixture for mixture in found if mixture.pairs)


def _mixture(case: Case, identity: Identity, facts: Sequence[Fact]) -> Mixture:
    groups = _groups(_sheets(case, facts), identity)
    known, filled = _known(case, facts), _filled(case, facts)
    ours = max(
        groups,
        key=lambda group: (_agrees(group, known), len(group), _agrees(group, filled)),
        default=(),
    )
    others = (group for group in groups if group is not ours)
    apart = (group for group in others if _same(group, ours, identity) is False)
    return Mixture(identity, ours, tuple(sheet for group in apart for sheet in group))


def _sheets(case: Case, facts: Sequence[Fact]) -> Iterator[Sheet]:
    """Yield every paper that surely states one of the facts, in order of upload."""
    for number, (paper, document) in enumerate(case.filing.documents()):
        stated = {
            fact.key: each
            for fact in facts
            if (each := states(case, paper, document, fact)) and each.trust is Trust.READ
        }
        if stated:
            said = {f.key: NORMAL[f.kind](stated[f.key].text) for f in facts if f.key in stated}
            yield Sheet(number, paper, document, stated, said)


def states(case: Case, paper: Paper, document: Document, fact: Fact) -> Statement | None:
    """Return what a paper states of a fact, None when nothing."""
    for place in fact.papers:
        type_id, _, key = place.partition(".")
        if type_id == document.type:
            return case.read_on(paper, document, key)
    return None


def _groups(sheets: Iterator[Sheet], identity: Identity) -> list[Group]:
    """Return the papers that speak of the same thing together, in order of upload.

    Those that state most are placed first, so that a paper with a plate alone finds its vehicle.
    """
    groups: list[Group] = []
    for sheet in sorted(sheets, key=lambda each: (-len(each.said), each.number)):
        home = next((group for group in groups if _same((sheet,), group, identity)), ())
        if home:
            groups.remove(home)
        groups.append(tuple(sorted((*home, sheet), key=lambda each: each.number)))
    return sorted(groups, key=lambda group: group[0].number)


def _deciding(one: Group, other: Group, identity: Identity) -> str:
    """Return the most telling fact that both state, empty when there is none."""
    both = (key for key in identity.keys if _values(one, key) and _values(other, key))
    return next(both, "")


def _same(one: Group, other: Group, identity: Identity) -> bool | None:
    """Tell whether two groups speak of the same thing, None when nothing they state tells."""
    key = _deciding(one, other, identity)
    return not _values(one, key).isdisjoint(_values(other, key)) if key else None


def _values(group: Group, key: str) -> set[str]:
    return {sheet.said[key] for sheet in group if key in sheet.said}


def _known(case: Case, facts: Sequence[Fact]) -> set[Said]:
    """Return what authoritative sources said without being asked by the papers' own words."""
    return {
        (fact.key, NORMAL[fact.kind](offer.value))
        for fact in facts
        if (box := case.filing.value(fact.key))
        for offer in box.offers
        if offer.authentic and not offer.to_confirm and not offer.asked_by
    }


def _filled(case: Case, facts: Sequence[Fact]) -> set[Said]:
    return {(f.key, NORMAL[f.kind](each.text)) for f in facts for each in case.ask(f.key)}


def _agrees(group: Group, said: set[Said]) -> bool:
    return any(not said.isdisjoint(sheet.said.items()) for sheet in group)
