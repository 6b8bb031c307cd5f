"""``zhiban knowledge gaps|inspect|usage``: how the knowledge base is cared for."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from intake.knowledge.care_work import Care

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Department = Annotated[str, typer.Option(help="责任部门。")]


def gaps(
    department: Department = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的。")] = False,
    gather: Annotated[bool, typer.Option("--gather", help="先归集未答好的问题。")] = False,
    json: Json = False,
) -> None:
    """列出知识缺口工单：哪些问题没有答好，归哪个部门，何时办结。"""
    from intake.clock import now, today
    from intake.commands.output import print_json, print_table
    from intake.knowledge.gaps import gather_gaps, list_gaps
    from knowledge.care.tickets import NAMES

    care = _care()
    if gather:
        with care.store.write() as session:
            gather_gaps(session, care.encoder, now())
    with care.store.read() as session:
        listed = list_gaps(session, department)
    found = [each for each in listed if not overdue or each.overdue_on(today())]
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    rows = [
        (
            each.id[:8],
            NAMES[each.state],
            each.department,
            str(each.number),
            each.due.isoformat(),
            each.questions[0],
        )
        for each in found
    ]
    print_table("知识缺口工单", ("编号", "状态", "部门", "问题数", "期限", "例"), rows)


def inspect(
    day: Annotated[str, typer.Option(help="报告截至的日期，如 2026-11-30。")] = "",
    run: Annotated[bool, typer.Option("--run", help="先安排当天任务并由机器检查。")] = False,
    report: Annotated[Path | None, typer.Option(help="另存报告（HTML）。")] = None,
    json: Json = False,
) -> None:
    """显示知识库巡检报告：本月、近一年的完成情况和发现的问题。"""
    from intake.clock import now, today
    from intake.commands.output import print_json, print_line, print_table
    from intake.knowledge.care_work import check, plan
    from intake.knowledge.inspecting import report_inspections
    from intake.knowledge.inspection_page import as_html
    from knowledge.care.inspection.checks import NAMES

    care = _care()
    if run:
        plan(care, now())
        check(care, now())
    with care.store.read() as session:
        told = report_inspections(session, _day(day) or today())
    if report:
        report.write_text(as_html(told), encoding="utf-8")
    if json:
        print_json(told.model_dump(mode="json"))
        return
    for name, reach in (("本月", told.month), ("近一年", told.year)):
        print_line(f"{name}：{reach.inspected}/{reach.published} 条，占 {reach.share:.1%}")
    print_line(f"落后进度 {told.behind_schedule} 条，逾期任务 {len(told.behind)} 项。")
    rows = [(NAMES[name], str(number)) for name, number in told.total.findings.items()]
    print_table("机器发现的问题", ("检查", "处"), rows)


def usage(
    since: Annotated[str, typer.Option(help="起始日期。")] = "",
    until: Annotated[str, typer.Option(help="截止日期（含当日）。")] = "",
    csv: Annotated[Path | None, typer.Option(help="另存表格（CSV）。")] = None,
    json: Json = False,
) -> None:
    """统计知识库的使用：提问、回答、评价，按事项、对象、部门、渠道。"""
    from datetime import timedelta

    from intake.clock import today
    from intake.commands.output import print_json, print_table
    from intake.knowledge.usage import COLUMNS, GROUPS, as_csv, usage_between

    care = _care()
    last = _day(until) or today()
    with care.store.read() as session:
        told = usage_between(session, _day(since) or last - timedelta(days=29), last)
    if csv:
        csv.write_text("\ufeff" + as_csv(told), encoding="utf-8")
    if json:
        print_json(told.model_dump(mode="json"))
        return
    groups = [("合计", told.total)]
    groups += [(GROUPS[name], each) for name, own in told.groups.items() for each in own]
    rows = [
        (name, each.name, *(str(getattr(each, key)) for key in COLUMNS)) for name, each in groups
    ]
    print_table("知识库使用情况", ("分组", "名称", *COLUMNS.values()), rows)


def _day(text: str) -> "date | None":
    from datetime import date

    from models.errors import InvalidRequestError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRequestError(f"“{text}”不是日期，请写成 2026-11-01 这样。") from error


def _care() -> "Care":
    from intake.knowledge.care_work import open_care
    from intake.knowledge.indexing import open_shelf
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    shelf = open_shelf(settings.knowledge, store, settings.data)
    return open_care(store, shelf, settings.care)
