"""The judge of retrieval learns to put first what is right, the same way every time."""

from pathlib import Path

import numpy as np
import pytest

from eval.ranking.learn import Settings, learn
from eval.ranking.lists import Ranked, fold_of
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
    return Ranked(f"q{seed}", rows.astype(np.float32), np.arange(8), right, 1.0)


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


def of_two_entries(seed: int) -> Ranked:
    """A list of two entries; one passage in two of the right one is like those of the wrong one."""
    chance = np.random.default_rng(seed)
    rows = chance.random((4, len(NAMES)))
    rows[0, 2] += 2
    shares = np.array([1.0, 1.0, 0.0, 0.0])
    return Ranked(f"q{seed}", rows.astype(np.float32), np.array([0, 0, 1, 1]), shares, 1.0)


def test_of_an_entry_that_is_right_one_passage_is_enough() -> None:
    learnt = learn([of_two_entries(seed) for seed in range(200)], SMALL)
    judged = [learnt.judge(of_two_entries(seed).features) for seed in range(1000, 1100)]
    assert np.mean([each.argmax() == 0 for each in judged]) > 0.9
    beside, wrong = (np.mean([each[at] for each in judged]) for at in (1, 2))
    assert abs(beside - wrong) < 1.0


def test_every_question_is_judged_by_one_fold_and_folds_are_alike() -> None:
    counts = np.bincount([fold_of(f"q{number}", 5) for number in range(1000)], minlength=5)
    assert len(counts) == 5
    assert counts.min() > 150
