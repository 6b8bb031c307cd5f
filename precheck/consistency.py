"""The same fact on papers, form and registers: who says something else, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import Field

from models.records import Finding, Severity
from models.specs import BoxType, Spec, read_spec
from precheck.case import Case, Statement, Trust
from precheck.normal import NORMAL
from precheck.rules.telling import every_evidence

RULE = "一致性"
CHOSEN = ("contact_", "emergency_")
"""How the keys of boxes begin in which people say what they like to be reached by."""
COMPARED: Final[Mapping[BoxType, str]] = {
    "date": "date",
    "decimal": "text",
    "enum": "words",
    "idcard": "text",
    "int": "int",
    "plate": "plate",
    "region": "words",
    "string": "organisation",
    "uscc": "uscc",
    "vin": "vin",
}
"""The normal form of a box that no fact is declared for, by its type; others are not compared."""


class Fact(Spec):
    """One fact and where papers state it."""

    key: str
    title: str
    kind: str
    """Name in ``precheck.normal.NORMAL``."""
    papers: tuple[str, ...] = ()


class Identity(Spec):
    """What tells whether two papers speak of the same thing."""

    keys: tuple[str, ...]
    """Keys of facts, the most telling first: of those that both papers state, the first decides."""
    same: str
    """What the papers of one filing must be, for people, e.g. 同一辆车."""
    remedy: str
    """Chinese sentence: what to do when they are not."""


class FactTable(Spec):
    """The whole declaration file."""

    facts: tuple[Fact, ...] = Field(alias="fact")
    identities: tuple[Identity, ...] = Field(alias="identity")


TABLE = read_spec(Path(__file__).with_name("consistency.toml"), FactTable)
FACTS: tuple[Fact, ...] = TABLE.facts
IDENTITIES: tuple[Identity, ...] = TABLE.identities


def check_consistency(case: Case, facts: Sequence[Fact] = FACTS) -> Iterator[Finding]:
    """Yield one finding for each fact on which the voices disagree, in the order of the form."""
    for fact in facts_of(case, facts):
        dispute = hear(case, fact)
        if dispute.others and len({dispute.compared(voice) for voice in dispute.voices}) > 1:
            yield _told(dispute)


def facts_of(case: Case, declared: Sequence[Fact] = FACTS) -> Iterator[Fact]:
    """Yield the fact of each box that has one, in their order, then those only papers state.

    A box needs no declaration to be compared: what sources offer for it is one fact. What people
    choose for themselves (telephones, addresses, whom to ask for) is none.
    """
    by_key = {fact.key: fact for fact in declared}
    for field in case.boxes.values():
        own = field.key.startswith(CHOSEN) or field.type not in COMPARED
        undeclared = Fact(key=field.key, title=field.label, kind=COMPARED.get(field.type, "text"))
        if field.key in by_key:
            yield by_key.pop(field.key)
        elif not own:
            yield undeclared
    yield from by_key.values()


def hear(case: Case, fact: Fact) -> "Dispute":
    """Return everyone who speaks of a fact, whether or not they disagree."""
    entry = case.ask(fact.key)
    others = (*case.offers(fact.key), *_read_elsewhere(case, fact, entry))
    return Dispute(fact, entry, others, case.spellings(fact.key))


def _read_elsewhere(case: Case, fact: Fact, entry: Sequence[Statement]) -> Iterator[Statement]:
    """Yield what papers say, save for the very place the form's value was read at."""
    places = {each.evidence for each in entry if each.evidence}
    for place in fact.papers:
        yield from (stated for stated in case.ask(place) if stated.evidence not in places)


@dataclass(frozen=True)
class Dispute:
    """What the form and the others say about one fact."""

    fact: Fact
    entry: tuple[Statement, ...]
    others: tuple[Statement, ...]
    spellings: Mapping[str, str]
    """A source's own word → the form's word for it."""

    @property
    def voices(self) -> tuple[Statement, ...]:
        """Everyone who speaks, the form first."""
        return self.entry + self.others

    def compared(self, voice: Statement) -> str:
        """Return what a voice says in the normal form."""
        return NORMAL[self.fact.kind](self.spellings.get(voice.text, voice.text))


def _told(dispute: Dispute) -> Finding:
    severity, message = _judged(dispute)
    return Finding(
        rule=RULE,
        severity=severity,
        message=message,
        keys=(dispute.fact.key,),
        evidence=every_evidence(dispute.voices),
        facts=_side_by_side(dispute.voices),
    )


def _judged(dispute: Dispute) -> tuple[Severity, str]:
    """A person's entry yields to an authoritative source; a doubtful reading accuses nobody."""
    title = dispute.fact.title
    overruled = _overruled(dispute)
    if overruled:
        mine, theirs = overruled
        return Severity.CORRECT, (
            f"{title}填写为“{mine.shown}”，与{theirs.who}记载的“{theirs.shown}”不一致。"
            "请核对后改正；记载有误的，请先向登记机关申请更正。"
        )
    told = "；".join(f"{who}为“{text}”" for who, text in _side_by_side(dispute.voices).items())
    proven = {dispute.compared(v) for v in dispute.voices if v.trust is not Trust.UNPROVEN}
    if len(proven) > 1:
        return Severity.OFFICER, f"{title}各处记载不一致：{told}。请工作人员对照原件核实。"
    return Severity.OFFICER, f"请核对{title}：{told}。其中有未能确定的内容，以证件原件为准。"


def _overruled(dispute: Dispute) -> tuple[Statement, Statement] | None:
    """Return a person's entry and the authoritative word against it, unless a proof backs it."""
    for mine in (entry for entry in dispute.entry if entry.typed):
        said = dispute.compared(mine)
        proven = [each for each in dispute.others if each.trust is not Trust.UNPROVEN]
        against = [each for each in proven if dispute.compared(each) != said]
        authentic = [each for each in against if each.trust is Trust.AUTHENTIC]
        if authentic and len(against) == len(proven):
            return mine, authentic[0]
    return None


def _side_by_side(voices: Iterable[Statement]) -> dict[str, str]:
    """Return who says what; a second voice of one name gets a number."""
    told: dict[str, str] = {}
    for who, text in dict.fromkeys((voice.who, voice.shown) for voice in voices):
        number = sum(name == who or name.startswith(f"{who}（") for name in told)
        told[f"{who}（{number + 1}）" if number else who] = text
    return told
