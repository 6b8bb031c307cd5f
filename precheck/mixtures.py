"""Papers of several vehicles or several firms in one filing: told once, then set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.records import Evidence, Finding, FormValue, Paper, Severity
from precheck.case import Case, Statement, places_on
from precheck.consistency import FACTS, Fact
from precheck.identity import Mixture, Said, Sheet, states
from precheck.naming import shown_name
from precheck.normal import NORMAL
from precheck.rules.telling import every_evidence

RULE = "材料归属"
MOST_NAMED = 5
"""How many papers of each side a sentence names; the rest is counted."""


def tell_mixture(case: Case, mixture: Mixture) -> Finding:
    """Return the one finding on a mixture: which file says what, and what to do."""
    pairs = mixture.pairs
    strangers = [
        f"{shown_name(odd.paper)}是“{odd.stated[key].shown}”的{case.paper_title(odd.document.type)}"
        for odd, _, key in pairs
    ]
    ours = [f"{shown_name(own.paper)}的“{own.stated[key].shown}”" for _, own, key in pairs]
    told = [(sheet, each) for sheet in _in_order(mixture) for each in sheet.stated.values()]
    return Finding(
        rule=RULE,
        severity=Severity.CORRECT,
        message=f"{_listed(strangers)}，与{_listed(ours)}不是{mixture.identity.same}。"
        f"{mixture.identity.remedy}",
        keys=tuple(dict.fromkeys(key for _, _, key in pairs)),
        evidence=every_evidence(each for _, each in told),
        facts={_fact_name(case, sheet, each): each.shown for sheet, each in told},
    )


def set_aside(case: Case, mixtures: Sequence[Mixture], facts: Sequence[Fact] = FACTS) -> Case:
    """Return the case as if the odd papers had neither been handed in nor been asked about.

    Their values and what registers answered to them leave the form; a person's entries stay.
    """
    odd = [sheet for mixture in mixtures for sheet in mixture.strangers]
    ours = [sheet for mixture in mixtures for sheet in mixture.ours]
    if not odd:
        return case
    asked = _said(case, odd, facts) - _said(case, ours, facts)
    left = _Left(
        places=frozenset(place for each in odd for place in places_on(each.paper, each.document)),
        asked_by=frozenset(asked),
        kinds={fact.key: fact.kind for fact in facts},
    )
    form = tuple(left.box(box) for box in case.filing.form)
    papers = tuple(_without(paper, odd) for paper in case.filing.papers)
    return replace(case, filing=case.filing.model_copy(update={"form": form, "papers": papers}))


@dataclass(frozen=True)
class _Left:
    """What of a form is left without some papers."""

    places: frozenset[Evidence]
    asked_by: frozenset[Said]
    kinds: Mapping[str, str]

    def box(self, box: FormValue) -> FormValue:
        offers = tuple(
            offer for offer in box.offers if not self._gone(offer.evidence, offer.asked_by)
        )
        asked_by = next((o.asked_by for o in box.offers if o.source == box.source), "")
        if self._gone(box.evidence, asked_by):
            return FormValue(key=box.key, offers=offers)
        return box.model_copy(update={"offers": offers})

    def _gone(self, evidence: Evidence | None, asked_by: str) -> bool:
        key, _, value = asked_by.partition("=")
        return evidence in self.places or (
            key in self.kinds and (key, NORMAL[self.kinds[key]](value)) in self.asked_by
        )


def _said(case: Case, sheets: Sequence[Sheet], facts: Sequence[Fact]) -> set[Said]:
    """Return everything that papers state of the facts, surely or not."""
    return {
        (fact.key, NORMAL[fact.kind](stated.text))
        for sheet in sheets
        for fact in facts
        if (stated := states(case, sheet.paper, sheet.document, fact))
    }


def _without(paper: Paper, odd: Sequence[Sheet]) -> Paper:
    gone = [sheet.document for sheet in odd if sheet.paper.id == paper.id]
    kept = tuple(document for document in paper.documents if document not in gone)
    return paper.model_copy(update={"documents": kept})


def _in_order(mixture: Mixture) -> list[Sheet]:
    return sorted((*mixture.ours, *mixture.strangers), key=lambda sheet: sheet.number)


def _fact_name(case: Case, sheet: Sheet, stated: Statement) -> str:
    return f"{shown_name(sheet.paper)}{case.paper_title(sheet.document.type)}：{stated.name}"


def _listed(names: Sequence[str]) -> str:
    once = list(dict.fromkeys(names))
    more = f"等{len(once)}处" if len(once) > MOST_NAMED else ""
    return "、".join(once[:MOST_NAMED]) + more
