"""Fields of an electronic paper as its structured data gives them: nothing is recognised."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from extractors.judging.comparison import Comparison
from extractors.judging.understand import understand
from extractors.placing.boxes import around
from extractors.placing.form import Found
from models.records import Box, Datum, Document, FieldValue, Page, Support
from models.specs import DocumentType, FieldSpec

SOURCE = "取自电子文件的结构化数据"
DIFFERS = "data_differs_from_print"
KEY_COLUMN = "amount"
"""Every row of a table has one, on its first line."""
WRAPPED = 0.6
"""A line that begins this share of its height above a row's first line still belongs to it."""

Row = dict[str, str | None]


def given_values(kind: DocumentType, page: Page) -> dict[str, FieldValue]:
    """Return the fields that the structured data of a page speaks of, by key.

    Attached data is taken before the print it is tied to: it is whole where print is cut. Data that
    says there is nothing makes a field unread, whatever a reader finds beside its label.
    """
    values = {field.key: _value(field, page) for field in kind.fields if page.data}
    return {key: value for key, value in values.items() if value is not None}


def compare_given(kind: DocumentType, document: Document, page: Page) -> Iterator[Comparison]:
    """Yield whether attached data agrees with the print that the file itself ties to it."""
    for field in kind.fields:
        shown, held = _told(field, page)
        value = document.field(field.key)
        if shown and held and value and value.text:
            printed = understand(Found(_joined(shown), (), None), field, page.number).text
            agree = printed in (value.text, "")
            message = (
                f"页面上的{field.title}为 {printed}，文件内附的数据却是 {value.text}，"
                "文件可能被改动过，请到开票平台查验。"
            )
            yield Comparison(agree, (field.key,), DIFFERS, message, proves=False)


def _value(field: FieldSpec, page: Page) -> FieldValue | None:
    if field.data_columns:
        return _table(field, page)
    shown, held = _told(field, page)
    if not shown and not held:
        return None
    text = held[0].text if held else _joined(shown)
    box = _box(shown, page.number)
    value = understand(Found(text, (1.0,) * len(text), box), field, page.number)
    return _marked(value) if value.text else FieldValue(key=field.key, evidence=value.evidence)


def _marked(value: FieldValue) -> FieldValue:
    given = value.support is not Support.REFUTED
    noted = "；".join(note for note in (value.repair, SOURCE) if note)
    support = Support.GIVEN if given else Support.REFUTED
    return value.model_copy(update={"support": support, "repair": noted})


def _told(field: FieldSpec, page: Page) -> tuple[list[Datum], list[Datum]]:
    """Return what the data points at in print, and what it holds itself."""
    about = [datum for datum in page.data if datum.name in field.data and datum.row < 0]
    shown = [datum for datum in about if datum.box and datum.text.strip()]
    return shown, [datum for datum in about if not datum.box]


def _joined(shown: Iterable[Datum]) -> str:
    return "".join(datum.text for datum in shown).strip()


def _box(shown: Iterable[Datum], page: int) -> Box | None:
    boxes = [datum.box for datum in shown if datum.box and datum.page == page]
    return around(boxes) if boxes else None


# --- tables ---------------------------------------------------------------------------------------


def _table(field: FieldSpec, page: Page) -> FieldValue | None:
    columns = {name: key for key, names in field.data_columns.items() for name in names}
    about = [datum for datum in page.data if datum.name in columns]
    held = [datum for datum in about if not datum.box]
    shown = [datum for datum in about if datum.box]
    rows = _rows(held or shown, columns)
    if not rows:
        return None
    records = tuple(_record(field, row, columns) for row in rows)
    text = "\n".join(" ".join(cell for cell in record.values() if cell) for record in records)
    found = Found(text, (1.0,) * len(text), _box(shown, page.number), rows=records)
    return _marked(understand(found, field, page.number))


def _rows(about: list[Datum], columns: dict[str, str]) -> list[list[Datum]]:
    """Return the data row by row: by number, or by place where the file does not number them."""
    placed = [datum for datum in about if datum.box]
    if len(placed) == len(about) and all(datum.row < 0 for datum in about):
        return _rows_by_place(about, columns)
    rows: dict[int, list[Datum]] = {}
    for datum in about:
        rows.setdefault(datum.row, []).append(datum)
    return [rows[number] for number in sorted(rows)]


def _rows_by_place(about: list[Datum], columns: dict[str, str]) -> list[list[Datum]]:
    ordered = sorted(about, key=_place)
    starts = [datum for datum in ordered if columns[datum.name] == KEY_COLUMN]
    rows: list[list[Datum]] = [[] for _ in starts]
    for datum in ordered:
        above = [at for at, start in enumerate(starts) if _begins(start, datum)]
        if rows:
            rows[above[-1] if above else 0].append(datum)
    return rows


def _begins(start: Datum, datum: Datum) -> bool:
    """Tell whether a row that starts with one value may hold another: it is not above it."""
    top, first = _place(datum), _place(start)
    height = start.box[3] - start.box[1] if start.box else 0
    return first[0] < top[0] or (first[0] == top[0] and first[1] <= top[1] + WRAPPED * height)


def _place(datum: Datum) -> tuple[int, int, int]:
    left, top, *_ = datum.box or (0, 0)
    return datum.page, top, left


def _record(field: FieldSpec, row: list[Datum], columns: dict[str, str]) -> Row:
    """Return a row with every column that the data has; a blank cell is None."""
    record: Row = dict.fromkeys(field.data_columns)
    for datum in sorted(row, key=attrgetter("row")):
        text = datum.text.strip()
        if text:
            key = columns[datum.name]
            record[key] = (record[key] or "") + text
    return record
