"""Teach the judge of retrieval and write its weights.

    python -m eval.ranking.train FOLDER

FOLDER holds the benches. Settings are chosen with ``--folds 2`` or more, which writes nothing: each
fold of the questions is judged by what was learnt from the others, and the means are printed. The
weights that are shipped learn from all questions.
"""

import argparse
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import structlog

from eval.ranking.learn import Settings, learn
from eval.ranking.lists import STARTER, Ranked, fold_of, lists_of, lists_of_starter
from eval.retrieval import BenchReport, Rates, benches_in, measure_bench, read_bench
from knowledge.retrieval.ranker import WEIGHTS, Ranker

EMPHASIS: Final = MappingProxyType({"gov": 4.0, "law": 4.0, STARTER: 6.0})
"""How much a bench counts, where it is not 1: what an office gets, and what is hard."""
log = structlog.get_logger()


def main() -> None:
    """Learn by the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="judge by so many folds only")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    folders = benches_in(given.folder)
    lists = list(
        chain(
            *(lists_of(folder, EMPHASIS.get(folder.name, 1.0)) for folder in folders),
            lists_of_starter(EMPHASIS[STARTER]),
        )
    )
    log.info("read", lists=len(lists))
    if given.folds:
        judge_by_folds(folders, lists, given.folds)
    else:
        learn(lists, Settings()).save(given.out)


def judge_by_folds(folders: Sequence[Path], lists: Sequence[Ranked], folds: int) -> None:
    """Print for each bench the rates of its questions, each judged by who has not seen it."""
    rankers = [
        learn([each for each in lists if fold_of(each.question, folds) != fold], Settings())
        for fold in range(folds)
    ]
    for folder in folders:
        reports = [_judged(folder, ranker, fold, folds) for fold, ranker in enumerate(rankers)]
        log.info(
            "never seen",
            bench=folder.name,
            folds=[report.with_sayings["reranked"].ndcg_at_10 for report in reports],
            with_sayings=_mean(reports, [each.with_sayings["reranked"] for each in reports]),
            without_sayings=_mean(reports, [each.without_sayings["reranked"] for each in reports]),
        )


def _judged(folder: Path, ranker: Ranker, fold: int, folds: int) -> BenchReport:
    return measure_bench(read_bench(folder, lambda name: fold_of(name, folds) == fold), ranker)


def _mean(reports: Sequence[BenchReport], rates: Sequence[Rates]) -> dict[str, float]:
    sizes = [report.questions for report in reports]
    return {
        name: round(float(np.average([getattr(each, name) for each in rates], weights=sizes)), 4)
        for name in Rates.model_fields
    }


if __name__ == "__main__":
    main()
