"""What a language model adds to reading: values gained, and wrong ones that were believed."""

from collections.abc import Iterable, Sequence

from eval.scores import Score
from models.errors import ModelNonsenseError, ModelUnavailableError
from models.records import Document, Record, State

FAILURES = frozenset({ModelUnavailableError.code, ModelNonsenseError.code})


class Gain(Record):
    """The figures of one model; a value counts only where the ground truth speaks of it."""

    gained: int
    """Right values that would not have been read without it."""
    wrong: int
    """Wrong values of it that were taken."""
    wrong_sure: int
    """Those among them that are marked sure."""
    failed: int
    """Papers about which it gave no answer that could be used."""


def gain(scores: Iterable[Score], documents: Sequence[Document]) -> Gain:
    """Return the figures from the scores of all fields and the papers that were read.

    The model is asked only for what was missed or fails its check, so a value of it that is right
    is one more than without it.
    """
    taken = [score for score in scores if score.by_model]
    wrong = [score for score in taken if not score.right]
    return Gain(
        gained=len(taken) - len(wrong),
        wrong=len(wrong),
        wrong_sure=sum(score.state is State.SURE for score in wrong),
        failed=sum(any(w.code in FAILURES for w in paper.warnings) for paper in documents),
    )
