"""Teach the judge of retrieval and write its weights.

    python -m eval.ranking.train FOLDER

FOLDER holds the benches. Settings are chosen with ``--half``, which learns from one half of the
questions and prints what the other half says; the weights that are shipped learn from all of them.
"""

import argparse
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

import structlog

from eval.ranking.learn import Settings, learn
from eval.ranking.lists import is_taught, lists_of
from eval.retrieval import benches_in, measure_bench, read_bench
from knowledge.retrieval.ranker import WEIGHTS

EMPHASIS: Final = MappingProxyType({"gov": 2.0})
"""How much a bench counts, where it is not 1: messages of citizens are what an office gets."""
log = structlog.get_logger()


def main() -> None:
    """Learn by the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", action="store_true", help="learn from one half only")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    lists = list(
        chain.from_iterable(
            lists_of(folder, EMPHASIS.get(folder.name, 1.0), half=given.half)
            for folder in benches_in(given.folder)
        )
    )
    log.info("read", lists=len(lists))
    ranker = learn(lists, Settings())
    ranker.save(given.out)
    for folder in benches_in(given.folder) if given.half else ():
        report = measure_bench(read_bench(folder, lambda name: not is_taught(name)), ranker)
        log.info(
            "the other half says",
            bench=report.bench,
            with_sayings=report.with_sayings["reranked"].model_dump(),
            without_sayings=report.without_sayings["reranked"].model_dump(),
        )


if __name__ == "__main__":
    main()
