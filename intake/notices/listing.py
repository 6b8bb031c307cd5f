"""A list of recipients as a table, one notice for each: CSV or XLSX, headed by the kind's labels.

The columns are those of a recipient and, by label, the facts and table columns of the kind. Lines
that agree in everything but the table columns are rows of one notice: whoever owes for five
parkings is written to once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from docgen.notices.kind import NoticeKind
from docgen.notices.notice import Recipient
from intake.notices.draft import Draft
from models.clean import clean, shorten
from models.errors import InvalidRequestError, UnreadableTableError
from models.files.sheets import Sheet
from models.files.texts import decode, read_csv
from models.files.workbook import read_workbook

RECIPIENT: Final[Mapping[str, str]] = {
    "收件人": "name",
    "收件人类型": "kind",
    "性别": "sex",
    "证件类型": "id_type",
    "证件号码": "id_no",
    "联系电话": "phone",
    "地址": "address",
}
"""Columns of who is written to."""
NEEDED: Final = ("收件人",)
ZIP: Final = b"PK\x03\x04"
MOST_FAULTS: Final = 50
"""Faults told at once; who mends these sends the table again."""

Line = Mapping[str, str]


@dataclass(frozen=True)
class _Columns:
    """What the columns of a kind's list are called."""

    facts: Mapping[str, str]
    cells: Mapping[str, str]

    @property
    def all(self) -> tuple[str, ...]:
        return (*RECIPIENT, *self.facts, *self.cells)


def is_listable(kind: NoticeKind) -> bool:
    """Tell whether a line of a table can say everything a kind needs."""
    return kind.items is None and all(fact.origin != "case" for fact in kind.facts)


def columns_of(kind: NoticeKind) -> tuple[str, ...]:
    """Return the heads a list for this kind may have, in the order they are best written."""
    return _columns(kind).all


def read_list(name: str, data: bytes, kind: NoticeKind, office: str) -> list[Draft]:
    """Return a draft for each recipient of a table.

    Raises ``UnreadableTableError`` when it is no table or lacks columns, ``InvalidRequestError``
    with a fault for each line that names no recipient or one of no known sort.
    """
    columns = _columns(kind)
    sheet = _open(name, data)
    lines = _lines(sheet, columns)
    if not lines:
        raise UnreadableTableError(f"{sheet.file} 的表头下没有内容。")
    faults = [fault for number, line in lines for fault in _faults(number, line)]
    if faults:
        told = faults[:MOST_FAULTS]
        raise InvalidRequestError(f"名单中有 {len(faults)} 处不对，没有出具任何文书。", told)
    return [_draft(group, columns, kind.id, office) for group in _grouped(lines, columns)]


def _columns(kind: NoticeKind) -> _Columns:
    cells = kind.table.columns if kind.table else ()
    return _Columns(
        facts={fact.label: fact.key for fact in kind.facts},
        cells={column.label: column.key for column in cells},
    )


def _open(name: str, data: bytes) -> Sheet:
    shown = shorten(name, 80)
    if not data.startswith(ZIP):
        return read_csv(decode(data, shown), shown)
    sheets = [sheet for sheet in read_workbook(data, shown) if sheet.rows]
    if not sheets:
        raise UnreadableTableError(f"{shown} 里没有内容。")
    return sheets[0]


def _lines(sheet: Sheet, columns: _Columns) -> list[tuple[int, Line]]:
    """Return the lines below the head with their numbers, by the labels of their columns."""
    if not sheet.rows:
        raise UnreadableTableError(f"{sheet.file} 里没有内容。")
    (_, head), *rows = sheet.rows
    names = {column: clean(str(cell)) for column, cell in head.items()}
    strange = [name for name in names.values() if name not in columns.all]
    lacking = [name for name in NEEDED if name not in names.values()]
    if strange or lacking:
        raise UnreadableTableError(_about_head(sheet.file, strange, lacking, columns))
    return [
        (number, {names[at]: clean(str(cell)) for at, cell in cells.items() if at in names})
        for number, cells in rows
    ]


def _about_head(
    file: str, strange: Sequence[str], lacking: Sequence[str], columns: _Columns
) -> str:
    parts = [f"不认识的列：{'、'.join(shorten(each, 20) for each in strange)}"] if strange else []
    parts += [f"缺少的列：{'、'.join(lacking)}"] if lacking else []
    return f"{file} 的表头不对，{'；'.join(parts)}。可用的列：{'、'.join(columns.all)}。"


def _faults(number: int, line: Line) -> Iterator[dict[str, str]]:
    try:
        _recipient(line)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors()}
        labels = [label for label, key in RECIPIENT.items() if key in wrong]
        message = f"第 {number} 行的{'、'.join(labels)}不对。"
        yield {"pointer": f"/lines/{number}", "code": "wrong", "message": message}
    if not line.get("收件人"):
        message = f"第 {number} 行没有写收件人。"
        yield {"pointer": f"/lines/{number}", "code": "missing", "message": message}


def _recipient(line: Line) -> Recipient:
    told = {key: line[label] for label, key in RECIPIENT.items() if line.get(label)}
    return Recipient.model_validate({"name": "", **told})


def _grouped(lines: Sequence[tuple[int, Line]], columns: _Columns) -> list[list[Line]]:
    """Return the lines of each notice together, in the order of each first one."""
    groups: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for _, line in lines:
        who = tuple(line.get(label, "") for label in (*RECIPIENT, *columns.facts))
        groups[who].append(line)
    return list(groups.values())


def _draft(group: Sequence[Line], columns: _Columns, kind: str, office: str) -> Draft:
    first = group[0]
    rows = ({key: line.get(label, "") for label, key in columns.cells.items()} for line in group)
    return Draft(
        kind=kind,
        office=office,
        recipient=_recipient(first),
        facts={key: first[label] for label, key in columns.facts.items() if first.get(label)},
        rows=tuple(rows) if columns.cells else (),
    )
