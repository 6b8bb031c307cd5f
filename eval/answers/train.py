"""Learn when a question is ours, and when what was found answers it.

    python -m eval.answers.train --bench gov --pairs pairs_positive.jsonl.gz --items items.jsonl

Needs scipy. The bench gives its passages only; its questions are left for judging. A pair of a
citizen's message and its reply is a question answered while the reply is in the base, and a near
miss once it is taken out: thousands of examples of the true kind.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import structlog
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from eval.answers.pool import Pool, open_pool
from knowledge.answers.evidence import evidence
from knowledge.answers.hashing import bucket
from knowledge.answers.refusal import FARTHEST, WEIGHTS, Weights
from knowledge.corpus.read import read_corpus
from knowledge.embedding.pairs import Pair, read_pairs
from knowledge.words.sayings import default_sayings
from knowledge.words.terms import terms

OURS: Final = (
    *("govmsg_reply", "govmsg_detail", "govmsg_hot", "stard", "lecoqa"),
    *("guide_title", "guide_theme", "ncp"),
)
"""Sources of questions for offices."""
FOREIGN: Final = (
    *("oppo", "lcqmc", "afqmc", "atec", "bq", "mrc", "squad_zh", "simclue", "csnli", "pawsx"),
)
REPLIES: Final = "govmsg_reply"
EACH_FOREIGN: Final = 6000
FORMS: Final = (
    *("{}怎么办", "{}需要什么材料", "在哪里办{}", "{}怎么申请", "{}要多少钱", "{}多久能办好"),
    *("我想办{}", "办{}要带什么", "{}的条件是什么", "{}能不能代办", "{}丢了怎么补", "{}"),
    *("怎么办理{}", "{}流程", "{}可以网上办吗", "{}什么时候到账", "{}过期了怎么办", "{}怎么查"),
    *("{}要交哪些东西", "没有{}可以吗", "{}有没有补贴", "{}最多能拿多少"),
)
"""How people ask for a matter by name: no such word may be a sign of small talk."""
EACH_NAME: Final = 5
RARITY_ROWS, DOMAIN_ROWS = 2**18, 2**17
LONGEST: Final = 512
DOMAIN_LEASH, ANSWER_LEASH = 2e-6, 0.1
"""How strongly large weights are held back."""
HELD_OUT: Final = 10
"""Of the questions of starter entries every fifth is left out: checksums 0 and 1 of 10."""
log = structlog.get_logger()

Numbers = NDArray[np.float64]


def learn(bench: Path, pairs_file: Path, items: Path, seed: int) -> Weights:
    """Return the weights learnt from a bench's passages and pairs of texts."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    pairs = read_pairs(pairs_file)
    rarity = count_rarity(text for pair in pairs for text in pair[:2])
    ours = sorted(_own_questions(pairs, items, chance))
    foreign = sorted(_foreign_questions(pairs, chance) - set(ours))
    log.info("questions", ours=len(ours), foreign=len(foreign))
    domain = _learn_domain(ours, foreign)
    told, right = _examples(open_pool(bench), pairs, rarity)
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-9
    scaled = ((told - mean) / spread).clip(-FARTHEST, FARTHEST)
    factors = _fit(sparse.csr_matrix(scaled), right, ANSWER_LEASH)
    return Weights(
        rarity, domain[:-1].astype(np.float32), float(domain[-1]), mean, spread,
        factors[:-1], float(factors[-1]),
    )  # fmt: skip


def count_rarity(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return the rarity of terms by bucket: 255 times the logarithm of 1/share over that of 1/n."""
    counts, total = np.zeros(RARITY_ROWS, np.int64), 0
    for text in set(texts):
        total += 1
        held = {bucket(term, RARITY_ROWS) for term in terms(text[:LONGEST])}
        counts[list(held)] += 1
    shares = np.log(total / np.maximum(counts, 1)) / np.log(total)
    return np.asarray(np.rint(255 * shares).astype(np.uint8))


def _own_questions(pairs: Sequence[Pair], items: Path, chance: random.Random) -> set[str]:
    own = {pair.anchor for pair in pairs if pair.source in OURS}
    names = {
        re.split("[（(]", pair.positive.split("事项名称：")[1].split(" ")[0])[0]
        for pair in pairs
        if pair.source == "guide_title" and "事项名称：" in pair.positive
    }
    names |= {json.loads(line)["name"] for line in items.read_text(encoding="utf-8").splitlines()}
    rows = default_sayings().rows
    names |= {phrase.replace(" ", "") for row in rows for phrase in (*row.say, *row.official)}
    for name in sorted(name for name in names if 2 <= len(name) <= 24):
        own |= {form.format(name) for form in chance.sample(FORMS, EACH_NAME)}
    starters = {text for draft in read_corpus().values() for text in draft.questions}
    return own | {text for text in starters if crc32(text.encode()) % HELD_OUT > 1}


def _foreign_questions(pairs: Sequence[Pair], chance: random.Random) -> set[str]:
    by_source: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.source in FOREIGN:
            by_source[pair.source].add(pair.anchor)
    return {
        text
        for texts in by_source.values()
        for text in chance.sample(sorted(texts), min(len(texts), EACH_FOREIGN))
    }


def _learn_domain(ours: Sequence[str], foreign: Sequence[str]) -> Numbers:
    """Return a weight by bucket and, last, the bias; both sides count alike."""
    rows = [sorted({bucket(term, DOMAIN_ROWS) for term in terms(text)}) for text in ours]
    rows += [sorted({bucket(term, DOMAIN_ROWS) for term in terms(text)}) for text in foreign]
    values = np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in rows])
    ends = np.cumsum([0, *map(len, rows)])
    table = sparse.csr_matrix(
        (values, np.concatenate(rows).astype(np.int64), ends), shape=(len(rows), DOMAIN_ROWS)
    )
    right = np.array([1.0] * len(ours) + [0.0] * len(foreign))
    return _fit(table, right, DOMAIN_LEASH)


def _examples(
    pool: Pool, pairs: Sequence[Pair], rarity: NDArray[np.uint8]
) -> tuple[Numbers, Numbers]:
    """Return the evidence of each reply's question with the reply in the base, and without it."""
    replies = {entry.body.strip(): entry.id for entry in pool.entries.values()}
    told, right = [], []
    for pair in pairs:
        reply = replies.get(pair.positive.strip()) if pair.source == REPLIES else None
        if reply is None:
            continue
        for without in ("", reply):
            told.append(evidence(pair.anchor, pool.ask(pair.anchor, without), rarity))
            right.append(float(not without))
    log.info("examples", questions=len(told) // 2)
    return np.array(told), np.array(right)


def _fit(table: Any, right: Numbers, leash: float) -> Numbers:  # noqa: ANN401 - a sparse array
    """Return the weights of a logistic regression and, last, its bias."""
    share = np.where(right == 1, 0.5 / right.sum(), 0.5 / (1 - right).sum())

    def cost(weights: Numbers) -> tuple[float, Numbers]:
        odds = table @ weights[:-1] + weights[-1]
        loss = share @ np.logaddexp(0, np.where(right == 1, -odds, odds))
        wrong = share * (1 / (1 + np.exp(-odds)) - right)
        held = leash * weights[:-1]
        slope = np.append(table.T @ wrong + held, wrong.sum())
        return float(loss + held @ weights[:-1] / 2), slope

    begun = np.zeros(table.shape[1] + 1)
    return np.asarray(minimize(cost, begun, jac=True, method="L-BFGS-B").x)


def main() -> None:
    """Learn, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--items", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--seed", type=int, default=20261128)
    given = parser.parse_args()
    learn(given.bench, given.pairs, given.items, given.seed).save(given.out)


if __name__ == "__main__":
    main()
