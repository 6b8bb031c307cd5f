"""``python -m eval.knowledge_month``: live through a month and print the figures by week."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from fastapi import FastAPI

from eval.knowledge_month.month import OFFICE, Month, Week, publish
from eval.serving import serving
from intake.clock import today
from intake.commands.output import print_json, print_table
from intake.knowledge.care_work import open_care
from intake.knowledge.settings import CareSettings
from intake.knowledge.shelf import Shelf
from intake.knowledge.starter import load_starter
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store.database import Store
from knowledge.care.inspection.checks import NAMES
from knowledge.corpus.read import read_corpus
from knowledge.entries.content import Content

MATTER = {"matters": ("S2",)}


def main(
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    a_day: Annotated[int, typer.Option(help="每天的提问数。", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="随机种子。")] = 6,
) -> None:
    """模拟知识库的一个月，按周打印。"""  # noqa: D415 - the command's Chinese help
    first = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    days = ((first + timedelta(days=32)).replace(day=1) - first).days
    with serving(FastAPI()) as site, tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
        drafts = read_corpus()
        load_starter(store, drafts)
        _seed_faults(store, site, first)
        # Only the site of dead links is asked: the month must not depend on the world outside.
        place = site.removeprefix("http://")
        shelf = Shelf(store)
        care = open_care(store, shelf, CareSettings(inner_links=(place,), outside=False))
        month = Month(care, shelf, [*drafts.values()], a_day, Random(seed))  # noqa: S311 - a simulation
        weeks = [*month.run(first, days)]
        store.close()
    if json:
        print_json([each.model_dump(mode="json") for each in weeks])
    else:
        _show(weeks)


def _seed_faults(store: Store, site: str, first: date) -> None:
    """Publish entries with what inspection must find."""
    faults: tuple[dict[str, Any], ...] = (
        {"body": f"办理流程见[样张指南]({site}/gone)，请准备好材料再提交。"},
        {"body": "依照《中华人民共和国合同法》签订书面合同，并妥善保存一年。"},
        {"body": "承诺时限：5个工作日，到窗口提交材料即可。", "tags": MATTER},
        {"body": "承诺时限：8个工作日，到窗口提交材料即可。", "tags": MATTER},
        {"body": "本条很快到期，到期前由责任部门核对。", "expires": first + timedelta(days=20)},
    )
    with store.write() as session:
        for number, fault in enumerate(faults, start=1):
            told = {"kind": "guide", "title": f"样张测试条目{number}", "department": OFFICE}
            publish(session, Content.model_validate({**told, "source": {"title": "样张"}, **fault}))


def _show(weeks: list[Week]) -> None:
    columns = (
        "截至",
        "提问",
        "未答",
        "未答率",
        "缺口未答率",
        "工单",
        "办结",
        "退回",
        "巡检率",
        "发现",
    )
    rows = [
        (
            each.until.isoformat(),
            str(each.questions),
            str(each.unanswered),
            f"{each.unanswered_share:.1%}",
            "—" if each.gap_unanswered_share is None else f"{each.gap_unanswered_share:.1%}",
            *(str(number) for number in (each.tickets, each.closed, each.returned)),
            f"{each.inspected_share:.1%}",
            str(sum(each.findings.values())),
        )
        for each in weeks
    ]
    print_table("知识库的一个月（模拟）", columns, rows)
    found = [(NAMES[name], str(number)) for name, number in weeks[-1].findings.items()]
    print_table("巡检发现", ("检查", "处"), found)


if __name__ == "__main__":
    typer.run(main)
