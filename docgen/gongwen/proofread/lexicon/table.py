"""Lexicons as tables that staff keep: CSV, XLSX and TOML, read and written.

The columns have Chinese names; several values in one cell are parted by ``|``.
"""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Final

from pydantic import ValidationError

from docgen.gongwen.proofread.lexicon.entry import TITLES, TypedEntry, why
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.workbook import write_workbook
from models.errors import UnreadableTableError
from models.files.sheets import Sheet
from models.files.texts import decode, read_csv
from models.files.workbook import read_workbook

COLUMNS: Final[Mapping[str, str]] = {title: field for field, title in TITLES.items()}
SEVERAL: Final = frozenset({"suggestions", "before", "after", "not_before", "not_after"})
DAYS: Final = frozenset({"valid_from", "valid_to"})
PARTED: Final = "|"
FORMULA: Final = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula is written behind an apostrophe."""
MOST_TOLD: Final = 20
"""Faulty rows that are listed."""


def read_lexicon(data: bytes, name: str) -> Lexicon:
    """Read a lexicon from a CSV, XLSX or TOML file, by the ending of its name.

    Raises ``UnreadableTableError``; ``errors`` names each row that is no entry. Nothing is taken
    from a file with a faulty row.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == "toml":
        return _read_toml(data, name)
    sheets = read_workbook(data, name) if ending == "xlsx" else [read_csv(decode(data, name), name)]
    entries: list[TypedEntry] = []
    errors: list[dict[str, str]] = []
    for number, row in (row for sheet in sheets[:1] for row in _rows(sheet)):
        try:
            entries.append(TypedEntry.new(row))
        except ValueError as error:
            reason = why(error)
            errors.append({"pointer": f"/{number}", "code": "unfit_entry", "message": reason})
    if errors:
        rows = "、".join(each["pointer"][1:] for each in errors[:MOST_TOLD])
        told = f"{name} 第 {rows} 行不是词条，请修正后重新导入。头一处：{errors[0]['message']}。"
        raise UnreadableTableError(told, errors)
    return Lexicon(name=name.rpartition(".")[0] or name, entries=tuple(entries))


def write_csv(lexicon: Lexicon) -> bytes:
    """Write a lexicon as CSV in UTF-8 with the mark that spreadsheets ask for."""
    written = StringIO()
    csv.writer(written).writerows(_cells(lexicon))
    return written.getvalue().encode("utf-8-sig")


def write_xlsx(lexicon: Lexicon) -> bytes:
    """Write a lexicon as a workbook of one sheet."""
    return write_workbook(lexicon.name, _cells(lexicon))


def write_toml(lexicon: Lexicon) -> bytes:
    """Write a lexicon as TOML, fields that are not set left out."""
    lines = [f"name = {_quoted(lexicon.name)}", f"version = {lexicon.version}"]
    for entry in lexicon.entries:
        lines.append("\n[[entries]]")
        for field, value in entry.model_dump(mode="json", exclude_defaults=True).items():
            written = f"[{', '.join(map(_quoted, value))}]" if field in SEVERAL else _quoted(value)
            lines.append(f"{field} = {written}")
    return ("\n".join(lines) + "\n").encode()


WRITERS: Final[Mapping[str, Callable[[Lexicon], bytes]]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "toml": write_toml,
}
"""By the ending of the file."""


def _rows(sheet: Sheet) -> Iterable[tuple[int, dict[str, object]]]:
    """Yield the rows below the head by the names of fields, empty cells left out."""
    rows = iter(sheet.rows)
    _, head = next(rows, (0, {}))
    fields = {
        column: COLUMNS.get(str(cell).strip().lstrip("\ufeff")) for column, cell in head.items()
    }
    if "word" not in fields.values() or "sort" not in fields.values():
        raise UnreadableTableError(f"{sheet.file} 的表头应当有“词条”和“类型”两列。")
    for number, cells in rows:
        row: dict[str, object] = {}
        for column, cell in cells.items():
            field, words = fields.get(column), str(cell).strip().removeprefix("'")
            if field and words:
                row[field] = _value(field, words)
        yield number, row


def _value(field: str, words: str) -> object:
    if field in SEVERAL:
        return tuple(each.strip() for each in words.split(PARTED))
    return words[:10].replace("/", "-") if field in DAYS else words


def _cells(lexicon: Lexicon) -> list[list[str]]:
    rows = [list(COLUMNS)]
    for entry in lexicon.entries:
        given = entry.model_dump(mode="json")
        rows.append([_written(given[field]) for field in COLUMNS.values()])
    return rows


def _written(value: object) -> str:
    words = PARTED.join(value) if isinstance(value, list) else str(value or "")
    return f"'{words}" if words.startswith(FORMULA) else words


def _read_toml(data: bytes, name: str) -> Lexicon:
    try:
        lexicon = Lexicon.model_validate(tomllib.loads(decode(data, name)))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableTableError(f"{name} 不是词库文件，不合 TOML 的写法：{error}") from error
    except ValidationError as error:
        raise UnreadableTableError(f"{name} 不是词库文件：{why(error)}。") from error
    for entry in lexicon.entries:
        if entry.obstacle:
            raise UnreadableTableError(f"{name} 有词条不能用：{entry.obstacle}。")
    return lexicon


def _quoted(value: object) -> str:
    words = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in words) + '"'
    )
