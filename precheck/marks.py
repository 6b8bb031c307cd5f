"""Special marks of the registers (监销, 失信, 锁停 …): each becomes a flag for the officer."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pydantic import Field

from models.errors import SpecError
from models.records import Filing, Finding, Severity, SourceReport
from models.specs import SourceSpec, Spec, need, read_spec
from precheck.rules.telling import PLACEHOLDER, fill_in

RULE = "特殊标记"
SOURCE, MARK = "来源", "标记"
UNKNOWN = "{来源}标记为“{标记}”：这一标记没有登记含义。请向登记机关问明后决定。"
PARTED = re.compile(r"[、，；,;|\s]+")


class Carrier(Spec):
    """A source's key under which special marks stand."""

    source: str
    key: str
    ordinary: tuple[str, ...] = ()
    """Words there that mean nothing special."""


class Mark(Spec):
    """One special mark and what the officer has to do about it."""

    title: str
    words: tuple[str, ...]
    """Every way in which registers write it."""
    severity: Severity
    message: str
    """Chinese sentence for the officer, ``{来源}`` and ``{标记}`` filled in."""
    notice: str = ""
    """What the one-time notice tells the applicant; empty where that is not for them."""
    basis: str


class MarkTable(Spec):
    """The whole declaration file."""

    carriers: tuple[Carrier, ...] = Field(alias="carrier")
    marks: tuple[Mark, ...] = Field(alias="mark")

    @property
    def by_word(self) -> dict[str, Mark]:
        """Return each mark by every word for it."""
        return {word: mark for mark in self.marks for word in mark.words}

    def ordinary(self, source: str, key: str) -> frozenset[str]:
        """Return the words under a source's key that mean nothing special."""
        found = (each for each in self.carriers if (each.source, each.key) == (source, key))
        return frozenset(word for carrier in found for word in carrier.ordinary)


TABLE = read_spec(Path(__file__).with_name("marks.toml"), MarkTable)


def check_marks(
    filing: Filing, expected: Collection[str] = (), table: MarkTable = TABLE
) -> Iterator[Finding]:
    """Yield a finding for every special mark the filing's sources carry, in order of the sources.

    Words that are ``expected`` of the scenario are none. A word that is not declared is told: a
    mark nobody foresaw must not be lost.
    """
    known = table.by_word
    for report in filing.sources:
        for word in dict.fromkeys(_words(report, table)):
            if word not in expected:
                yield _told(report, word, known.get(word))


def title_of(finding: Finding, table: MarkTable = TABLE) -> str:
    """Return the short name of the mark a finding tells of, the word itself where none has one."""
    word = finding.facts.get(MARK, "")
    mark = table.by_word.get(word)
    return mark.title if mark else word


def notice_of(finding: Finding, table: MarkTable = TABLE) -> str:
    """Return what the applicant is told of a mark; empty when it is not for them."""
    mark = table.by_word.get(finding.facts.get(MARK, ""))
    return fill_in(mark.notice, finding.facts) if mark else ""


def prove_marks(sources: Mapping[str, SourceSpec], table: MarkTable = TABLE) -> None:
    """Raise ``SpecError`` unless sources and carriers fit, and a word means one mark."""
    need("marks.toml", "source", {each.source for each in table.carriers}, sources)
    declared = {f"{each.source}.{each.key}" for each in table.carriers}
    carried = {f"{source.id}.{key}" for source in sources.values() for key in source.marks}
    need("marks.toml", "key with marks", declared, carried)
    need("sources", "carrier in marks.toml", carried, declared)
    for mark in table.marks:
        need(mark.title, "fact", PLACEHOLDER.findall(mark.message + mark.notice), (SOURCE, MARK))
    _refuse_twice([word for mark in table.marks for word in mark.words])


def _refuse_twice(words: Collection[str]) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise SpecError(f"marks.toml: {word!r} is the word of two marks")
        seen.add(word)


def _words(report: SourceReport, table: MarkTable) -> Iterator[str]:
    for key, text in report.marks.items():
        ordinary = table.ordinary(report.source, key)
        yield from (word for word in PARTED.split(text) if word and word not in ordinary)


def _told(report: SourceReport, word: str, mark: Mark | None) -> Finding:
    facts = {SOURCE: report.title, MARK: word}
    return Finding(
        rule=RULE,
        severity=mark.severity if mark else Severity.OFFICER,
        message=fill_in(mark.message if mark else UNKNOWN, facts),
        facts=facts,
    )
