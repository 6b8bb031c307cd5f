"""What a condition cannot say of a record: the results of steps, and the order of steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Final, TypeAlias

from models.clean import shorten
from models.expressions import Value
from precheck.caseqc.records import SHOWN, CaseRecord, Row
from precheck.caseqc.steps import STEPS, Chain

NODES: Final = "nodes"


@dataclass(frozen=True)
class Told:
    """What a judge found wrong: at which row, in words that end no sentence."""

    position: int
    detail: str


Judge: TypeAlias = Callable[[CaseRecord], "Sequence[Told] | None"]


@dataclass(frozen=True)
class Step:
    """One step of a case: where in the record it stands, what it is, when it was."""

    position: int
    op: str
    result: str
    at: datetime | None

    def comes_after(self, other: "Step") -> bool:
        """Tell whether it was later; two of one moment are in no order."""
        return self.at is not None and other.at is not None and self.at > other.at


def result_of_its_step(record: CaseRecord) -> Sequence[Told]:
    """Tell of every step whose result is none of those it may have on its day."""
    found = []
    for step in steps_of(record):
        accepted = STEPS.results_on(step.op, _day(step, record))
        if accepted and step.result not in accepted:
            said = f"结果为“{shorten(step.result, SHOWN)}”" if step.result else "没有填结果"
            words = "、".join(accepted)
            found.append(Told(step.position, f"“{step.op}”{said}，规范的结果为{words}"))
    return found


def steps_in_order(record: CaseRecord) -> Sequence[Told] | None:
    """Tell what keeps the steps from fitting the order that they come nearest to.

    None when a step is not known, so that no order can be asked for.
    """
    steps = steps_of(record)
    if any(STEPS.excused(step.op, step.result, _day(step, record)) for step in steps):
        return []
    asked = [step for step in steps if step.op not in STEPS.anywhere]
    known = {op for chain in STEPS.chains for op in chain.places}
    if not asked or any(step.op not in known for step in asked):
        return None
    return min((_misfits(asked, chain) for chain in STEPS.chains), key=len)


def finished(record: CaseRecord) -> Value:
    """Tell whether a case has ended: as the record says, or by its steps (DERIVED)."""
    told = record.apply["finished"]
    if told is not None:
        return told
    return any(STEPS.ends_case(step.op, step.result) for step in steps_of(record))


def special(record: CaseRecord) -> Value:
    """Tell whether a case was handled specially: 撤销, 作废, 失效, 逾期未补正."""
    words = STEPS.special_words
    return any(
        step.op in words or (step.op == STEPS.finish and step.result in words)
        for step in steps_of(record)
    )


def steps_of(record: CaseRecord) -> list[Step]:
    """Return the steps of a record, in the order in which it gives them."""
    return [_step(position, row) for position, row in enumerate(record.rows(NODES), start=1)]


def _step(position: int, row: Row) -> Step:
    at = row["opTime"]
    op, result = (str(row[key] or "") for key in ("op", "result"))
    return Step(position, op, result, at if isinstance(at, datetime) else None)


def _day(step: Step, record: CaseRecord) -> date:
    return (step.at or record.now).date()


def _misfits(steps: Sequence[Step], chain: Chain) -> list[Told]:
    strange = [step for step in steps if step.op not in chain.places]
    if strange:
        words = "“{}”不在这种办理顺序中（{}）"
        return [Told(step.position, words.format(step.op, _shown(chain))) for step in strange]
    return [*_missing(steps, chain), *_reversed(steps, chain)]


def _missing(steps: Sequence[Step], chain: Chain) -> list[Told]:
    """Tell of steps that were passed over on the way to the furthest one."""
    furthest = max(steps, key=lambda step: chain.places[step.op])
    done = {chain.places[step.op] for step in steps}
    passed = chain.places[furthest.op]
    return [
        Told(furthest.position, f"“{furthest.op}”之前缺少“{name}”（{_shown(chain)}）")
        for place, name in chain.needed.items()
        if place < passed and place not in done
    ]


def _reversed(steps: Sequence[Step], chain: Chain) -> list[Told]:
    """Tell of steps later than one that must come after them, each once."""
    found: dict[int, Told] = {}
    for one, other in combinations(steps, 2):
        early, late = sorted((one, other), key=lambda step: chain.places[step.op])
        if chain.places[early.op] == chain.places[late.op] or not early.comes_after(late):
            continue
        if early.result not in STEPS.by_name[early.op].returns:
            words = f"“{late.op}”的时间（{late.at}）早于“{early.op}”（{early.at}）"
            found.setdefault(late.position, Told(late.position, words))
    return list(found.values())


def _shown(chain: Chain) -> str:
    return f"第{chain.number}种：{'—'.join(chain.steps)}"


JUDGES: Final[Mapping[str, Judge]] = {
    "result_of_its_step": result_of_its_step,
    "steps_in_order": steps_in_order,
}
"""By the name a rule gives."""
