"""Ask every rule of one record."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from models.expressions import Expression, Value
from precheck.caseqc.faults import Fault
from precheck.caseqc.guide import NO_GUIDE, Guide
from precheck.caseqc.judges import JUDGES, Told
from precheck.caseqc.places import Places, case_places
from precheck.caseqc.records import CaseRecord, Misfit, Row, read_record, show
from precheck.caseqc.rules import ReadyRule, read_misfits, read_rules
from precheck.caseqc.steps import STEPS
from precheck.caseqc.tables import APPLY

RULES: Final = read_rules()
MISFITS: Final = read_misfits()
ASKED: Final = frozenset(
    place
    for rule in RULES
    for condition in (rule.when, rule.must)
    for place in (condition.places if condition else ())
)
"""Every place that a rule names."""


@dataclass(frozen=True)
class Examination:
    """What came of asking every rule of one record."""

    faults: tuple[Fault, ...]
    asked: Counter[str] = field(default_factory=Counter)
    """By code: rows of which the rule could say whether it holds."""
    unasked: Counter[str] = field(default_factory=Counter)
    """By code: rows of which it could not, because something it rests on is not known."""
    ignored: tuple[str, ...] = ()
    """Keys of the record that no table has."""


def check_record(
    record: object,
    now: datetime,
    prev: Mapping[str, object] | None = None,
    guide: Guide = NO_GUIDE,
) -> tuple[Fault, ...]:
    """Return what is wrong with a record, in the order of the rules; the same record, the same.

    A record is a mapping of the platform's field names, with ``stuffs``, ``nodes`` and ``payouts``
    as lists of mappings. ``prev`` is the record as it was saved before; without it the record's own
    ``prev`` is taken. Nothing in a record makes this raise.
    """
    return examine(record, now, prev, guide).faults


def examine(
    record: object,
    now: datetime,
    prev: Mapping[str, object] | None = None,
    guide: Guide = NO_GUIDE,
) -> Examination:
    """Return what is wrong with a record, and which rules could be asked."""
    if not isinstance(record, Mapping):
        return Examination((_misfit_fault(Misfit("list", APPLY, 0, APPLY, "办件信息")),))
    read = read_record(record, now, prev, guide)
    asking = _Asking(read, case_places(read, ASKED))
    misfits = tuple(map(_misfit_fault, read.misfits))
    faults = (*misfits, *asking.faults())
    return Examination(faults, asking.asked, asking.unasked, read.ignored)


@dataclass
class _Asking:
    """Asks the rules of one record, in their order."""

    record: CaseRecord
    case: Mapping[str, Value]
    asked: Counter[str] = field(default_factory=Counter)
    unasked: Counter[str] = field(default_factory=Counter)
    broken: set[tuple[str, str, int]] = field(default_factory=set)
    """Code, table and position of every fault so far."""

    def faults(self) -> Iterator[Fault]:
        exempt = self._exempt()
        for rule in RULES:
            if rule.spec.exempts or rule.spec.code in exempt:
                continue
            for told in self._judged(rule) if rule.spec.judge else self._held_to(rule):
                self.broken.add((rule.spec.code, rule.spec.each, told.position))
                yield self._fault(rule, told)

    def _exempt(self) -> set[str]:
        rules = [rule for rule in RULES if rule.spec.exempts]
        scope = Places(self.record.apply, self.case)
        for rule in rules:
            self.asked[rule.spec.code] += 1
        holding = [rule for rule in rules if rule.when and rule.when.evaluate(scope)]
        return {code for rule in holding for code in rule.spec.exempts}

    def _held_to(self, rule: ReadyRule) -> Iterator[Told]:
        """Yield the rows that break what must hold."""
        for position, row in self._rows(rule):
            scope = Places(row, self.case)
            applies = _truth(rule.when, scope)
            if applies is False or self._told_before(rule, position):
                continue
            holds = applies and _truth(rule.must, scope)
            (self.unasked if holds is None else self.asked)[rule.spec.code] += 1
            if holds is False:
                yield Told(position, "")

    def _judged(self, rule: ReadyRule) -> Sequence[Told]:
        rows = len(self.record.rows(rule.spec.each))
        told = JUDGES[rule.spec.judge](self.record)
        (self.unasked if told is None else self.asked)[rule.spec.code] += rows
        return [each for each in told or () if not self._told_before(rule, each.position)]

    def _rows(self, rule: ReadyRule) -> Iterator[tuple[int, Row]]:
        rows = self.record.rows(rule.spec.each)
        return enumerate(rows, start=0 if rule.spec.each == APPLY else 1)

    def _told_before(self, rule: ReadyRule, position: int) -> bool:
        if not rule.spec.after:
            return False
        each = rule.spec.each
        return any((code, each, position) in self.broken for code in rule.spec.after)

    def _fault(self, rule: ReadyRule, told: Told) -> Fault:
        spec, table = rule.spec, rule.spec.each
        column, _, key = spec.field.rpartition(".")
        row = None if column else _row(self.record, table, told.position)
        value = row[key] if row else None
        shown = "" if value in {None, ""} else show(rule.field, value)
        return Fault(
            code=spec.code,
            label=rule.field.title,
            field=key,
            table=column or table,
            position=told.position,
            message=spec.message.format(value=shown, detail=told.detail),
            level=spec.level,
            basis=spec.basis,
            note="；".join(filter(None, (rule.note, _retired(rule, value)))),
        )


def _row(record: CaseRecord, table: str, position: int) -> Row:
    return record.apply if table == APPLY else record.parts[table][position - 1]


def _truth(condition: Expression | None, scope: Places) -> bool | None:
    """Return what a condition comes to; one that is not there holds."""
    told = condition.evaluate(scope) if condition else True
    return None if told is None else bool(told)


def _retired(rule: ReadyRule, value: Value) -> str:
    """Return what to write instead of a step that is no longer in the dictionary."""
    step = STEPS.by_name.get(str(value)) if rule.field.dictionary == "op" else None
    return f"“{step.name}”是失效字典，请改用{step.retired}" if step and step.retired else ""


def _misfit_fault(misfit: Misfit) -> Fault:
    spec = MISFITS[misfit.id]
    return Fault(
        code=spec.code,
        label=misfit.title,
        field=misfit.key,
        table=misfit.table,
        position=misfit.position,
        message=spec.message.format(value=misfit.shown, detail=""),
        level=spec.level,
        basis="DESIGN",
    )
