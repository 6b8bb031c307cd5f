"""XLSX, CSV and JSON as lists of entries; bad rows are told, never dropped unseen."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from knowledge.importing.blocks import tabled
from knowledge.importing.draft import LeftOut
from knowledge.importing.given import Given
from knowledge.importing.lists import HEADER_WITHIN, Row, column_of, entries_of, is_list
from knowledge.importing.reading import Found, Reading
from models.errors import UnreadableTableError
from models.files.sheets import Cells, Odd, Sheet
from models.files.texts import decode, read_csv, read_json
from models.files.workbook import read_workbook

MOST_CELL: Final = 100_000
"""Characters of one cell."""
_ODD: Final = {
    "formula": "单元格是公式，没有文字",
    "rounded": "数字过长，已失去末位",
    "time": "日期不成立",
    "unreadable": "单元格内容缺失",
}
_LISTS: Final = ("records", "entries", "data", "items", "list", "rows")
_FORMULA: Final = re.compile(r"=[A-Za-z(]|@[A-Za-z]+\(")


def read_xlsx(given: Given) -> Found:
    """Return the entries of a workbook; a sheet that is no list is kept as a table."""
    return _sheets(read_workbook(given.data, given.name), given)


def read_csv_list(given: Given) -> Found:
    """Return the entries of a CSV file; raises ``UnreadableTableError``."""
    return _sheets([read_csv(decode(given.data, given.name), given.name)], given)


def read_json_list(given: Given) -> Found:
    """Return the entries of a JSON list, of JSON lines, or of a list within one object."""
    records = [each for _, each in read_json(decode(given.data, given.name), given.name)]
    if len(records) == 1 and isinstance(records[0], Mapping):
        inner = next(
            (records[0][key] for key in _LISTS if isinstance(records[0].get(key), list)), None
        )
        records = inner if inner is not None else records
    rows = [_object(number, each) for number, each in enumerate(records, start=1)]
    heads = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    return entries_of(rows, heads)


def _sheets(sheets: Sequence[Sheet], given: Given) -> Found:
    found = [_sheet(sheet, named=len(sheets) > 1) for sheet in sheets if sheet.rows]
    if not found:
        raise UnreadableTableError(f"{given.name} 里没有内容，请核对工作表。")
    return Found(
        tuple(reading for each in found for reading in each.readings),
        tuple(left for each in found for left in each.left_out),
        tuple(dict.fromkeys(remark for each in found for remark in each.remarks)),
    )


def _sheet(sheet: Sheet, *, named: bool) -> Found:
    where = f"“{sheet.name}”" if named else ""
    place, heads = _heads(sheet)
    if not is_list(tuple(heads.values())):
        return _as_table(sheet, where)
    above = [f"第 {number} 行" for number, _ in sheet.rows[:place]]
    rows = [
        _row(f"{where}第 {number} 行", cells, heads) for number, cells in sheet.rows[place + 1 :]
    ]
    found = entries_of(rows, tuple(heads.values()))
    left = [LeftOut(what=f"{where}{each}", why="在表头之上") for each in above]
    return Found(found.readings, (*left, *found.left_out), found.remarks)


def _heads(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """Return which of the first rows holds the heads, and they by column."""
    top = [
        (place, {column: cell for column, cell in cells.items() if isinstance(cell, str)})
        for place, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN])
    ]
    return max(top, key=lambda each: (_known(each[1]), -each[0]))


def _known(heads: Mapping[int, str]) -> int:
    return len({column_of(head) for head in heads.values()} - {""})


def _row(place: str, cells: Cells, heads: Mapping[int, str]) -> Row:
    named = {heads[column]: _text(cell) for column, cell in cells.items() if column in heads}
    beyond = [column for column in cells if column > max(heads, default=0)]
    if beyond:
        why = f"这一行比表头多 {len(beyond)} 格，内容可能错位，请给含逗号的单元格加上引号"
        return Row(place, {**named, "": " ".join(_text(cells[column]) for column in beyond)}, why)
    odd = next((head for column, head in heads.items() if isinstance(cells.get(column), Odd)), "")
    if odd:
        cell = next(cell for cell in cells.values() if isinstance(cell, Odd))
        return Row(place, named, f"“{odd}”：{_ODD.get(cell.why, '看不懂')}，请改为文字")
    return Row(place, named, _fault(named))


def _fault(named: Mapping[str, str]) -> str:
    for head, cell in named.items():
        if _FORMULA.match(cell.strip()):
            return f"“{head}”：单元格是公式，没有文字，请改为文字"
        if len(cell) > MOST_CELL:
            return f"“{head}”超过 {MOST_CELL} 字，请拆分"
    return ""


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return "" if isinstance(cell, Odd) else str(cell)


def _object(number: int, value: object) -> Row:
    place = f"第 {number} 条"
    if not isinstance(value, Mapping):
        return Row(place, {}, "不是完整的 JSON 对象")
    cells = {str(key): _joined(each) for key, each in value.items()}
    return Row(place, cells, _fault(cells))


def _joined(value: object) -> str:
    """Return a value of JSON as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(filter(None, map(_joined, value)))
    if isinstance(value, Mapping):
        return "\n".join(f"{key}：{_joined(each)}" for key, each in value.items())
    return _text(value)


def _as_table(sheet: Sheet, where: str) -> Found:
    """Return a sheet that is no list of entries as one table under its name."""
    last = max(max(cells) for _, cells in sheet.rows) + 1
    rows = ([_text(cells.get(column, "")) for column in range(last)] for _, cells in sheet.rows)
    blocks = tuple(tabled(rows))
    if not blocks:
        return Found((), (LeftOut(what=f"工作表{where or sheet.name}", why="没有内容"),))
    told = "没有认出问题和答案的表头，整张表作为一条；如是问答清单，请把表头改为“问题”“答案”。"
    return Found((Reading(blocks, title=sheet.name, place=where, remarks=(told,), ready=True),))
