"""Lists of entries: rows of a table or objects of JSON, one entry each, by the names of columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.cleaning import tidy, unseen
from knowledge.entries.entry import Kind
from knowledge.importing.articles import as_laws
from knowledge.importing.blocks import Block
from knowledge.importing.declared import COLUMN_WORDS, FACTS
from knowledge.importing.draft import LONGEST_TITLE, Fact, LeftOut
from knowledge.importing.facts import labelled, organs_in
from knowledge.importing.guides import as_guide
from knowledge.importing.ornaments import is_ornamental
from knowledge.importing.reading import Found, Reading
from models.clean import shorten
from models.errors import UnreadableTableError

HEADER_WITHIN: Final = 5
"""Rows at the top among which the heads are looked for: exports often begin with a title."""
MOST_ROWS: Final = 20_000
MOST_TOLD: Final = 20
_NAMES: Final = {word: column for column, words in COLUMN_WORDS.heads.items() for word in words}
_SPLIT: Final = re.compile(r"[;；|\n]|(?<=[？?])\s*")
_WORDS: Final = re.compile(r"[,，、;；\s]+")
_BODY: Final = ("answer", "body")
_EXTRA: Final[Mapping[str, str]] = {
    "subject": "办理对象",
    "conditions": "办理条件",
    "materials": "申请材料",
    "steps": "办理流程",
    "time_limit": "办理时限",
    "fee": "收费",
    "place": "办理地点",
    "phone": "咨询电话",
    "basis": "办理依据",
}
"""Columns that become sections below the answer."""


@dataclass(frozen=True)
class Row:
    """One row, or one object: what stands in it by the names as the file has them."""

    place: str
    cells: Mapping[str, str]
    fault: str = ""
    """Why it cannot be an entry, in Chinese."""


def column_of(head: str) -> str:
    """Return which column a head names, '' for one that is not known.

    >>> column_of("通俗解答(5段标准)"), column_of("*标准问"), column_of("doc_no"), column_of("颜色")
    ('answer', 'question', 'number', '')
    """
    plain = re.sub(r"[（(\[【].*?[)）\]】]", "", head)
    return _NAMES.get(re.sub(r"[\W_]+", "", plain).casefold(), "")


def is_list(heads: Sequence[str]) -> bool:
    """Tell whether heads are those of a list of entries: a title or question, and a text."""
    named = {column_of(head) for head in heads}
    return bool(named & {"title", "question"}) and bool(named & {*_BODY, "materials", "conditions"})


def entries_of(rows: Sequence[Row], heads: Sequence[str]) -> Found:
    """Return a text for each row that can be an entry; every other row is told, with the reason.

    Raises ``UnreadableTableError`` when no column is known that could hold an answer.
    """
    if not is_list(heads):
        raise UnreadableTableError(
            f"没有认出表头（现有：{shorten('、'.join(heads), 80)}）。"
            "请把问题列命名为“问题”或“标题”，答案列命名为“答案”或“内容”。"
        )
    if "article" in map(column_of, heads):
        return as_laws([(row.place, _named(row)) for row in rows])
    readings, left = [], []
    for row in rows[:MOST_ROWS]:
        made = None if row.fault else _reading(row)
        if made:
            readings.append(made)
        else:
            why = row.fault or _lacks(row)
            left.append(LeftOut(what=f"{row.place}：{_shown(row)}", why=why))
    if len(rows) > MOST_ROWS:
        more = f"第 {MOST_ROWS} 条以后的内容"
        left.append(
            LeftOut(what=more, why="一次最多导入这么多条，请拆分文件", count=len(rows) - MOST_ROWS)
        )
    unknown = [head for head in heads if not column_of(head)]
    remarks = (f"没有使用的列：{shorten('、'.join(unknown), 120)}。",) if unknown else ()
    return Found(tuple(readings), tuple(left), remarks)


def _named(row: Row) -> dict[str, str]:
    named: dict[str, str] = {}
    for head, cell in row.cells.items():
        column = column_of(head)
        if column and cell.strip():
            named.setdefault(column, cell.strip())
    return named


def _lacks(row: Row) -> str:
    named = _named(row)
    if not named.get("title") and not named.get("question"):
        return "没有问题或标题，请补充"
    return "没有答案或正文，请补充"


def _reading(row: Row) -> Reading | None:
    named = _named(row)
    title = tidy(named.get("question") or named.get("title") or "")
    blocks = tuple(_blocks(named))
    if not title or not blocks:
        return None
    kind = COLUMN_WORDS.kinds.get(named.get("kind", "")) or _kind(named, blocks)
    similar = [tidy(each) for each in _SPLIT.split(named.get("similar", "")) if each and tidy(each)]
    other = tidy(named["title"]) if named.get("question") and named.get("title") else ""
    return Reading(
        blocks,
        title=shorten(title, LONGEST_TITLE),
        known={fact.name: fact for fact in _facts(named, row)},
        kind=kind,
        url=named.get("url", ""),
        questions=tuple(
            dict.fromkeys(each for each in (*similar, other) if each and each != title)
        ),
        keywords=tuple(dict.fromkeys(filter(None, _WORDS.split(named.get("keywords", ""))))),
        place=row.place,
        remarks=tuple(_remarks(named)),
        ready="answer" in named or kind is Kind.GUIDE,
    )


def _kind(named: Mapping[str, str], blocks: Sequence[Block]) -> Kind | None:
    """Return the kind of an answer; of a text that is told later."""
    if any(block.level for block in blocks):
        return Kind.GUIDE
    return Kind.FAQ if "answer" in named else None


def _blocks(named: Mapping[str, str]) -> Iterator[Block]:
    """Yield the text, sections of a guide under their headings, then what other columns say."""
    words = next((named[each] for each in _BODY if each in named), "")
    told_lines = (line for each in words.splitlines() if (line := tidy(each)))
    lines = [Block(line) for line in told_lines if not is_ornamental(line)]
    text = as_guide(lines)
    yield from text
    told = "".join(block.words for block in text)
    for column, title in _EXTRA.items():
        value = tidy(named.get(column, ""))
        if value and value not in told and not any(block.words == title for block in text):
            yield Block(title, level=1)
            yield from (Block(line) for each in named[column].splitlines() if (line := tidy(each)))


def _facts(named: Mapping[str, str], row: Row) -> Iterator[Fact]:
    for name in (*FACTS, "department", "source"):
        column = next((head for head in row.cells if column_of(head) == name), "")
        fact = (
            labelled(name, named.get(name, ""), f"{row.place} {column}") if name in named else None
        )
        if fact and name == "source" and organs_in(fact.value):
            yield fact.model_copy(update={"name": "issuer", "value": organs_in(fact.value)})
        elif fact:
            yield fact


def _remarks(named: Mapping[str, str]) -> Iterator[str]:
    if named.get("remark"):
        yield f"备注：{shorten(named['remark'], 200)}"
    if named.get("related"):
        yield f"关联：{shorten(named['related'], 200)}"
    for name in ("expires", "issued_on", "published_on", "effective_from"):
        if name in named and labelled(name, named[name], "") is None:
            yield f"没有看懂日期“{shorten(named[name], 30)}”，请改为 2026-11-28 这样的写法。"
    ornaments = sum(map(is_ornamental, map(tidy, named.get("body", "").splitlines())))
    if ornaments:
        yield f"去掉了 {ornaments} 行网页附属文字（字体、打印、空行一类）。"
    count = sum(map(unseen, named.values()))
    if count:
        yield f"去掉了 {count} 个看不见或会改变文字方向的字符，请核对。"


def _shown(row: Row) -> str:
    return shorten(" ".join(filter(None, row.cells.values())), 40) or "空"
