"""The comparison as a report in Word: what differs, one row each, and what was not read."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.compare.difference import Comparison, Difference
from docgen.gongwen.compare.wording import place_words, quoted
from docgen.word.listing import Column, Listing, print_listing
from models.clean import shorten

COLUMNS: Final = (
    Column("序号", 12),
    Column("类别", 18),
    Column("位置", 32),
    Column("原稿", 54),
    Column("新稿", 54),
)
_KINDS: Final = {
    "insert": "增加", "delete": "删除", "replace": "修改", "number": "数字", "move": "移动",
    "split": "分段", "merge": "并段", "cell": "单元格", "row": "表格行", "column": "表格列",
    "table": "表格", "format": "格式", "page": "页面",
}  # fmt: skip


def make_report(comparison: Comparison) -> bytes:
    """Return the report as DOCX; the weightiest differences stand first."""
    listing = Listing(
        title="文件比对报告",
        lines=tuple(_lines(comparison)),
        columns=COLUMNS,
        rows=[_row(number, each) for number, each in enumerate(comparison.differences, start=1)],
    )
    return print_listing(listing)


def summary_of(comparison: Comparison) -> str:
    """Return how many differences there are, in a sentence."""
    sure = [each for each in comparison.differences if each.sure]
    heavy = sum(each.weight == 3 for each in sure)
    unsure = len(comparison.differences) - len(sure)
    if not comparison.differences:
        return "没有发现差异。"
    rest = f"；另有 {unsure} 处不确定，请对照原件" if unsure else ""
    told = f"共有差异 {len(sure)} 处，其中涉及当事人、金额、期限、日期、数字的 {heavy} 处"
    return f"{told}{rest}。"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"原稿：{shorten(comparison.left, 80)}"
    yield f"新稿：{shorten(comparison.right, 80)}"
    yield summary_of(comparison)
    for doubt in comparison.doubts:
        yield f"说明：{shorten(doubt, 300)}"


def _row(number: int, each: Difference) -> tuple[str, ...]:
    place = each.left or each.right
    return (
        str(number),
        _KINDS[each.kind] + ("" if each.sure else "（不确定）"),
        place_words(place) if place else "",
        quoted(each.before) if each.before else "",
        quoted(each.after) if each.after else "",
    )
