"""The facts as they were given, made ready to stand in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from docgen.gongwen.writing.declared import Fact, Type, Written
from docgen.gongwen.writing.figures import (
    money_words,
    number_words,
    plain,
    read_money,
    read_number,
    read_share,
    share_words,
    size_of,
)
from docgen.gongwen.writing.passing_on import PassedOn, read_document
from docgen.gongwen.writing.sources import SOURCES
from docgen.gongwen.writing.tables import Row, Table, read_table, share_of
from extractors.checks.dates import date_of_day
from models.days import day_words
from models.errors import InvalidRequestError

GAP: Final = "〔待补："
"""How what stands in the place of a missing fact begins."""
LONGEST: Final = 5000
MOST: Final = 50
"""Items of a list, rows of a table."""
END: Final = "。；;，,.、 　"
"""Marks at the end of a fact: the sentence around it has its own."""
TOGETHER: Final = re.compile(r"[、\n；;]+")
FIGURES: Final = frozenset({Type.NUMBER, Type.MONEY, Type.PERCENT})

Value = str | Sequence[Row]


@dataclass
class Given:
    """Facts by name, and which of those that were needed were not given."""

    facts: Mapping[str, Fact]
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """As they stand in sentences; a day as yyyy-mm-dd."""
    numbers: dict[str, Decimal] = field(default_factory=dict)
    """What those that are figures amount to; money in yuan."""
    tables: dict[str, Table] = field(default_factory=dict)
    documents: dict[str, PassedOn] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    """Questions, in the order in which they were met."""

    def has(self, name: str) -> bool:
        """Return whether a fact was given."""
        return bool(self.values.get(name)) or name in self.tables or name in self.documents

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of a fact; of one that is missing what stands in its place."""
        return self.values.get(name) or (self.gap(name),)

    def words(self, name: str) -> tuple[str, ...]:
        """Return what was told of a fact as it is printed: its items, its cells, its day."""
        if name in self.tables:
            return tuple(cell for row in self.tables[name].rows for cell in row)
        if self.facts[name].type is Type.DATE:
            return tuple(filter(None, (day_words(self.day(name)),)))
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """Return a fact as it stands in a sentence."""
        return "、".join(self.items(name))

    def gap(self, name: str) -> str:
        """Note that a fact is missing, and return what stands in its place."""
        self.lack(self.facts[name].question)
        return f"{GAP}{self.facts[name].question}〕"

    def lack(self, question: str) -> None:
        """Note that something is missing, once."""
        if question not in self.missing:
            self.missing.append(question)

    def fits(self, only: Mapping[str, tuple[str, ...]]) -> bool:
        """Return whether the facts that are chosen have the values that are asked."""
        return all(set(self.values.get(name, ())) & {*values} for name, values in only.items())

    def day(self, name: str) -> date | None:
        """Return a fact that is a day; None when it was not given."""
        told = self.values.get(name)
        return date.fromisoformat(told[0]) if told else None


def take(written: Written, told: Mapping[str, Value]) -> Given:
    """Return the facts of a kind as they were told.

    Raises ``InvalidRequestError`` naming the fact that is unknown, too long, or not what it is
    declared to be: a day, a choice, a number, an amount, a percentage, a table.
    """
    facts = written.facts
    unknown = sorted(told.keys() - facts.keys())
    if unknown:
        raise InvalidRequestError(f"这个文种没有这些事实项：{'、'.join(unknown)}。")
    given = Given(facts)
    for name, fact in facts.items():
        try:
            _put(given, name, fact, told.get(name, fact.default))
        except InvalidRequestError as error:
            fault = {"pointer": f"/facts/{name}", "code": "bad_fact", "message": str(error)}
            raise InvalidRequestError(str(error), [fault]) from error
    for name, fact in facts.items():
        _work_out(given, name, fact)
        _take_over(given, name, fact)
    return given


def accepts(fact: Fact, told: Value) -> bool:
    """Return whether a fact can be what is told of it."""
    given = Given({"": fact})
    try:
        _put(given, "", fact, told)
    except InvalidRequestError:
        return False
    return given.has("")


def _put(given: Given, name: str, fact: Fact, told: Value) -> None:
    if fact.type is Type.DOCUMENT:
        if document := read_document(told, fact.question):
            given.documents[name] = document
        return
    raw = [told] if isinstance(told, str) else list(told)
    if sum(len(str(each)) for each in raw) > LONGEST or len(raw) > MOST:
        raise InvalidRequestError(f"“{fact.question}”太长，请控制在 {LONGEST} 字、{MOST} 项以内。")
    if fact.type is Type.TABLE:
        lines = [line for each in raw for line in _lines(each)]
        if table := read_table(fact, lines):
            given.tables[name] = table
        return
    words = [each if isinstance(each, str) else "、".join(each) for each in raw]
    if value := _ready(fact, words):
        given.values[name] = value
        if fact.type in FIGURES:
            given.numbers[name] = _read(fact, value[0])
            given.values[name] = (figure_words(fact, given.numbers[name]),)


def _lines(row: Row) -> Sequence[Row]:
    return row.splitlines() if isinstance(row, str) else [row]


def _ready(fact: Fact, raw: Sequence[str]) -> tuple[str, ...]:
    lines = [_visible(line) for each in raw for line in each.splitlines()]
    split = TOGETHER if fact.type is Type.ORGANS else None
    pieces = [piece for line in lines for piece in (split.split(line) if split else [line])]
    keep = " 　" if fact.type is Type.LONG else END
    clean = tuple(each for piece in pieces if (each := piece.strip().rstrip(keep)))
    return _checked(fact, clean)


def _visible(line: str) -> str:
    """Return a line without marks that do not print; blanks between words stay one."""
    return "".join(each if each.isprintable() or each == "　" else " " for each in line)


def _checked(fact: Fact, value: tuple[str, ...]) -> tuple[str, ...]:
    if fact.type in {Type.TEXT, Type.DOCUMENT_NUMBER, *FIGURES} and len(value) > 1:
        return ("".join(value),)
    if fact.type is Type.DATE and value:
        try:
            return (date_of_day(value[0]),)
        except ValueError as error:
            told = f"“{fact.question}”应为日期，如 2026年11月29日；填的是“{value[0]}”。"
            raise InvalidRequestError(told) from error
    wrong = [each for each in value if fact.choices and each not in fact.choices]
    if wrong:
        raise InvalidRequestError(f"“{fact.question}”只能是：{'、'.join(fact.choices)}。")
    return value


def _read(fact: Fact, words: str) -> Decimal:
    """Return what a figure amounts to; raises ``InvalidRequestError`` for what is none."""
    try:
        if fact.type is Type.MONEY:
            number = read_money(words, fact.unit or "元")
        else:
            number = read_share(words) if fact.type is Type.PERCENT else _number(fact, words)
        _need_range(fact, number)
    except ValueError as error:
        raise InvalidRequestError(f"“{fact.question}”{error}；填的是“{words}”。") from error
    return number


def _number(fact: Fact, words: str) -> Decimal:
    number = read_number(words, fact.unit)
    if fact.whole and number != number.to_integral():
        raise ValueError("应为整数")
    return number


def _need_range(fact: Fact, number: Decimal) -> None:
    sign = "%" if fact.type is Type.PERCENT else fact.unit
    if fact.least is not None and number < fact.least:
        raise ValueError(f"不能小于 {plain(fact.least)}{sign}")
    if fact.most is not None and number > fact.most:
        raise ValueError(f"不能大于 {plain(fact.most)}{sign}")


def figure_words(fact: Fact, number: Decimal) -> str:
    """Return a figure as it stands in a sentence."""
    if fact.type is Type.MONEY:
        return money_words(number)
    return share_words(number) if fact.type is Type.PERCENT else number_words(number, fact.unit)


def _work_out(given: Given, name: str, fact: Fact) -> None:
    """Put what was not given and follows: a share of two numbers, the sum of a table."""
    numbers = [given.numbers[each] for each in fact.share if each in given.numbers]
    if len(numbers) == 2 and numbers[1]:
        _put_number(given, name, share_of(numbers[0], numbers[1], None))
    for column in fact.columns if name in given.tables else ():
        added = given.tables[name].sums.get(column.name)
        if column.equals and added is not None:
            _put_number(given, column.equals, added * size_of(column.unit))


def _take_over(given: Given, name: str, fact: Fact) -> None:
    """Put what was not given and stands in the document that is passed on."""
    for each in given.documents.values() if fact.passed and given.fits(fact.only) else ():
        words = "、".join(SOURCES[fact.passed].words(each.official))
        if words and not given.has(name):
            _put(given, name, fact, words)


def _put_number(given: Given, name: str, number: Decimal) -> None:
    if not given.has(name):
        given.numbers[name] = number
        given.values[name] = (figure_words(given.facts[name], number),)
