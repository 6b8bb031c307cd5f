"""The judge of retrieval learns to put first what is right, the same way every time."""

from pathlib import Path

import numpy as np
import pytest

from eval.ranking.learn import Settings, learn
from eval.ranking.lists import Ranked, is_taught
from knowledge.retrieval.features import NAMES
from knowledge.retrieval.ranker import PARTS, Ranker

SMALL = Settings(hidden=4, rounds=60, rate=0.03, seeds=(0,))


def made(seed: int) -> Ranked:
    """A list whose right passage has more of one feature, and noise in the others."""
    chance = np.random.default_rng(seed)
    rows = chance.random((8, len(NAMES)))
    right = np.zeros(8)
    right[seed % 8] = 1
    rows[seed % 8, 2] += 1
    return Ranked(rows.astype(np.float32), right, 1.0)


@pytest.fixture(scope="module")
def taught() -> Ranker:
    return learn([made(seed) for seed in range(200)], SMALL)


def test_what_is_right_comes_first_in_lists_never_seen(taught: Ranker) -> None:
    lists = [made(seed) for seed in range(1000, 1100)]
    first = [one.right[taught.judge(one.features).argmax()] for one in lists]
    assert np.mean(first) > 0.9


def test_learning_twice_gives_the_same_judge(taught: Ranker) -> None:
    again = learn([made(seed) for seed in range(200)], SMALL)
    assert all(np.array_equal(getattr(taught, part), getattr(again, part)) for part in PARTS)


def test_a_stored_judge_judges_as_before(taught: Ranker, tmp_path: Path) -> None:
    taught.save(tmp_path / "judge.npz")
    stored = Ranker.load(tmp_path / "judge.npz")
    assert stored.names == NAMES
    assert np.allclose(stored.judge(made(1).features), taught.judge(made(1).features), atol=1e-4)


def test_about_half_of_the_questions_are_kept_for_judging() -> None:
    assert 0.4 < np.mean([is_taught(f"q{number}") for number in range(1000)]) < 0.6
