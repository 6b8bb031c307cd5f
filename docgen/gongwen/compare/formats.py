"""How the same words are printed on both sides, where both files say it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from docgen.gongwen.compare.aligned import Pair
from docgen.gongwen.compare.changes import Kept
from docgen.gongwen.compare.difference import Difference, Kind, Topic
from docgen.gongwen.compare.sides import Sides
from docgen.gongwen.document.opened import Align, Look, Paragraph, Section

Change = tuple[str, str, str]
"""What changed, in Chinese, and how it was said before and after."""
NEAR: Final = 0.3
"""Points that measures may differ by: rounding."""
SIZES: Final[Mapping[float, str]] = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三",
    14: "四号", 12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号",
}  # fmt: skip
_ALIGNS: Final = {
    Align.LEFT: "左对齐",
    Align.CENTRE: "居中",
    Align.RIGHT: "右对齐",
    Align.JUSTIFIED: "两端对齐",
}
_SIDES: Final = {
    "width": "纸张宽", "height": "纸张高", "top": "上边距", "bottom": "下边距",
    "left": "左边距", "right": "右边距", "columns": "分栏",
}  # fmt: skip
_MM: Final = 25.4 / 72


@dataclass(frozen=True)
class _Stretch:
    """Characters of the left paragraph that changed alike."""

    left: int
    start: int
    end: int
    right: int
    at: int
    changes: tuple[Change, ...]


def formats_of(sides: Sides, pair: Pair, kept: Sequence[Kept]) -> Iterator[Difference]:
    """Yield the changes of format of a pair: those of all its words in one, others each."""
    own, other = sides.left[pair.left[0]], sides.right[pair.right[0]]
    stretches = list(_stretches(sides, kept))
    whole = _whole(own, stretches)
    said = (*(_setting(own, other) if own.text and other.text else ()), *whole)
    if said:
        yield _told(sides, _Stretch(pair.left[0], 0, len(own.text), pair.right[0], 0, said))
    for each in stretches:
        rest = tuple(change for change in each.changes if change not in whole)
        if rest and own.text[each.start : each.end].strip():
            place = _Stretch(each.left, each.start, each.end, each.right, each.at, rest)
            yield _told(sides, place)


def pages_of(sides: Sides) -> Iterator[Difference]:
    """Yield how the set-up of pages differs, section by section."""
    pairs = zip_longest(sides.left.opened.sections, sides.right.opened.sections)
    for number, (own, other) in enumerate(pairs, start=1):
        if own is None or other is None:
            before, after = ("有", "无") if own else ("无", "有")
            yield Difference(
                kind=Kind.PAGE,
                topic=Topic.FORMAT,
                before=f"第 {number} 节{before}",
                after=f"第 {number} 节{after}",
            )
            continue
        changes = list(_page(own, other))
        if changes:
            yield Difference(
                kind=Kind.PAGE,
                topic=Topic.FORMAT,
                before="；".join(f"{name} {before}" for name, before, _ in changes),
                after="；".join(f"{name} {after}" for name, _, after in changes),
            )


def _page(own: Section, other: Section) -> Iterator[Change]:
    for name, title in _SIDES.items():
        before, after = getattr(own, name), getattr(other, name)
        if abs((before or 0) - (after or 0)) > NEAR:
            scale, unit = (1.0, "") if name == "columns" else (_MM, " 毫米")
            own_words, other_words = (f"{(n or 0) * scale:.4g}{unit}" for n in (before, after))
            yield title, own_words, other_words


def _told(sides: Sides, at: _Stretch) -> Difference:
    length = at.end - at.start
    return Difference(
        kind=Kind.FORMAT,
        topic=Topic.FORMAT,
        left=sides.left.place(at.left, at.start, at.end),
        right=sides.right.place(at.right, at.at, at.at + length),
        before="；".join(f"{name} {before}" for name, before, _ in at.changes),
        after="；".join(f"{name} {after}" for name, _, after in at.changes),
    )


def _whole(paragraph: Paragraph, stretches: Sequence[_Stretch]) -> tuple[Change, ...]:
    """Return the changes that all words of a paragraph have in common."""
    covered = [each for each in stretches if paragraph.text[each.start : each.end].strip()]
    if not covered:
        return ()
    first, *rest = covered
    return tuple(each for each in first.changes if all(each in other.changes for other in rest))


def _stretches(sides: Sides, kept: Sequence[Kept]) -> Iterator[_Stretch]:
    """Yield the words that stayed, joined where what changed is alike."""
    held: _Stretch | None = None
    for each in _segments(sides, kept):
        if held and held.changes == each.changes and held.left == each.left:
            held = _Stretch(held.left, held.start, each.end, held.right, held.at, held.changes)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _segments(sides: Sides, kept: Sequence[Kept]) -> Iterator[_Stretch]:
    for each in kept:
        own = list(_looks(sides.left[each.left], each.start, each.length))
        other = list(_looks(sides.right[each.right], each.at, each.length))
        bounds = sorted({end for end, _ in (*own, *other)})
        start = 0
        for end in bounds:
            before = next(look for until, look in own if until >= end)
            after = next(look for until, look in other if until >= end)
            yield _Stretch(
                each.left,
                each.start + start,
                each.start + end,
                each.right,
                each.at + start,
                tuple(_look(before, after)),
            )
            start = end


def _looks(paragraph: Paragraph, start: int, length: int) -> Iterator[tuple[int, Look]]:
    """Yield where each look ends, counted from ``start``, up to ``length``."""
    at = 0
    for run in paragraph.runs:
        at += len(run.text)
        if at > start:
            yield min(at - start, length), run.look
        if at >= start + length:
            return


def _look(own: Look, other: Look) -> Iterator[Change]:
    if own == other:
        return
    if own.font != other.font:
        yield "字体", own.font or "未指定", other.font or "未指定"
    if own.size != other.size:
        yield "字号", size_words(own.size), size_words(other.size)
    for name, title in (("bold", "加粗"), ("italic", "倾斜"), ("underlined", "下划线")):
        if getattr(own, name) != getattr(other, name):
            yield title, *(("否", "是") if getattr(other, name) else ("是", "否"))
    if own.colour != other.colour:
        yield "颜色", own.colour or "默认", other.colour or "默认"


def _setting(own: Paragraph, other: Paragraph) -> Iterator[Change]:
    if own.style != other.style:
        yield "样式", own.style or "无", other.style or "无"
    if own.align is not other.align:
        yield "对齐", _ALIGNS[own.align], _ALIGNS[other.align]
    for name, title in (("indent", "首行缩进"), ("left", "左缩进")):
        before, after = _indent(own, name), _indent(other, name)
        if abs(before[0] - after[0]) > NEAR and abs(before[1] - after[1]) > NEAR / 10:
            yield title, f"{before[0]:.4g} 磅", f"{after[0]:.4g} 磅"
    if _spacing(own) != _spacing(other):
        yield "行距", _spacing(own), _spacing(other)
    if _scheme(own.label) != _scheme(other.label):
        yield "自动编号", own.label or "无", other.label or "无"


def _indent(paragraph: Paragraph, name: str) -> tuple[float, float]:
    """Return an indent in points, and in characters: one that follows the font is no change."""
    points = float(getattr(paragraph, name))
    size = paragraph.runs[0].look.size if paragraph.runs else None
    return points, points / (size or 10.5)


def _spacing(paragraph: Paragraph) -> str:
    if paragraph.line is not None:
        return f"{paragraph.line:.4g} 磅"
    return f"{paragraph.lines or 1:.3g} 倍"


def _scheme(label: str) -> str:
    """Return an automatic number without what it counts: renumbering is no change of format."""
    return "".join("#" if each.isalnum() else each for each in label).replace("##", "#")


def size_words(size: float | None) -> str:
    """Return a size as it is called.

    >>> size_words(16), size_words(13)
    ('三号（16 磅）', '13 磅')
    """
    if size is None:
        return "未指定"
    name = SIZES.get(size, "")
    return f"{name}（{size:g} 磅）" if name else f"{size:g} 磅"
