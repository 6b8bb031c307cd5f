"""How far a firm fits a policy: bounds, given what is not known yet, and a verdict in words."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from knowledge.policies.judge import Judged, State
from models.records import Record


class Verdict(StrEnum):
    """What it comes to; in this order policies are shown."""

    FITS = "符合"
    MOSTLY = "基本符合"
    OPEN = "信息待补充"
    MENDABLE = "暂不符合，可以补正"
    RULED_OUT = "不符合"


ORDER: Final = tuple(Verdict)


class Fit(Record):
    """The degree of fit (符合度), each share from 0 to 1.

    Whatever the unknown values turn out to be, the degree then lies from ``lower`` to ``upper``:
    the weighted share of the conditions met, and nothing at all where a hard one fails.
    """

    lower: float
    upper: float
    share: float
    """Weighted share of the conditions that are surely met, hard or not."""
    met: int
    not_met: int
    unknown: int

    @property
    def exact(self) -> bool:
        """Whether nothing unknown could change it."""
        return self.lower == self.upper


def measure_fit(conditions: Sequence[Judged]) -> Fit:
    """Return the degree of fit; of no conditions it is whole."""
    whole = sum(each.weight for each in conditions) or 1
    met = sum(each.weight for each in conditions if each.state.holds)
    unknown = sum(each.weight for each in conditions if each.state is State.UNKNOWN)
    hard = [each for each in conditions if each.hard]
    out = any(each.state is State.NOT_MET for each in hard)
    safe = all(each.state.holds for each in hard)
    return Fit(
        lower=_share(met, whole) if safe else 0,
        upper=0 if out else _share(met + unknown, whole),
        share=_share(met, whole),
        met=sum(each.state.holds for each in conditions),
        not_met=_count(conditions, State.NOT_MET),
        unknown=_count(conditions, State.UNKNOWN),
    )


def decide(conditions: Iterable[Judged]) -> Verdict:
    """Return the verdict: hard conditions that fail decide, then what is unknown, then the rest."""
    standing = list(conditions)
    failed = [each for each in standing if each.hard and each.state is State.NOT_MET]
    if failed:
        mendable = all(each.takes_days is not None for each in failed)
        return Verdict.MENDABLE if mendable else Verdict.RULED_OUT
    if any(each.state is State.UNKNOWN for each in standing):
        return Verdict.OPEN
    return Verdict.FITS if all(each.state.holds for each in standing) else Verdict.MOSTLY


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4)


def _count(conditions: Iterable[Judged], state: State) -> int:
    return sum(each.state is state for each in conditions)
