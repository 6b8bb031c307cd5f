"""Facts that are tables: rows by named columns, checked, worked out where that is declared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import Final

from docgen.gongwen.writing.declared import Column, Fact, Type
from docgen.gongwen.writing.figures import plain, read_number, read_share, share_words
from models.errors import InvalidRequestError

Row = Mapping[str, str] | Sequence[str] | str
"""Cells by the names of columns, in their order, or in a line with tabs or bars between them."""

BETWEEN: Final = re.compile(r"\t|\s*[|｜]\s*")
TOTAL: Final = "合计"
TOTALS: Final = frozenset({TOTAL, "总计", "共计"})
GAP: Final = "〔待补〕"
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True)
class Table:
    """A table as it stands in a text, and what is wrong with it."""

    rows: tuple[tuple[str, ...], ...]
    """The head first; the row of totals, where there is one, last."""
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    """By the names of the columns that are added up."""
    faults: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Cells that were not given, in words."""


def read_table(fact: Fact, told: Iterable[Row]) -> Table | None:
    """Return a table as it was told; ``None`` when it has no row.

    Raises ``InvalidRequestError`` naming row and column where a cell cannot be what it should.
    """
    rows = [row for each in told if any(row := _cells(fact, each))]
    last = next((row for row in rows if row[0] in TOTALS), None)
    rows = [row for row in rows if row is not last]
    if not rows:
        return None
    work = _Work(fact)
    done = [work.row(at, row) for at, row in enumerate(rows, start=1)]
    sums = work.sums(done)
    ending = [work.totals(last, sums)] if sums and (len(done) > 1 or last) else []
    head = tuple(column.head for column in fact.columns)
    return Table(
        (head, *(tuple(row) for row in (*done, *ending))),
        sums,
        tuple(work.faults),
        tuple(work.missing),
    )


def _cells(fact: Fact, told: Row) -> list[str]:
    """Return the cells of a row in the order of the columns."""
    names = [column.name for column in fact.columns]
    if isinstance(told, str):
        told = BETWEEN.split(told.strip(" |｜")) if told.strip() else []
    if isinstance(told, Mapping):
        unknown = sorted(told.keys() - set(names))
        if unknown:
            raise InvalidRequestError(
                f"“{fact.question}”没有“{unknown[0]}”这一栏；各栏是：{'、'.join(names)}。"
            )
        return [" ".join(told.get(name, "").split()) for name in names]
    if len(told) > len(names):
        raise InvalidRequestError(
            f"“{fact.question}”有一行多于 {len(names)} 格；各栏依次是：{'、'.join(names)}。"
        )
    cells = [" ".join(cell.split()) for cell in told]
    return cells + [""] * (len(names) - len(cells))


class _Work:
    """One table being read: what is wrong and what is missing gathers on the way."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self.places = {column.name: at for at, column in enumerate(fact.columns)}
        self.faults: list[str] = []
        self.missing: list[str] = []

    def row(self, at: int, cells: list[str]) -> list[str]:
        """Return a row as it is printed, with what is worked out from other cells."""
        where = f"“{self.fact.question}”第 {at} 行"
        done = list(cells)
        for place, column in enumerate(self.fact.columns):
            done[place] = self._cell(where, column, cells[place], done)
            if not done[place] and column.required:
                self.missing.append(f"{self.fact.question}第 {at} 行的“{column.name}”")
                done[place] = GAP
        return done

    def _cell(self, where: str, column: Column, told: str, row: Sequence[str]) -> str:
        value = _figure(where, column, told) if told else None
        right = self._worked_out(column, row, value)
        if right is not None and value is not None and right != value:
            self.faults.append(
                f"{where}“{column.name}”应为 {_words(column, right)}，填的是 {told}。"
            )
        known = value if value is not None else right
        return _words(column, known) if known is not None else told

    def _worked_out(
        self, column: Column, row: Sequence[str], told: Decimal | None
    ) -> Decimal | None:
        """Return what a cell must be by other cells of its row; ``None`` where nothing says."""
        names = column.product or column.share
        numbers = [_number(row[self.places[name]]) for name in names]
        given = [number for number in numbers if number is not None]
        if not names or len(given) < len(numbers):
            return None
        if column.product:
            return Decimal(plain(prod(given, start=Decimal(1))))
        return share_of(given[0], given[1], told) if given[1] else None

    def sums(self, rows: Sequence[Sequence[str]]) -> dict[str, Decimal]:
        """Return the sums of the columns that are added up and have a number in every row."""
        return dict(self._sums(rows))

    def _sums(self, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, Decimal]]:
        for place, column in enumerate(self.fact.columns):
            cells = [row[place] for row in rows if row[place]]
            numbers = [number for cell in cells if (number := _number(cell)) is not None]
            if column.sum and numbers and len(numbers) == len(cells):
                yield column.name, sum(numbers, Decimal(0))

    def totals(self, told: Sequence[str] | None, sums: Mapping[str, Decimal]) -> list[str]:
        """Return the row of totals; one that was told stays as it is, and is checked."""
        row = list(told or [TOTAL, *[""] * (len(self.fact.columns) - 1)])
        for name, right in sums.items():
            place = self.places[name]
            if place == 0:
                continue
            if row[place] and _number(row[place]) != right:
                self.faults.append(
                    f"“{self.fact.question}”“{name}”一栏的合计应为 {right:f}，填的是 {row[place]}。"
                )
            row[place] = row[place] or f"{right:f}"
        return row


def share_of(part: Decimal, whole: Decimal, told: Decimal | None) -> Decimal:
    """Return a part as a percentage of a whole, with the decimals of what was told of it.

    >>> share_of(Decimal(1140), Decimal(1200), None), share_of(Decimal(2), Decimal(3), Decimal(67))
    (Decimal('95'), Decimal('67'))
    """
    exact = part * 100 / whole
    if told is None:
        return Decimal(plain(exact.quantize(TENTH, ROUND_HALF_UP)))
    return exact.quantize(Decimal(1).scaleb(min(0, int(told.as_tuple().exponent))), ROUND_HALF_UP)


def _figure(where: str, column: Column, told: str) -> Decimal | None:
    """Return the number of a cell; ``None`` for words. Raises ``InvalidRequestError``."""
    if column.type is Type.TEXT:
        return None
    try:
        return read_share(told) if column.type is Type.PERCENT else read_number(told, column.unit)
    except ValueError as error:
        raise InvalidRequestError(f"{where}“{column.name}”{error}，填的是“{told}”。") from error


def _words(column: Column, number: Decimal) -> str:
    return share_words(number) if column.type is Type.PERCENT else f"{number:f}"


def _number(cell: str) -> Decimal | None:
    try:
        return read_number(cell)
    except ValueError:
        return None
