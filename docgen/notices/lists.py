"""The lists of a notice as they are printed: its points and its table."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, Literal

from docgen.notices.kind import Column, Table
from docgen.notices.names import in_chinese, printed, total
from docgen.notices.notice import Item, Notice
from docgen.notices.sheet import Block, Head, Paragraph, Point, Rows
from docgen.printing.numerals import numeral
from extractors.checks.amounts import in_words
from models.clean import clean

Side = Literal["left", "center", "right"]
SIDES: Final[dict[str, Side]] = {"decimal": "right", "int": "center", "date": "center"}
PLACE: Final = Head(label="序号", width=0.5, align="center")
TOTAL: Final = "合计"


def points(items: Iterable[Item]) -> Iterator[Block]:
    """Yield every point, numbered throughout, under the headings of their groups in order."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(clean(item.group), []).append(item)
    numbers = count(1)
    for place, (title, mine) in enumerate(groups.items(), start=1):
        if title:
            text = f"（{numeral(place)}）{title}（{len(mine)}项）"
            yield Paragraph(show="group", text=text)
        yield from (_point(next(numbers), item) for item in mine)


def table(notice: Notice, declared: Table) -> Rows:
    """Return the table of a notice, every row numbered, with its totals."""
    sums = {key: total(notice, key) for key in declared.sums}
    return Rows(
        label=declared.label,
        heads=(PLACE, *map(_head, declared.columns)),
        rows=tuple(
            (str(place), *(printed(each.type, row[each.key]) for each in declared.columns))
            for place, row in enumerate(notice.rows, start=1)
        ),
        total=(
            TOTAL,
            *(f"{sums[each.key]:,.2f}" if each.sum else "" for each in declared.columns),
        )
        if sums
        else (),
        total_words=in_words(next(iter(sums.values()))) if sums else "",
    )


def _head(column: Column) -> Head:
    side = SIDES.get(column.type, "left")
    return Head(label=column.label, width=column.width, align=side)


def _point(number: int, item: Item) -> Point:
    details = {
        "办理方法": clean(item.todo),
        "期限": f"{in_chinese(item.until)}前" if item.until else "",
        "依据": clean(item.basis),
    }
    said = tuple(f"{label}：{text}" for label, text in details.items() if text)
    return Point(number=f"{number}.", text=clean(item.text), details=said)
