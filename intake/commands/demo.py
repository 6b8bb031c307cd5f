"""``zhiban demo``: the whole way of one filing, through the real service."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import Annotated

import typer

HELP = "演示：上传样张材料，自动识别、填表、预检、签章，输出文书。"


def command(
    out: Annotated[Path, typer.Option(help="结果存放的文件夹。")] = Path("out/demo"),
) -> None:
    """Run the demonstration and print where its results are."""
    from intake.demo.run import run_demo

    run_demo(out)
