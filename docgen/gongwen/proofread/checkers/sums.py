"""Totals and shares: what is added up must add up."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from docgen.gongwen.document.opened import Cell
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text

NUMBER: Final = r"\d[\d,]{0,20}(?:\.\d{1,9})?"
"""A longer row of digits is no number, and rows without end must not be read from each place."""
UNIT: Final = (
    r"(?:[万亿]?元|[万亿]?人次?|[万亿]?户|[万亿]?平方米|万?公顷|万?亩|[万亿]?吨|公里"
    r"|[个家件项名辆套所条处座份台])"
)
PART: Final = re.compile(rf"(?P<n>{NUMBER})(?P<u>{UNIT})")
SUMMED: Final = re.compile(
    rf"(?P<parts>(?:[^，。；、\d\n]{{1,16}}{NUMBER}{UNIT}(?:、|，|和|，以及)?){{2,12}}?)"
    rf"(?:，|、)?(?:合计|共计|总计|总共)[^\d，。；\n]{{0,4}}(?P<x>(?P<n>{NUMBER})(?P<u>{UNIT}))"
)
CONTAINED: Final = re.compile(
    r"(?:共|总[^，。；\d\n]{0,6}|合计|总计)[^，。；\d\n]{0,8}"
    rf"(?P<x>(?P<n>{NUMBER})(?P<u>{UNIT}))[^，。；\d\n]{{0,4}}[，（(：]?其中[，：]?"
    rf"(?P<parts>(?:[^。；（）\d\n]{{1,16}}{NUMBER}{UNIT}){{2,12}})(?=[。；）)\n]|$)"
)
RATES: Final = (
    "占比|比重|合格率|满意率|满意度|覆盖率|出勤率|及格率|投票率|普及率|绿化率|通过率|就业率"
    "|优良率|参保率|巩固率|入户率|办结率|到课率|签约率|知晓率"
)
SHARE: Final = re.compile(
    rf"(?P<what>{RATES})[^，。；\d\n]{{0,8}}(?P<x>(?P<n>\d+(?:\.\d+)?)[%％])(?!以上)"
)
SHARES: Final = re.compile(
    r"(?:分别占|占比分别为|比例分别为)[^。；\d\n]{0,8}"
    r"(?P<x>\d+(?:\.\d+)?%(?:(?:、|和|，|与)\d+(?:\.\d+)?%)+)"
)
GREW: Final = re.compile(r"提高|增长|增加|上升|提升|下降|降低|超额|完成")
TOTAL: Final = re.compile(r"合\s*计|总\s*计")
SLACK: Final = Decimal("0.6")
"""Percents that rounding may add to a hundred."""


def check_sums(text: Text) -> Iterator[Fault]:
    """Yield totals that are no sum, and shares that are no shares."""
    for pattern, name in ((SUMMED, "counts.total"), (CONTAINED, "counts.parts")):
        for found in pattern.finditer(text.text):
            yield from _check_total(found, name)
    yield from _check_shares(text.text)
    yield from _check_tables(text.lines)


def _check_total(found: re.Match[str], name: str) -> Iterator[Fault]:
    parts = [(each["n"], each["u"]) for each in PART.finditer(found["parts"])]
    if any(unit != found["u"] for _, unit in parts):
        return
    added = sum(map(_number, (number for number, _ in parts)), Decimal(0))
    total = _number(found["n"])
    if added != total and (name == "counts.total" or _is_slip(added, total)):
        yield tell(name, found.start("x"), found["x"], [f"{added}{found['u']}"], sum=added)


def _is_slip(added: Decimal, total: Decimal) -> bool:
    """Return whether parts that need not be all look like all: a little too few, or too many."""
    return added > total or (total - added) * 20 <= total


def _check_shares(words: str) -> Iterator[Fault]:
    for found in SHARE.finditer(words):
        if Decimal(found["n"]) > 100 and not GREW.search(found[0]):
            yield tell("counts.over_hundred", found.start("x"), found["x"], what=found["what"])
    for found in SHARES.finditer(words):
        added = sum(map(Decimal, re.findall(r"\d+(?:\.\d+)?", found["x"])), Decimal(0))
        if added > 100 + SLACK:
            yield tell("counts.shares", found.start("x"), found["x"], sum=added)


def _check_tables(lines: tuple[Line, ...]) -> Iterator[Fault]:
    tables: dict[int, list[tuple[Cell, Line]]] = defaultdict(list)
    for line in lines:
        if line.cell:
            tables[line.cell.table].append((line.cell, line))
    for cells in tables.values():
        rows = {cell.row for cell, line in cells if cell.column == 0 and TOTAL.search(line.text)}
        if len(rows) == 1:
            yield from _check_columns(cells, rows.pop())


def _check_columns(cells: list[tuple[Cell, Line]], last: int) -> Iterator[Fault]:
    """Yield the cells of the row of totals that are not the sum of the numbers above them."""
    above: dict[int, list[Decimal]] = defaultdict(list)
    for cell, line in cells:
        number = _cell_number(line.text)
        if cell.row < last and number is not None and cell.row > 0:
            above[cell.column].append(number)
    for cell, line in cells:
        number = _cell_number(line.text)
        if cell.row == last and cell.column and number is not None and len(above[cell.column]) > 1:
            added = sum(above[cell.column], Decimal(0))
            if added != number:
                words = line.text.strip()
                at = line.start + line.text.index(words)
                yield tell("counts.column", at, words, [str(added)], sum=added)


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _cell_number(words: str) -> Decimal | None:
    try:
        return _number(words.strip())
    except InvalidOperation:
        return None
