"""Text files of records: their encoding, JSON, JSON lines, CSV."""

import codecs
import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Final, NoReturn

from models.clean import shorten
from models.errors import TooLargeRequestError, UnreadableTableError
from models.files.sheets import Cells, Sheet

MOST_RECORDS: Final = 100_000
"""Rows of one file."""
DELIMITERS: Final = ",;\t，"
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS: Final = ("utf-8", "gb18030")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GBK.

    Raises ``UnreadableTableError`` for any other content.
    """
    marked = tuple(encoding for mark, encoding in BOMS if data.startswith(mark))
    for encoding in marked or ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableTableError(f"{name} 不是文字文件，或编码不是 UTF-8、GBK。")


def read_json(text: str, name: str) -> Iterator[tuple[int, object]]:
    """Yield the records of a JSON value or of JSON lines, with their numbers.

    A line that cannot be parsed is yielded as the error it is. Raises ``UnreadableTableError`` when
    the whole is one value, and that is broken.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    _refuse_many(len(lines) if _by_lines(lines) else 0, name)
    if _by_lines(lines):
        yield from ((number, _parsed_line(line)) for number, line in lines)
        return
    try:
        whole = _parsed(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableTableError(f"{name} 不是完整的 JSON。") from error
    if isinstance(whole, dict) and isinstance(whole.get("records"), list):
        whole = whole["records"]
    records = whole if isinstance(whole, list) else [whole]
    _refuse_many(len(records), name)
    yield from enumerate(records, start=1)


def read_csv(text: str, name: str) -> Sheet:
    """Return the rows of a CSV file; raises ``UnreadableTableError`` when it is none."""
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, Cells]] = []
    try:
        for row in reader:
            cells = {column: cell for column, cell in enumerate(row) if cell.strip()}
            if cells:
                rows.append((reader.line_num, cells))
            _refuse_many(len(rows) - 1, name)
    except csv.Error as error:
        where = f"第 {reader.line_num} 行"
        raise UnreadableTableError(f"{name} {where}的引号或分隔符有误，无法读取。") from error
    return Sheet(name, name.rpartition(".")[0] or name, rows)


def _refuse_many(count: int, name: str) -> None:
    if count > MOST_RECORDS:
        raise TooLargeRequestError(f"{shorten(name, 80)} 超过 {MOST_RECORDS} 条记录，请分批上传。")


def _by_lines(lines: list[tuple[int, str]]) -> bool:
    """Tell whether each line is a record of its own: the first one is."""
    return len(lines) > 1 and isinstance(_parsed_line(lines[0][1]), dict)


def _parsed_line(line: str) -> object:
    try:
        return _parsed(line)
    except (ValueError, RecursionError) as error:
        return UnreadableTableError(f"不是完整的 JSON：{type(error).__name__}")


def _parsed(text: str) -> object:
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
