"""Facts that are tables, taken from tables of a reference text with the same columns."""

from collections.abc import Iterator, Sequence

from docgen.gongwen.writing.declared import Column, Type
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.stretches import Stretch

Heads = Sequence[str]


def offered_by_tables(reading: Reading) -> Iterator[Offer]:
    """Yield the tables whose heads name every column that must be told."""
    for name, fact in reading.written.facts.items():
        for stretch in reading.body if fact.type is Type.TABLE else ():
            rows = stretch.rows and list(_rows(fact.columns, stretch))
            if rows:
                yield Offer(
                    fact=name,
                    value=tuple(rows),
                    places=stretch.cells,
                    sign="参照文中栏目相同的表格",
                    sure=True,
                )


def _rows(columns: Sequence[Column], stretch: Stretch) -> Iterator[dict[str, str]]:
    heads = ["".join(cell.split()) for cell in stretch.rows[0]]
    places = {each.name: at for each in columns if (at := _place(each, heads)) is not None}
    asked = {each.name for each in columns if each.required and not (each.product or each.share)}
    if asked <= places.keys():
        for row in stretch.rows[1:]:
            yield {name: row[at].strip() for name, at in places.items() if row[at].strip()}


def _place(column: Column, heads: Heads) -> int | None:
    """Return the place of the column whose head names it, in the same unit."""
    named = {column.head, column.head.replace("（", "(").replace("）", ")")}
    return next((at for at, head in enumerate(heads) if head in named), None)
