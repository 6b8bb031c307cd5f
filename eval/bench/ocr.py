"""Compare our reading of pictures with RapidOCR's own default, in the same run.

    python -m eval.bench.ocr DIR [--paddle] [--rounds 3] [--profile] [--json]

DIR holds pictures with ground truth beside them. First every picture is read alone, then the whole
folder at one go; the readers take turns, so that whatever else the machine does falls on all of
them, and the fastest of several rounds counts. ``--profile`` tells instead where our own time goes,
and how near the networks come to what the processor can do.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.bench.alone import Sample, compare
from eval.bench.folder import CORES, read_folder
from eval.bench.limit import CountingEngine
from eval.bench.profiling import profile
from eval.bench.reading import DEFAULT
from eval.truth import read_truths
from models.engines.registry import ENGINES, make_engine

Report = dict[str, list[dict[str, Any]]]
"""Tables by name: rows of figures by column."""

TITLES = {
    "alone": "每张图片单独识别",
    "folder": "整个文件夹",
    "pictures": "逐张",
    "phases": "时间分布",
    "limit": "与处理器上限之比",
    "reader": "识别方式",
    "seconds": "秒",
    "ratio": "与默认之比",
    "median": "中位比",
    "worst": "最差比",
    "cpu_ratio": "处理器时间之比",
    "cpu_seconds": "处理器秒",
    "found": "找到",
    "values": "应有",
    "peak_mb": "内存峰值 MB",
    "streams": "并行路数",
    "papers_per_minute": "每分钟张数",
    "picture": "图片",
    "name": "阶段",
    "share": "占比",
    "detector_gflop": "查找 GFLOP",
    "recogniser_gflop": "识别 GFLOP",
    "network_seconds": "网络运算秒",
    "peak_gflops": "峰值 GFLOP/s",
    "utilisation": "利用率",
}
"""What the table and column names are called."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 2 when the folder holds no picture with ground truth."""
    options = _parse(arguments)
    samples = [pair for pair in read_truths(options.folder) if pair[0].suffix.lower() != ".pdf"]
    if not samples:
        Console(stderr=True).print(f"{options.folder} 中没有带标注的图片。")
        return 2
    report = _profiled(samples, options) if options.profile else _compared(samples, options)
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for name, rows in report.items():
            _show(name, rows)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ocr", description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures with ground truth beside them")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rapid")
    parser.add_argument("--paddle", action="store_true", help="read with PaddleOCR as well")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest of so many counts")
    parser.add_argument("--streams", type=int, default=CORES, help="pictures we read at a time")
    parser.add_argument("--pictures", action="store_true", help="tell of every picture")
    parser.add_argument("--profile", action="store_true", help="tell where our time goes instead")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args(arguments)


def _compared(samples: Sequence[Sample], options: argparse.Namespace) -> Report:
    names = [DEFAULT, options.engine, *(["paddle"] if options.paddle else [])]
    streams = {name: options.streams if name == options.engine else 1 for name in names}
    rows, totals = compare(samples, list(streams), options.rounds)
    folder = read_folder([path for path, _ in samples], streams, options.rounds)
    report = {
        "alone": [asdict(each) for each in totals],
        "folder": [asdict(each) for each in folder],
    }
    if options.pictures:
        report["pictures"] = [asdict(row) for row in rows]
    return report


def _profiled(samples: Sequence[Sample], options: argparse.Namespace) -> Report:
    engine = CountingEngine(make_engine(options.engine))
    phases = profile([path for path, _ in samples], engine)
    return {"phases": [asdict(phase) for phase in phases], "limit": [asdict(engine.limit())]}


def _show(name: str, rows: Sequence[dict[str, Any]]) -> None:
    table = Table(*(TITLES[column] for column in rows[0]), title=TITLES[name])
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
