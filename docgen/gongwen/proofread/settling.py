"""Where faults overlap, the surer one stays."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from docgen.gongwen.proofread.fault import Fault


def settle(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of the text, of those that overlap the surest alone.

    Severity decides, then confidence, then length, then place and name: the order in which they
    come makes no difference.
    """
    kept: list[Fault] = []
    ordered = sorted(set(faults), key=_order)
    taken = bytearray(max((fault.end for fault in ordered), default=0))
    for fault in ordered:
        if taken.find(1, fault.start, fault.end) < 0:
            taken[fault.start : fault.end] = b"\1" * (fault.end - fault.start)
            kept.append(fault)
    return tuple(sorted(kept, key=lambda fault: fault.start))


def outside(faults: Iterable[Fault], spans: Iterable[tuple[int, int]]) -> Iterator[Fault]:
    """Yield the faults that touch no character of the spans, each from a start to its end."""
    ordered = sorted(spans)
    furthest = list(accumulate((end for _, end in ordered), max))
    for fault in faults:
        before = bisect_left(ordered, (fault.end, 0))
        if not before or furthest[before - 1] <= fault.start:
            yield fault


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
