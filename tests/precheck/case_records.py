"""Situations of ``tests/golden/caseqc``: a faultless record, changed where the situation says."""

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from precheck.caseqc.guide import NO_GUIDE, Guide

FOLDER = Path(__file__).parents[1] / "golden" / "caseqc"
BASES: Mapping[str, Any] = tomllib.loads((FOLDER / "bases.toml").read_text(encoding="utf-8"))
NOW: datetime = BASES["now"]
GUIDE = Guide.model_validate(BASES["guide"])


@dataclass(frozen=True)
class Situation:
    name: str
    record: Mapping[str, Any]
    guide: Guide
    faults: tuple[str, ...]
    rule: str
    """The rule whose other side it is, where it breaks none."""


def read_situations() -> list[Situation]:
    files = sorted(FOLDER.glob("*.toml"))
    rows = [
        (path.stem, row)
        for path in files
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("situation", ())
    ]
    return [_situation(file, row) for file, row in rows]


def changed(base: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    record = deepcopy(BASES[base])
    for place, value in changes.items():
        *way, key = place.split(".")
        target = record
        for part in way:
            target = target[int(part) - 1] if part.isdigit() else target.setdefault(part, {})
        target[key] = value
    return record


def walked(steps: Sequence[str], since: str) -> list[dict[str, str]]:
    """Return steps, written 环节/结果, one a day."""
    days = [datetime.fromisoformat(since) + timedelta(days=day) for day in range(len(steps))]
    return [_step(*step.split("/"), str(day)) for step, day in zip(steps, days, strict=True)]


def _step(op: str, result: str, at: str) -> dict[str, str]:
    step = {"op": op, "result": result, "opTime": at}
    step |= {"opDepartName": "测试部门", "opUsername": "李测试"}
    if op == "审查与决定":
        step |= {"Finishtime": at, "ResultStuffNo": "TESTSF1", "ResultCertNo": "测试1"}
    return step


def _situation(file: str, row: Mapping[str, Any]) -> Situation:
    record = changed(row["base"], row.get("set", {}))
    if "steps" in row:
        record["nodes"] = walked(row["steps"], row.get("since", "2026-11-01"))
    if row.get("shuffled"):
        record["nodes"].reverse()
    return Situation(
        name=f"{file}: {row['name']}",
        record=record,
        guide=GUIDE if row.get("guide", True) else NO_GUIDE,
        faults=tuple(row["faults"]),
        rule=row.get("rule", ""),
    )
