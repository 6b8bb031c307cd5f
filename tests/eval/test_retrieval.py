"""Retrieval is measured by rank, on benches of the usual layout, by one command."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eval.commands import app
from eval.retrieval import benches_in, rates
from models.errors import InvalidRequestError

DOCUMENTS = {
    "d1": ("货车年度审验", "货车年度审验每年一次，到窗口办理。"),
    "d2": ("网络预约出租汽车驾驶员从业资格", "申请人须通过考试。"),
    "d3": ("", "公园早上六点开门。"),
}
QUESTIONS = {"q1": ("货车年度审验去哪里", "d1"), "q2": ("我想开滴滴", "d2")}


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    folder = tmp_path / "benches" / "made"
    folder.mkdir(parents=True)
    corpus = [{"_id": name, "title": a, "text": b} for name, (a, b) in DOCUMENTS.items()]
    queries = [{"_id": name, "text": asked} for name, (asked, _) in QUESTIONS.items()]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    wanted = [f"{name}\t{document}\t1" for name, (_, document) in QUESTIONS.items()]
    lines = ["query-id\tcorpus-id\tscore", *wanted]
    (folder / "qrels.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("given_folder", [".", ".."])
def test_a_bench_and_the_folder_of_benches_measure_the_same(bench: Path, given_folder: str) -> None:
    run = CliRunner().invoke(app, ["retrieval", str(bench / given_folder), "--json"])
    assert run.exit_code == 0, run.output
    (report,) = json.loads(run.stdout)
    assert report["bench"] == "made"
    assert report["questions"] == 2
    assert report["with_sayings"]["reranked"]["recall_at_1"] == 1
    assert report["without_sayings"]["reranked"]["recall_at_1"] == 0.5


def test_the_table_names_every_way(bench: Path) -> None:
    run = CliRunner().invoke(app, ["retrieval", str(bench)], env={"COLUMNS": "120"})
    assert run.exit_code == 0, run.output
    assert all(word in run.stdout for word in ("terms", "embedding", "nDCG@10", "made"))


def test_a_folder_without_a_bench_says_what_belongs_in_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError, match=r"qrels\.tsv"):
        benches_in(tmp_path)


def test_ranks_are_counted_as_usual() -> None:
    measured = rates([[False, True], [True], [False] * 10 + [True]], [1, 2, 1])
    assert measured.recall_at_1 == pytest.approx(0.5 / 3, abs=1e-4)
    assert measured.mrr_at_10 == pytest.approx(1.5 / 3, abs=1e-4)
    assert measured.ndcg_at_10 == pytest.approx((0.6309 + 0.6131) / 3, abs=1e-4)


@given(st.lists(st.lists(st.booleans(), max_size=20), min_size=1))
def test_rates_are_shares(ranked: list[list[bool]]) -> None:
    measured = rates(ranked, [max(sum(row), 1) for row in ranked])
    assert all(0 <= value <= 1 for value in measured.model_dump().values())
