"""What the check of many records adds up to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from models.clean import shorten
from models.records.record import Record
from precheck.caseqc.check import MISFITS, RULES, Examination, examine
from precheck.caseqc.faults import Fault, Level
from precheck.caseqc.files.batch import MOST_TOLD, Batch, Entry, Oddity, number_of
from precheck.caseqc.guide import NO_GUIDE, Guide
from precheck.caseqc.records import SHOWN
from precheck.caseqc.rules import read_version
from precheck.caseqc.values import moment

VERSION: Final = read_version()
UNREADABLE: Final = "所依据的内容无法识别"
"""Why a rule could not be asked that needs nothing beyond the record."""


class RuleCount(Record):
    """How one rule fared over all records."""

    code: str
    label: str
    records: int
    """Records that break it."""
    faults: int
    """Rows that break it: a case has several steps."""
    asked: int
    """Rows of which it could say whether it holds."""
    unasked: int
    """Rows of which it could not, because what it rests on is not known."""
    lacks: str
    """For people: what was missing, where it could not be asked."""


class FaultyRecord(Record):
    """One record with faults."""

    file: str
    row: int
    """Line of a CSV or JSON-lines file, row of a sheet, or place in a JSON list, from 1."""
    apply_no: str
    """统一审批编码; empty where the record has none."""
    faults: tuple[Fault, ...]


class Report(Record):
    """The check of some files."""

    version: str
    """Edition of the rules."""
    checked_at: datetime
    """The moment that times were held against, in Shanghai's time."""
    records: int
    faultless: int
    """Records without a fault of level ``error``."""
    share: float | None
    """Of faultless records; None without any record."""
    faults: tuple[Fault, ...]
    """Of the files as a whole."""
    rules: tuple[RuleCount, ...]
    """Every rule in its order, then what was not understood."""
    faulty: tuple[FaultyRecord, ...]

    @property
    def clean(self) -> bool:
        """Tell whether no fault of level ``error`` was found, in a record or in a file."""
        return self.faultless == self.records and not _has_error(self.faults)


def check_batch(batch: Batch, now: datetime, guide: Guide = NO_GUIDE) -> Report:
    """Return what is wrong with every record; the same files at the same moment, the same."""
    tally = _Tally()
    for entry in batch.entries:
        tally.add(entry, examine(entry.record, now, guide=guide))
    oddities = (*batch.oddities, *tally.ignored_keys())
    total = len(batch.entries)
    return Report(
        version=VERSION,
        checked_at=moment(now),
        records=total,
        faultless=tally.faultless,
        share=round(tally.faultless / total, 4) if total else None,
        faults=tuple(_file_fault(odd) for odd in oddities),
        rules=tally.rules(),
        faulty=tuple(tally.faulty),
    )


@dataclass
class _Tally:
    """Counts while records are checked."""

    faultless: int = 0
    faulty: list[FaultyRecord] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    unasked: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry, examination: Examination) -> None:
        self.asked.update(examination.asked)
        self.unasked.update(examination.unasked)
        self.ignored.update(examination.ignored)
        codes = [fault.code for fault in examination.faults]
        self.faults.update(codes)
        self.records.update(set(codes))
        self.faultless += not _has_error(examination.faults)
        if examination.faults:
            number = shorten(number_of(entry.record), SHOWN)
            faults = examination.faults
            self.faulty.append(
                FaultyRecord(file=entry.file, row=entry.row, apply_no=number, faults=faults)
            )

    def rules(self) -> tuple[RuleCount, ...]:
        named = [(rule.spec.code, rule.field.title, rule.spec.lacks) for rule in RULES]
        misfits = [(each.code, each.title, "") for each in MISFITS.values()]
        met = [each for each in misfits if self.faults[each[0]]]
        return tuple(self._count(*each) for each in (*named, *met))

    def ignored_keys(self) -> Sequence[Oddity]:
        if not self.ignored:
            return ()
        names = sorted(self.ignored, key=lambda name: (-self.ignored[name], name))
        more = " 等" if len(names) > MOST_TOLD else ""
        return (Oddity("ignored", f"没有识别的字段：{'、'.join(names[:MOST_TOLD])}{more}"),)

    def _count(self, code: str, label: str, lacks: str) -> RuleCount:
        return RuleCount(
            code=code,
            label=label,
            records=self.records[code],
            faults=self.faults[code],
            asked=self.asked[code],
            unasked=self.unasked[code],
            lacks=(lacks or UNREADABLE) if self.unasked[code] else "",
        )


def _has_error(faults: Sequence[Fault]) -> bool:
    return any(fault.level == Level.ERROR for fault in faults)


def _file_fault(odd: Oddity) -> Fault:
    spec = MISFITS[odd.misfit]
    return Fault(
        code=spec.code,
        label=spec.title,
        field="",
        table="file",
        message=spec.message.format(detail=odd.detail, value=""),
        level=spec.level,
        basis="DESIGN",
    )


def rows_of(report: Report) -> list[Mapping[str, str]]:
    """Return one row for each fault of a record, for a table that people read."""
    return [
        {
            "文件": record.file,
            "行": str(record.row),
            "统一审批编码": record.apply_no,
            "规则": fault.code,
            "字段": fault.label,
            "第几条": str(fault.position or ""),
            "说明": fault.message,
            "备注": fault.note,
            "依据": fault.basis,
        }
        for record in report.faulty
        for fault in record.faults
    ]
