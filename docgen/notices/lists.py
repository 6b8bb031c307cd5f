"""The lists of a notice as they are printed: its points and its table."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, Literal

from docgen.notices.kind import Column, Items, Table
from docgen.notices.names import printed, total
from docgen.notices.notice import Item, Notice
from docgen.notices.sheet import Block, Head, Paragraph, Point, Rows
from docgen.printing.numerals import numeral
from extractors.checks.amounts import in_words
from models.clean import clean
from models.days import day_words

Side = Literal["left", "center", "right"]
SIDES: Final[dict[str, Side]] = {"decimal": "right", "int": "center", "date": "center"}
PLACE: Final = Head(label="序号", width=0, align="center")
"""The layout gives it the width of its two characters."""
TOTAL: Final = "合计"


def points(items: Iterable[Item], declared: Items) -> Iterator[Block]:
    """Yield every point, numbered throughout, under the headings of their groups in order."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(clean(item.group), []).append(item)
    numbers = count(1)
    for place, (title, mine) in enumerate(groups.items(), start=1):
        if title:
            text = f"（{numeral(place)}）{title}（{len(mine)}项）"
            yield Paragraph(show="group", text=text)
        yield from (_point(next(numbers), item, declared) for item in mine)


def table(notice: Notice, declared: Table) -> Rows:
    """Return the table of a notice, every row numbered, with its totals."""
    sums = {key: total(notice, key) for key in declared.sums}
    return Rows(
        label=declared.label,
        heads=(PLACE, *map(_head, declared.columns)),
        rows=tuple(
            (str(place), *(_in_cell(each, row[each.key]) for each in declared.columns))
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


def _in_cell(column: Column, text: str) -> str:
    """Return a value as a narrow cell has it: a day in figures, as 2026-11-28."""
    return text if column.type in {"date", "datetime"} else printed(column.type, text)


def _head(column: Column) -> Head:
    side = SIDES.get(column.type, "left")
    return Head(label=column.label, width=column.width, align=side)


def _point(number: int, item: Item, declared: Items) -> Point:
    when_and_why = {
        "期限": f"{day_words(item.until)}前（含当日）" if item.until else "",
        "依据": clean(item.basis),
    }
    todo = f"{declared.todo}：{clean(item.todo)}" if clean(item.todo) else ""
    other = "　".join(f"{label}：{text}" for label, text in when_and_why.items() if text)
    details = tuple(line for line in (todo, other) if line)
    return Point(number=f"{number}.", text=clean(item.text), details=details)
