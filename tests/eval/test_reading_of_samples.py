"""The real engine reads the committed specimens as well as the product promises."""

import os
from datetime import date
from pathlib import Path

import pytest

from eval.papers import Report, evaluate
from eval.truth import read_truths
from models.engines.registry import make_engine

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "eval" / "samples" / "papers"
REAL = Path(os.environ.get("ZHIBAN_SHARED", ROOT.parent / "shared")) / "data" / "papers"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def engine():
    return make_engine("rapid")


def measured(folder: Path, engine) -> Report:
    return evaluate(read_truths(folder), engine, TODAY)


@pytest.mark.parametrize(("kind", "least"), [("clean", 0.99), ("degraded", 0.95)])
def test_specimens_are_read(kind: str, least: float, engine) -> None:
    report = measured(SAMPLES / kind, engine)
    assert not report.crashed
    assert (report.all.exact or 0) >= least, report.wrong
    assert (report.all.sure_exact or 0) >= 0.98, report.wrong


@pytest.mark.skipif(not REAL.is_dir(), reason=f"the evaluation papers are not at {REAL}")
def test_real_papers_are_read_and_sure_values_are_right(engine) -> None:
    report = measured(REAL, engine)
    assert not report.crashed
    assert (report.all.exact or 0) >= 0.85, report.wrong
    assert (report.all.sure_exact or 0) >= 0.98, report.wrong
