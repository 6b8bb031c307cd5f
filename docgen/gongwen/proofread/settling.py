"""Where faults overlap, the surer one stays."""

from bisect import bisect_right, insort
from collections.abc import Iterable

from docgen.gongwen.proofread.fault import Fault


def settle(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of the text, of those that overlap the surest alone.

    Severity decides, then confidence, then length, then place and name: the order in which they
    come makes no difference.
    """
    kept: list[Fault] = []
    taken: list[tuple[int, int]] = []
    for fault in sorted(set(faults), key=_order):
        at = bisect_right(taken, (fault.start, fault.end))
        before = at == 0 or taken[at - 1][1] <= fault.start
        after = at == len(taken) or taken[at][0] >= fault.end
        if before and after:
            insort(taken, (fault.start, fault.end))
            kept.append(fault)
    return tuple(sorted(kept, key=lambda fault: fault.start))


def _order(fault: Fault) -> tuple[object, ...]:
    return (
        fault.severity.rank,
        -fault.confidence,
        fault.start - fault.end,
        fault.start,
        fault.rule,
        fault.suggestions,
        fault.reason,
    )
