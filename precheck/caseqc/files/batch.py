"""Every record of the files that were given together, tables joined by 统一审批编码."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.clean import shorten
from models.errors import UnreadableTableError
from models.files.sheets import Sheet
from models.files.texts import decode, read_csv, read_json
from models.files.workbook import read_workbook
from precheck.caseqc.check import RULES
from precheck.caseqc.files.sheets import NamedRows, name_rows
from precheck.caseqc.records import SHOWN, field_named
from precheck.caseqc.tables import APPLY, JOINED_BY, TABLES

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"
"""What an old workbook, or a locked new one, begins with."""
NEEDED: Final = tuple(
    rule.field.key
    for rule in RULES
    if rule.spec.each == APPLY
    and not rule.spec.when
    and rule.spec.must == f"not blank({rule.spec.field})"
)
"""Fields of a case that may never be empty: a table must have their columns."""
MOST_TOLD: Final = 20
"""Rows, names or columns that one fault of a file names."""


@dataclass(frozen=True)
class Entry:
    """One record, and where it stands."""

    file: str
    row: int
    record: object


@dataclass(frozen=True)
class Oddity:
    """What is wrong with a file as a whole: the id of a ``[[misfit]]``, in words."""

    misfit: str
    detail: str


@dataclass(frozen=True)
class Batch:
    """The records of some files."""

    entries: tuple[Entry, ...]
    oddities: tuple[Oddity, ...] = ()


def read_batch(files: Iterable[tuple[str, bytes]]) -> Batch:
    """Return every record of the files, in their order.

    Raises ``UnreadableTableError`` for a file that cannot be opened and for files without any
    record, ``TooLargeRequestError`` for too many records.
    """
    entries: list[Entry] = []
    sheets: list[Sheet] = []
    for name, data in files:
        opened = _open(shorten(name, 80), data)
        if isinstance(opened, list):
            sheets += opened
        else:
            entries += opened
    tables = [name_rows(sheet) for sheet in sheets if sheet.rows]
    found, oddities = _split_broken([*entries, *_joined(tables)])
    if not found and not oddities:
        raise UnreadableTableError("文件里没有办件记录：没有认出办件信息的表头，或表头下没有内容。")
    return Batch(tuple(found), (*oddities, *_absent(tables), *_doubles(found), *_orphans(tables)))


def _open(name: str, data: bytes) -> list[Sheet] | tuple[Entry, ...]:
    if data.startswith(OLE):
        raise UnreadableTableError(f"{name} 是旧版 XLS，或设有密码，请另存为没有密码的 XLSX。")
    if data.startswith(ZIP):
        return read_workbook(data, name)
    text = decode(data, name)
    if text.lstrip()[:1] in {"{", "["}:
        return tuple(Entry(name, number, record) for number, record in read_json(text, name))
    return [read_csv(text, name)]


def _joined(tables: Sequence[NamedRows]) -> Iterator[Entry]:
    """Yield the cases of the tables, each with its rows of the other tables."""
    parts: dict[str, dict[str, list[Mapping[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for table in tables:
        if table.table not in {"", APPLY}:
            for _, row in table.rows:
                parts[_number_of(table, row)][table.table].append(row)
    for table in tables:
        if table.table == APPLY:
            for number, row in table.rows:
                inner = parts.pop(_number_of(table, row), {}) if _number_of(table, row) else {}
                yield Entry(table.file, number, {**row, **inner})


def _split_broken(entries: Iterable[Entry]) -> tuple[list[Entry], list[Oddity]]:
    """Return the records that can be looked at, and one oddity for those that cannot."""
    found: list[Entry] = []
    broken: list[Entry] = []
    for entry in entries:
        (found if isinstance(entry.record, Mapping) else broken).append(entry)
    places = [f"{entry.file} 第 {entry.row} 行或条" for entry in broken]
    return found, [Oddity("record", f"{_listed(places)}不是一个完整的 JSON 对象")] if places else []


def _absent(tables: Sequence[NamedRows]) -> Iterator[Oddity]:
    for table in tables:
        if table.table == APPLY:
            known = {each.key for name in table.columns if (each := field_named(APPLY, name))}
            titles = TABLES.by_id[APPLY].by_key
            lacking = [f"{key}（{titles[key].title}）" for key in NEEDED if key not in known]
            if lacking:
                yield Oddity("absent", f"{_where(table)}缺少列：{_listed(lacking)}")
        if not table.table:
            yield Oddity("ignored", f"{_where(table)}没有认出任何列")


def _doubles(entries: Sequence[Entry]) -> Iterator[Oddity]:
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for entry in entries:
        number = number_of(entry.record)
        if number and number in seen:
            twice[shorten(number, SHOWN)] = None
        seen.add(number)
    if twice:
        yield Oddity("double", f"统一审批编码出现不止一次：{_listed(twice)}")


def _orphans(tables: Sequence[NamedRows]) -> Iterator[Oddity]:
    cases = {
        _number_of(table, row) for table in tables if table.table == APPLY for _, row in table.rows
    }
    for table in tables:
        if table.table in {"", APPLY}:
            continue
        rows = [str(number) for number, row in table.rows if _lost(_number_of(table, row), cases)]
        if rows:
            yield Oddity("orphan", f"{_where(table)}第 {_listed(rows)} 行找不到对应的办件")


def _lost(number: str, cases: set[str]) -> bool:
    return not number or number not in cases


def number_of(record: object) -> str:
    """Return the 统一审批编码 of a record as it stands there, '' without one."""
    if not isinstance(record, Mapping):
        return ""
    return _find_number(APPLY, record)


def _number_of(table: NamedRows, row: Mapping[str, object]) -> str:
    return _find_number(table.table, row)


def _find_number(table: str, row: Mapping[str, object]) -> str:
    for name, value in row.items():
        known = field_named(table, str(name))
        if known and known.key == JOINED_BY and isinstance(value, str | int):
            return str(value).strip()[:200]
    return ""


def _where(table: NamedRows) -> str:
    same = table.file.startswith(table.sheet)
    return f"{table.file} " if same else f"{table.file} 的“{shorten(table.sheet, SHOWN)}”"


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    more = f" 等 {len(every)} 处" if len(every) > MOST_TOLD else ""
    return "、".join(every[:MOST_TOLD]) + more
