"""How well fields were read, and how honest the reader was about it."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from eval.scores import Score
from models.records import Record, State


class Rates(Record):
    """The figures of a set of scored fields; a rate without a base is None."""

    fields: int
    right: int
    exact: float | None
    """Share of the fields that are exactly right."""
    sure: int
    sure_right: int
    sure_exact: float | None
    """Share of the values marked sure that are right."""
    sure_share: float | None
    """Share of the fields that were marked sure."""


def rates(scores: Sequence[Score]) -> Rates:
    """Return the figures of a set of scores."""
    right = sum(score.right for score in scores)
    sure = [score for score in scores if score.state is State.SURE]
    sure_right = sum(score.right for score in sure)
    return Rates(
        fields=len(scores),
        right=right,
        exact=_share(right, len(scores)),
        sure=len(sure),
        sure_right=sure_right,
        sure_exact=_share(sure_right, len(sure)),
        sure_share=_share(len(sure), len(scores)),
    )


def by(group: Callable[[Score], str], scores: Sequence[Score]) -> dict[str, Rates]:
    """Return the figures of each group of scores, by its name."""
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[group(score)].append(score)
    return {name: rates(held) for name, held in sorted(groups.items())}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
