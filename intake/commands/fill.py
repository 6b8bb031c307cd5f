"""``zhiban fill``: a form filled from a folder of papers and the registers."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.records import Filing

HELP = "读取一个文件夹的材料，填写表单并做预检，输出整个办件。"


def command(
    scenario: Annotated[str, typer.Option(help="办事情形的编号，如 S5B。")],
    papers: Annotated[Path, typer.Option(help="材料所在的文件夹。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    subject: Annotated[str, typer.Option(help="账号名称，如企业名称。")] = "",
    subject_no: Annotated[str, typer.Option(help="账号证件号，如统一社会信用代码。")] = "",
) -> None:
    """Read a folder of papers, fill the form of a scenario, check it, and print the filing."""
    from intake.commands.output import print_json, with_progress
    from intake.filings.bureau import Bureau, papers_in
    from models.records import Subject

    bureau, files = Bureau.open(), papers_in(papers)
    read = [bureau.read(file).paper for file in with_progress(files, "读取材料")]
    filing = bureau.fill(scenario, read, Subject(name=subject, id_no=subject_no))
    if json:
        print_json(filing.model_dump(mode="json"))
    else:
        _show(filing)
    if any(paper.problem for paper in filing.papers):
        raise typer.Exit(1)


def _show(filing: "Filing") -> None:
    from intake.commands.check import show_findings
    from intake.commands.output import print_table

    rows = [(box.key, box.value, box.source) for box in filing.form]
    print_table("表单", ("栏目", "内容", "来源"), rows)
    show_findings(filing)
