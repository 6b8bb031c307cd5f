"""Turns a notice into a sheet: which words stand where."""

from collections.abc import Iterator, Mapping
from itertools import count

from pydantic import JsonValue

from docgen.check_code import check_code
from docgen.notices.declared import LABEL_ENDS, Declared
from docgen.notices.kind import NoticeKind, Part
from docgen.notices.limits import worded
from docgen.notices.lists import points, table
from docgen.notices.names import Told, condition
from docgen.notices.notice import Notice
from docgen.notices.sheet import Block, Cell, Grid, NoticeSheet, Paragraph, Slip
from docgen.printing.numerals import numeral
from models.clean import clean
from models.days import day_words

DAY_TO_FILL = "年　　月　　日"


def arrange(notice: Notice, kind: NoticeKind, told: Told, declared: Declared) -> NoticeSheet:
    """Return the sheet of a notice whose facts are in order; ``told`` is what its names say."""
    return NoticeSheet(
        look=kind.look,
        office=clean(notice.office.name),
        title=kind.title,
        number=clean(notice.number),
        salutation=_salutation(notice) if kind.look == "letter" else "",
        blocks=tuple(_blocks(notice, kind, told, declared)),
        signed_by_office=kind.signed_by_office,
        issued_on=notice.issued_on.isoformat(),
        issued_on_words=day_words(notice.issued_on),
        copies=told.fill(kind.copies),
        slip=_slip(kind, told) if kind.slip else None,
        check_code=check_code(_content(notice)),
    )


def _content(notice: Notice) -> dict[str, JsonValue]:
    """What the check code stands for: everything the notice was told, without its wording.

    What is blank is left out: a fact that a kind asks for later must not change older codes.
    """
    told: dict[str, JsonValue] = notice.model_dump(
        mode="json", exclude={"office", "facts", "rows"}, exclude_defaults=True
    )
    return told | {
        "office": clean(notice.office.name),
        "facts": _said(notice.facts),
        "rows": [_said(row) for row in notice.rows],
    }


def _said(told: Mapping[str, str]) -> dict[str, JsonValue]:
    return {key: text for key, text in told.items() if text}


def _salutation(notice: Notice) -> str:
    return f"{clean(notice.recipient.name)}{notice.recipient.honorific}："


def _blocks(notice: Notice, kind: NoticeKind, told: Told, declared: Declared) -> Iterator[Block]:
    numbers = map(numeral, count(1))
    for part in kind.body:
        if part.when and condition(part.when).evaluate(told.values) is not True:
            continue
        if part.heading:
            yield Paragraph(show="heading", text=f"{next(numbers)}、{told.fill(part.heading)}")
        elif part.grid:
            yield Grid(rows=tuple(_grid(part, kind, told)))
        elif part.show:
            yield from _shown(part.show, notice, kind, told, declared)
        else:
            show = "note" if part.note else "paragraph"
            yield Paragraph(show=show, text=told.fill(part.text or part.note))


def _shown(
    what: str, notice: Notice, kind: NoticeKind, told: Told, declared: Declared
) -> Iterator[Block]:
    if what == "items" and kind.items:
        yield from points(notice.items, kind.items)
    elif what == "table" and kind.table:
        yield table(notice, kind.table)
    elif what == "remedies":
        yield Paragraph(text=_remedies(notice, kind, told, declared))


def _remedies(notice: Notice, kind: NoticeKind, told: Told, declared: Declared) -> str:
    """Return what the recipient may do, each with the limit in force on the day of issue."""
    ways = []
    for remedy in map(declared.remedies.__getitem__, kind.remedies):
        limit = worded(declared.limits.on(notice.issued_on, remedy.limit))
        ways.append(Told(told.values, {**told.words, "limit": limit}).fill(remedy.text))
    act = kind.paper.removesuffix("书")
    return f"如对本{act}不服，{notice.recipient.you}可以{'；也可以'.join(ways)}。"


def _grid(part: Part, kind: NoticeKind, told: Told) -> Iterator[tuple[Cell, ...]]:
    cells = _declared_cells(kind, told)
    for row in part.grid:
        yield tuple(cells[each] if each in cells else _cell(each, told) for each in row)


def _cell(declared: str, told: Told) -> Cell:
    label, _, text = declared.partition(LABEL_ENDS)
    return Cell(label=label, text=told.fill(text))


def _declared_cells(kind: NoticeKind, told: Told) -> Mapping[str, Cell]:
    facts = {each.key: Cell(label=each.label, text=told.words[each.key]) for each in kind.facts}
    blanks = {
        each.key: Cell(label=each.label, text=each.text, field=each.field, blank=True)
        for each in kind.blanks
    }
    return facts | blanks


def _slip(kind: NoticeKind, told: Told) -> Slip:
    text = f"今收到{told.words['office']}《{kind.title}》（{told.words['number']}）一份。"
    return Slip(text=text, lines=("收件人（签名或者盖章）：", f"收件日期：　　　{DAY_TO_FILL}"))
