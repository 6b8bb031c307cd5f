"""The officer's table: every fact of a filing, and what each voice says of it, side by side."""

from collections.abc import Iterator, Sequence
from typing import Literal

from models.records import Evidence, Record
from precheck.case import Case, Statement, Trust
from precheck.consistency import FACTS, Dispute, Fact, facts_of, hear
from precheck.normal import says_nothing

FORM = "申请表"


class Voice(Record):
    """One column: the form, a paper, or a source."""

    name: str
    kind: Literal["form", "paper", "source"]


class Said(Record):
    """One cell: what a voice says of a fact."""

    voice: str
    text: str
    group: int
    """The same number for the same fact in any spelling; 0 is what the form says, or who speaks
    first where the form says nothing."""
    trust: Trust
    evidence: tuple[Evidence, ...] = ()


class FactRow(Record):
    """One row: a fact with every voice that states it."""

    key: str
    title: str
    state: Literal["agreed", "disputed", "alone"]
    """``alone`` when the form's value has no other voice beside it."""
    said: tuple[Said, ...]


class SideBySide(Record):
    """The whole table; voices in the order form, papers, sources."""

    voices: tuple[Voice, ...]
    rows: tuple[FactRow, ...]


def lay_side_by_side(case: Case, facts: Sequence[Fact] = FACTS) -> SideBySide:
    """Return every fact that anybody states, in the order of the form, with who says what.

    Values are compared as ``check_consistency`` does, so the table and its findings never differ.
    """
    rows = tuple(row for fact in facts_of(case, facts) if (row := _row(hear(case, fact))))
    return SideBySide(voices=_voices(case, rows), rows=rows)


def _row(dispute: Dispute) -> FactRow | None:
    groups = list(dict.fromkeys(dispute.compared(voice) for voice in dispute.voices))
    said = [
        cell
        for voice in dispute.voices
        for cell in _cells(voice, groups.index(dispute.compared(voice)), voice in dispute.entry)
    ]
    said = list(dict.fromkeys(said))
    if not said:
        return None
    witnesses = {cell.voice for cell in said} - {FORM}
    state: Literal["agreed", "disputed", "alone"] = "agreed" if witnesses else "alone"
    if len(groups) > 1:
        state = "disputed"
    fact = dispute.fact
    return FactRow(key=fact.key, title=fact.title, state=state, said=tuple(said))


def _cells(voice: Statement, group: int, on_form: bool) -> Iterator[Said]:
    """Yield the cell of a voice; the form's value also stands under where it was taken from."""
    cell = Said(
        voice=voice.who, text=voice.shown, group=group, trust=voice.trust, evidence=voice.evidence
    )
    if on_form:
        yield cell.model_copy(update={"voice": FORM})
    if not (on_form and voice.typed):
        yield cell


def _voices(case: Case, rows: Sequence[FactRow]) -> tuple[Voice, ...]:
    speaking = dict.fromkeys(cell.voice for row in rows for cell in row.said)
    papers = {
        cell.voice for row in rows for cell in row.said if cell.evidence and cell.voice != FORM
    }
    order = {report.title: place for place, report in enumerate(case.filing.sources)}
    sources = [name for name in speaking if name not in papers | {FORM} and not says_nothing(name)]
    return (
        *(Voice(name=FORM, kind="form") for name in speaking if name == FORM),
        *(Voice(name=name, kind="paper") for name in speaking if name in papers),
        *(
            Voice(name=name, kind="source")
            for name in sorted(sources, key=lambda each: order.get(each, len(order)))
        ),
    )
