"""The report of inspection as a page that is kept, sent and printed on its own."""

from html import escape

from knowledge.care.inspection.checks import NAMES
from knowledge.care.inspection.report import Figures, Reach, Report
from knowledge.care.inspection.task import ACTIONS, Action, Task

STYLE = (
    "body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left}"
)
COLUMNS = ("部门", "计划", "完成", "逾期", "没有问题", "有问题", "机器发现", "处理")


def as_html(report: Report) -> str:
    """Return the page; everything from entries and people is text in it, never markup."""
    rows = [("合计", report.total), *report.departments.items()]
    behind = report.behind_schedule
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>知识库巡检报告</title>'
        f"<style>{STYLE}</style><h1>知识库巡检报告（{report.day:%Y年%m月}）</h1>"
        f"<p>截至 {report.day.isoformat()}。</p><ul>{_reach('本月', report.month)}"
        f"{_reach('近一年', report.year)}</ul>"
        f"<p>按进度应完成 {report.expected} 条，"
        f"{f'落后 {behind} 条' if behind else '没有落后'}。</p>"
        f"{_table(COLUMNS, [_figures(name, each) for name, each in rows])}"
        f"<h2>逾期未完成</h2>{_tasks(report.behind)}"
        f"<h2>发现的问题</h2>{_findings(report.tasks)}</html>"
    )


def _reach(name: str, reach: Reach) -> str:
    verdict = "已达到" if reach.reached else "未达到"
    return (
        f"<li>{name}：已发布 {reach.published} 条，巡检 {reach.inspected} 条，"
        f"占 {reach.share:.1%}，{verdict}要求的 {reach.wanted:.0%}。</li>"
    )


def _figures(name: str, figures: Figures) -> list[str]:
    found = "；".join(f"{NAMES[each]} {number}" for each, number in figures.findings.items())
    done = "；".join(f"{ACTIONS[Action(each)]} {n}" for each, n in figures.actions.items())
    numbers = (figures.planned, figures.done, figures.behind, figures.fine, figures.faulty)
    return [name, *map(str, numbers), found or "无", done or "无"]


def _tasks(tasks: tuple[Task, ...]) -> str:
    rows = [[each.department, each.title, each.due.isoformat()] for each in tasks]
    return _table(("部门", "条目", "应完成"), rows) if rows else "<p>无。</p>"


def _findings(tasks: tuple[Task, ...]) -> str:
    rows = [
        [each.department, each.title, NAMES[found.check], found.message, found.place]
        for each in tasks
        for found in each.findings
    ]
    heads = ("部门", "条目", "检查", "说明", "位置")
    return _table(heads, rows) if rows else "<p>无。</p>"


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
