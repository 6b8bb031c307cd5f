"""Edits a person may make, each with what a comparison must say of it."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.gongwen.compare.difference import Difference, Kind
from docgen.gongwen.compare.tokens import folded, tokens_of
from eval.compare.drafts import FIGURES, Draft, Stock, Table, Words, make_paragraph

ZONE: Final = 8
"""Blocks of a draft that one edit has to itself."""
_AMOUNT: Final = re.compile(r"\d,\d{3}万元")
_MARK: Final = "，"
_PUT_IN: Final = ("（含延伸段）", "会同有关部门", "按规定程序", "原则上")


@dataclass(frozen=True)
class Expected:
    """What must be told, once."""

    kind: Kind
    before: str = ""
    after: str = ""
    changed: tuple[str, str] = ("", "")
    """Of a moved paragraph: the words in it that changed, as they were and as they are."""

    def fits(self, found: Difference) -> bool:
        """Tell whether a difference is this one; a slid edit has the same characters.

        Blanks do not count: a PDF has some between figures and words that the document has not.
        """
        if found.kind is not self.kind:
            return False
        told = ((found.before, self.before), (found.after, self.after))
        if self.kind in {Kind.SPLIT, Kind.MERGE, Kind.FORMAT}:
            return all(wanted in words for words, wanted in told)
        return all(sorted(folded(words)) == sorted(folded(wanted)) for words, wanted in told)

    def holds(self, inside: Sequence[Difference]) -> bool:
        """Tell whether changes told inside a moved paragraph are of the words that changed."""
        old, new = self.changed
        within = all(_is_part(each.before, old) and _is_part(each.after, new) for each in inside)
        return within and bool(inside) is any(self.changed)


def _is_part(told: str, changed: str) -> bool:
    slid = sorted(folded(told)) == sorted(folded(changed))
    return slid or folded(told) in folded(changed)


Edit = Callable[[Draft, int, Stock], tuple[Draft, Expected]]
"""Edits a draft within the zone that begins at a block."""


def _words(draft: Draft, at: int) -> Words:
    block = draft.blocks[at]
    if not isinstance(block, Words):
        raise TypeError(block)
    return block


def _insert(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
    added = make_paragraph(stock)
    edited = draft.with_block(at, draft.blocks[at], added)
    return edited, Expected(Kind.INSERT, after=added.text)


def _delete(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    return draft.with_block(at), Expected(Kind.DELETE, before=_words(draft, at).text)


def _put_in(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
    block, words = _words(draft, at), stock.chance.choice(_PUT_IN)
    place = next(_plain(block.text, 2)) + 1
    text = block.text[:place] + words + block.text[place:]
    return draft.with_block(at, replace(block, text=text)), Expected(Kind.INSERT, after=words)


def _take_out(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    block = _words(draft, at)
    place = _loose(block.text, 3)
    gone = block.text[place : place + 3]
    edited = replace(block, text=_without(block.text, place, 3))
    return draft.with_block(at, edited), Expected(Kind.DELETE, before=gone)


def _number(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
    block = _words(draft, at)
    found = _AMOUNT.search(block.text)
    old = found[0] if found else ""
    new = old
    while new == old:
        new = f"{stock.chance.randrange(1000, 9999):,}万元"
    edited = replace(block, text=block.text.replace(old, new))
    return draft.with_block(at, edited), Expected(Kind.NUMBER, old, new)


def _move(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    block = _words(draft, at)
    return _moved(draft, at, block), Expected(Kind.MOVE, block.text, block.text)


def _moved(draft: Draft, at: int, block: Words) -> Draft:
    """Return a draft with a block taken out and another one put in at the end of the zone."""
    far = at + ZONE - 3
    order = [*draft.blocks[:at], *draft.blocks[at + 1 : far], block, *draft.blocks[far:]]
    return replace(draft, blocks=tuple(order))


def _move_and(change: Edit) -> Edit:
    """Return an edit that changes words of a paragraph and moves it."""

    def edit(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
        block = _words(draft, at)
        edited, told = change(draft, at, stock)
        now = _words(edited, at)
        changed = (told.before, told.after)
        return _moved(draft, at, now), Expected(Kind.MOVE, block.text, now.text, changed)

    return edit


def _rewrite(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
    """Put another sentence for the shorter one of a paragraph."""
    block, new = _words(draft, at), stock.sentence()
    old = min(FIGURES.split(block.text), key=len)
    edited = replace(block, text=block.text.replace(old, new))
    return draft.with_block(at, edited), Expected(Kind.REPLACE, old, new)


def _split(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    block = _words(draft, at)
    place = block.text.index(_MARK, len(block.text) // 4) + 1
    halves = replace(block, text=block.text[:place]), replace(block, text=block.text[place:])
    return draft.with_block(at, *halves), Expected(Kind.SPLIT)


def _merge(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    block, below = _words(draft, at), _words(draft, at + 1)
    joined = replace(block, text=block.text + below.text)
    return draft.with_block(at + 1).with_block(at, joined), Expected(Kind.MERGE)


def _bold(draft: Draft, at: int, stock: Stock) -> tuple[Draft, Expected]:
    block, start = _words(draft, at), stock.chance.randrange(2, 8)
    edited = replace(block, bold=(start, start + 4))
    return draft.with_block(at, edited), Expected(Kind.FORMAT, "加粗 否", "加粗 是")


def _size(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    edited = replace(_words(draft, at), size=14)
    return draft.with_block(at, edited), Expected(Kind.FORMAT, "三号", "四号")


def _centre(draft: Draft, at: int, _: Stock) -> tuple[Draft, Expected]:
    edited = replace(_words(draft, at), centred=True)
    return draft.with_block(at, edited), Expected(Kind.FORMAT, "左对齐", "居中")


def _cell(draft: Draft, _: int, __: Stock) -> tuple[Draft, Expected]:
    place, table = _tables(draft)[0]
    old = table.rows[2][2]
    new = str(int(old) + 1000)
    rows = (*table.rows[:2], (*table.rows[2][:2], new), *table.rows[3:])
    return draft.with_block(place, replace(table, rows=rows)), Expected(Kind.CELL, old, new)


def _row(draft: Draft, _: int, stock: Stock) -> tuple[Draft, Expected]:
    place, table = _tables(draft)[-1]
    added = (stock.sentence()[:9], "新设单位", "77")
    rows = (*table.rows[:4], added, *table.rows[4:])
    return draft.with_block(place, replace(table, rows=rows)), Expected(
        Kind.ROW, after=" | ".join(added)
    )


def _header(draft: Draft, _: int, __: Stock) -> tuple[Draft, Expected]:
    return replace(draft, header=draft.header + "修订稿"), Expected(Kind.INSERT, after="修订稿")


def _plain(text: str, length: int) -> Iterator[int]:
    """Yield where so many characters stand that are no part of a figure, a date or a mark."""
    singles = _singles(text)
    yield from (at for at in range(2, len(text)) if "#" not in singles[at - 1 : at + length + 1])


def _loose(text: str, length: int) -> int:
    """Return the first such place where what is left makes no figure either: 一[轮的条]件."""
    return next(
        at
        for at in _plain(text, length)
        if "#" not in _singles(_without(text, at, length))[at - 1 : at + 1]
    )


def _singles(text: str) -> str:
    """Return a text with # for what is no single letter."""
    return "".join(
        token.text if token.text.isalpha() and len(token.text) == 1 else "#" * len(token.text)
        for token in tokens_of(text)
    )


def _without(text: str, at: int, length: int) -> str:
    return text[:at] + text[at + length :]


def _tables(draft: Draft) -> list[tuple[int, Table]]:
    return [(at, block) for at, block in enumerate(draft.blocks) if isinstance(block, Table)]


CONTENT: Final[Mapping[str, Edit]] = {
    "增加段落": _insert,
    "删除段落": _delete,
    "增加文字": _put_in,
    "删除文字": _take_out,
    "改数字": _number,
    "移动段落": _move,
    "移动并改数字": _move_and(_number),
    "移动并增字": _move_and(_put_in),
    "移动并改写": _move_and(_rewrite),
    "改单元格": _cell,
    "增加表格行": _row,
    "分段": _split,
    "并段": _merge,
    "改页眉": _header,
}
FORMAT: Final[Mapping[str, Edit]] = {"加粗": _bold, "改字号": _size, "改对齐": _centre}
ALL: Final = {**CONTENT, **FORMAT}
ONCE: Final = frozenset({"改单元格", "增加表格行", "改页眉"})
"""Edits a draft has at most once: there is one header, and a table is edited in one way."""


def choose(chance: random.Random, names: list[str], count: int) -> list[str]:
    """Return the names of so many edits for one draft."""
    chance.shuffle(names)
    often = [name for name in names if name not in ONCE]
    once = [name for name in names if name in ONCE]
    chosen = [*once, *often, *often][:count]
    chance.shuffle(chosen)
    return chosen
