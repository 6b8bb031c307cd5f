"""The report of a proofreading as a Word file: the quality score and the list of faults."""

from typing import Final

from docgen.gongwen.proofread.fault import FORMULA, Fault, Report
from docgen.word.listing import Column, Listing, print_listing
from models.clean import shorten

COLUMNS: Final = (
    Column("序号", 11),
    Column("级别", 14),
    Column("类别", 20),
    Column("原文", 34),
    Column("建议", 34),
    Column("理由和依据", 57),
)


def make_report(report: Report, title: str) -> bytes:
    """Return the report as DOCX: title, score with its formula, counts, faults in their order."""
    listing = Listing(
        title="文稿勘误报告",
        lines=_summary(report, title),
        columns=COLUMNS,
        rows=[_row(number, fault) for number, fault in enumerate(report.faults, start=1)],
    )
    return print_listing(listing)


def _summary(report: Report, title: str) -> list[str]:
    counts = "，".join(f"{severity} {count} 处" for severity, count in report.by_severity.items())
    kinds = "，".join(f"{kind} {count} 处" for kind, count in report.by_kind.items())
    told = [
        f"文稿：{shorten(title, 80) or '未命名'}",
        f"质量分：{report.score}　字数：{report.characters}　{counts}",
        f"分类：{kinds}" if kinds else report.nothing,
        f"计分办法：{FORMULA}",
    ]
    if report.left:
        told.append(f"说明：起草人逐处看过、认为无误的 {report.left} 处没有列入，也不计分。")
    return [*told, *(f"说明：{shorten(doubt, 300)}" for doubt in report.doubts)]


def _row(number: int, fault: Fault) -> tuple[str, ...]:
    suggested = " / ".join(each or "（删去）" for each in fault.suggestions)
    reason = f"{fault.reason}（{fault.source}）" if fault.source else fault.reason
    return (str(number), fault.severity, fault.kind, fault.wrong, suggested, reason)
