"""What is said of a difference, in a sentence for who reads the list."""

from collections.abc import Callable, Mapping
from typing import Final

from docgen.gongwen.compare.difference import Difference, Kind, Place
from docgen.gongwen.compare.tokens import folded
from docgen.gongwen.document.opened import Where
from models.clean import shorten

SHOWN: Final = 60
"""Characters of a text that are quoted."""
_WHERE: Final[Mapping[Where, str]] = {
    Where.HEADER: "页眉",
    Where.FOOTER: "页脚",
    Where.NOTE: "脚注或文本框",
}


def sentence_of(difference: Difference) -> str:
    """Return the sentence of a difference, with what may be wrong about it."""
    place = difference.left or difference.right
    where = f"{place_words(place)}：" if place else ""
    doubt = "" if difference.sure else "（可能由识别或版面造成，请对照原件）"
    return f"{where}{_SAID[difference.kind](difference)}{doubt}"


def place_words(place: Place) -> str:
    """Return a place as people call it.

    >>> place_words(Place(paragraph=4, page=2))
    '第 2 页第 5 段'
    """
    page = f"第 {place.page} 页" if place.page else ""
    running = _WHERE.get(place.where, "")
    if place.cell:
        cell = place.cell
        return f"{page}{running}表 {cell.table + 1} 第 {cell.row + 1} 行第 {cell.column + 1} 列"
    return f"{page}{running}" if running else f"{page}第 {place.paragraph + 1} 段"


def quoted(text: str) -> str:
    """Return a text in quotes, shortened; blanks are named.

    >>> quoted("通知"), quoted(" ")
    ('“通知”', '空白')
    """
    return f"“{shorten(text, SHOWN)}”" if text.strip() else "空白"


def _changed(each: Difference) -> str:
    if not each.before:
        return f"增加{quoted(each.after)}"
    if not each.after:
        return f"删除{quoted(each.before)}"
    return f"{each.topic}由{quoted(each.before)}改为{quoted(each.after)}"


def _whole(unit: str) -> Callable[[Difference], str]:
    def said(each: Difference) -> str:
        if each.moved:
            there = f"，移到{place_words(each.right)}" if each.right else ""
            edited = "并有改动" if folded(each.before) != folded(each.after) else ""
            return f"{unit}移动{edited}{there}：{quoted(each.before)}"
        if each.removed:
            return f"删除{unit}{quoted(each.before)}"
        return f"增加{unit}{quoted(each.after)}"

    return said


def _lines(each: Difference) -> str:
    """Say an insertion or deletion: of a paragraph, or of words."""
    if not (each.removed or each.added):
        return _changed(each)
    blank = not (each.before + each.after).strip()
    return f"{'增加' if each.added else '删除'}空行" if blank else _whole("一段")(each)


_SAID: Final[Mapping[Kind, Callable[[Difference], str]]] = {
    Kind.INSERT: _lines,
    Kind.DELETE: _lines,
    Kind.REPLACE: _changed,
    Kind.NUMBER: _changed,
    Kind.CELL: _changed,
    Kind.MOVE: _whole("一段"),
    Kind.ROW: _whole("一行"),
    Kind.COLUMN: _whole("一列"),
    Kind.TABLE: _whole("表格"),
    Kind.SPLIT: lambda _: "在此分为两段",
    Kind.MERGE: lambda _: "与下一段合为一段",
    Kind.FORMAT: lambda each: f"格式由{each.before}改为{each.after}",
    Kind.PAGE: lambda each: f"页面设置由{each.before}改为{each.after}",
}
