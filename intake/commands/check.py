"""``zhiban check``: the pre-checks over a filing that ``zhiban fill --json`` printed."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.records import Filing

HELP = "对一个办件做预检：哪些要更正，哪些由工作人员核定，结论是什么。"


def command(
    filing: Annotated[Path, typer.Argument(help="fill --json 输出的办件文件。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print the findings and the decision on a filing."""
    from pydantic import ValidationError

    from intake.commands.output import print_json
    from intake.filings.judging import judge
    from intake.inputs import read_bytes
    from intake.registry import read_registry
    from models.errors import InvalidRequestError
    from models.records import Filing

    try:
        given = Filing.model_validate_json(read_bytes(filing))
    except ValidationError as error:
        raise InvalidRequestError(f"{filing} 不是办件文件。") from error
    checked = judge(read_registry(), given)
    if json:
        print_json(checked.model_dump(mode="json", include={"findings", "decision"}))
    else:
        show_findings(checked)


def show_findings(filing: "Filing") -> None:
    """Print the findings and the decision for a person."""
    from intake.commands.output import print_line, print_table

    names = {"correct": "请更正", "officer": "工作人员核定", "advice": "提示"}
    rows = [(each.rule, names[each.severity], each.message) for each in filing.findings]
    print_table("预检结果", ("规则", "性质", "说明"), rows)
    outcomes = {"pass": "通过", "correct": "需要更正", "officer": "由工作人员核定"}
    if filing.decision:
        print_line(f"结论：{outcomes[filing.decision.outcome]}")
