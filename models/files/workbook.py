"""Sheets of an XLSX workbook (ECMA-376): cells as texts, never a formula's result.

The archive and its XML are of unknown origin: unpacked within limits, without document types.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from xml.etree.ElementTree import Element

from models.errors import (
    EncryptedPaperError,
    TooLargePaperError,
    UnreadablePaperError,
    UnreadableTableError,
)
from models.files.archive import Package
from models.files.bounds import Bounds
from models.files.markup import parse
from models.files.sheets import Odd, Sheet

BOOK: Final = "xl/workbook.xml"
BOUNDS: Final = Bounds(max_elements=2_000_000, max_unpacked=100_000_000)
MOST_COLUMNS: Final = 512
DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the built-in formats that show days or times (ECMA-376 18.8.30), Chinese ones too."""
_DATE_CODE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACE: Final = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_EXACT: Final = 10**15
"""A spreadsheet keeps fifteen digits of a number; longer ones have lost their end."""


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a workbook; raises ``UnreadableTableError`` when it cannot be opened."""
    try:
        return list(_Book(Package(data, BOUNDS, "XLSX", BOOK), name).sheets())
    except (EncryptedPaperError, TooLargePaperError) as error:
        raise UnreadableTableError(str(error)) from error
    except UnreadablePaperError as error:
        raise UnreadableTableError(f"{name} 无法作为 XLSX 打开，请另存后重新上传。") from error


@dataclass
class _Book:
    """One workbook."""

    package: Package
    file: str
    texts: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    """By style of a cell, whether it shows a day or a time."""
    since: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone

    def sheets(self) -> Iterator[Sheet]:
        book = self._xml(BOOK)
        if any(each.get("date1904") in {"1", "true"} for each in book.iter("workbookPr")):
            self.since = datetime(1904, 1, 1)  # noqa: DTZ001
        self.texts = [_text(each) for each in self._part("xl/sharedStrings.xml", "si")]
        self.dates = self._styles()
        links = self._part("xl/_rels/workbook.xml.rels", "Relationship")
        targets = {each.get("Id", ""): each.get("Target", "") for each in links}
        for sheet in book.iter("sheet"):
            path = self.package.find(targets.get(sheet.get("id", ""), ""), BOOK)
            if path in self.package.names and path.startswith("xl/worksheets/"):
                yield Sheet(self.file, sheet.get("name", ""), list(self._rows(path)))

    def _rows(self, path: str) -> Iterator[tuple[int, dict[int, object]]]:
        for number, row in enumerate(self._xml(path).iter("row"), start=1):
            cells = {}
            for place, cell in enumerate(row.iter("c")):
                value = self._value(cell)
                if value != "":
                    cells[_column(cell.get("r", ""), place)] = value
            if cells:
                yield _whole(row.get("r"), number), cells

    def _value(self, cell: Element) -> object:
        """Return the text of a cell; ``Odd`` for one that holds no value."""
        if cell.find("f") is not None:
            return Odd("formula")
        raw = cell.findtext("v") or ""
        read = READ_CELL.get(cell.get("t", "n"))
        return read(self, cell, raw.strip()) if read else raw

    def shared(self, _: Element, raw: str) -> object:
        place = _whole(raw, -1)
        return self.texts[place] if 0 <= place < len(self.texts) else Odd("unreadable")

    def number(self, cell: Element, raw: str) -> object:
        style = _whole(cell.get("s"), -1)
        if raw and 0 <= style < len(self.dates) and self.dates[style]:
            return self._moment(raw)
        try:
            amount = float(raw or 0)
        except ValueError:
            return raw
        if abs(amount) >= _EXACT:
            return Odd("rounded")
        return str(int(amount)) if raw and amount.is_integer() else raw

    def _moment(self, raw: str) -> object:
        try:
            at = self.since + timedelta(seconds=round(float(raw) * 86400))
        except (ValueError, OverflowError):
            return Odd("time")
        return str(at)

    def _styles(self) -> list[bool]:
        if "xl/styles.xml" not in self.package.names:
            return []
        styles = self._xml("xl/styles.xml")
        own = {
            each.get("numFmtId"): bool(
                _DATE_CODE.search(_LITERAL.sub("", each.get("formatCode", "")))
            )
            for each in styles.iter("numFmt")
        }
        cells = styles.find("cellXfs")
        formats = [each.get("numFmtId", "0") for each in cells] if cells is not None else []
        return [own.get(each, _whole(each, 0) in DATES) for each in formats]

    def _part(self, path: str, tag: str) -> list[Element]:
        return list(self._xml(path).iter(tag)) if path in self.package.names else []

    def _xml(self, path: str) -> Element:
        return parse(self.package.read(path), BOUNDS, "XLSX")


READ_CELL: Final[dict[str, Callable[[_Book, Element, str], object]]] = {
    "s": _Book.shared,
    "inlineStr": lambda _, cell, __: _text(cell),
    "b": lambda _, __, raw: raw == "1",
    "e": lambda *_: Odd("formula"),
    "n": _Book.number,
}
"""By the type a cell states; every other one holds its text."""


def _text(element: Element) -> str:
    """Return the text of runs; the reading of Chinese characters that may stand beside is none."""
    runs = [element.findtext("t") or "", *(run.findtext("t") or "" for run in element.iter("r"))]
    inner = element.find("is")
    return "".join(runs) + (_text(inner) if inner is not None else "")


def _column(place: str, otherwise: int) -> int:
    found = _PLACE.fullmatch(place)
    if not found:
        return min(otherwise, MOST_COLUMNS)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return min(column - 1, MOST_COLUMNS)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
