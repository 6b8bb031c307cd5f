"""Some passages as postings: in which passages each term stands, and how often.

Made once and never changed. A passage has a place of its own, from 0; a place fits into two bytes,
so that a posting takes three, and the scores of all of them stay close to the processor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.index.counting import Fields, count
from knowledge.words.keys import Keys

STEPS: Final = 4
"""How often a term stands in a passage is kept in quarters, since a field may count in parts …"""
MOST_STEPS: Final = 255
"""… up to 64 times; more often says nothing more."""


@dataclass(frozen=True, eq=False)
class Postings:
    """The terms of some passages."""

    keys: Keys
    """Each term once, ascending."""
    starts: NDArray[np.int64]
    """Where the postings of each term begin, and where the last one's end."""
    places: NDArray[np.uint16]
    """The passage of each posting; ascending within a term."""
    times: NDArray[np.uint8]
    """How often the term stands there, in quarters."""
    lengths: NDArray[np.float32]
    """The number of terms of each passage, repeated ones as often."""

    @property
    def size(self) -> int:
        """The number of passages."""
        return len(self.lengths)

    @property
    def bytes(self) -> int:
        """What the arrays take."""
        return sum(int(getattr(self, field.name).nbytes) for field in fields(self))

    def ranges(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the postings of each key begin and end; the same where there are none."""
        rows = np.searchsorted(self.keys, keys)
        held = np.zeros(len(keys), bool)
        inside = rows < len(self.keys)
        held[inside] = self.keys[rows[inside]] == keys[inside]
        begins = self.starts[np.where(held, rows, 0)]
        return begins, np.where(held, self.starts[np.where(held, rows + 1, 0)], begins)


def make_postings(passages: Sequence[Fields], boosts: Mapping[str, float]) -> Postings:
    """Return the postings of at most ``MOST`` passages.

    Args:
        passages: the fields of each.
        boosts: how many times over a term of a field counts, to a quarter; a field without one is
            not searched.
    """
    found = count(passages, boosts)
    if found is None:
        middle = len(passages) // 2
        halves = [make_postings(half, boosts) for half in (passages[:middle], passages[middle:])]
        return join(halves, [np.ones(half.size, bool) for half in halves])
    order = np.argsort(found.keys)
    sizes = found.sizes[order]
    starts = np.append(0, np.cumsum(sizes))
    begins = (np.cumsum(found.sizes) - found.sizes)[order]
    moved = np.repeat(begins - starts[:-1], sizes) + np.arange(starts[-1])
    times = np.clip(np.rint(found.times * STEPS), 1, MOST_STEPS).astype(np.uint8)
    return Postings(
        keys=found.keys[order],
        starts=starts,
        places=found.places[moved],
        times=times[moved],
        lengths=np.bincount(found.places, found.times, len(passages)).astype(np.float32),
    )


def join(several: Sequence[Postings], kept: Sequence[NDArray[np.bool_]]) -> Postings:
    """Return the postings of the passages to be kept, in the order they stand."""
    keys = np.unique(np.concatenate([each.keys for each in several]))
    rows, places, times, begun = [], [], [], 0
    for each, keep in zip(several, kept, strict=True):
        row = np.searchsorted(keys, each.keys).astype(np.uint32)
        held = keep[each.places]
        rows.append(np.repeat(row, np.diff(each.starts))[held])
        places.append((begun + np.cumsum(keep) - 1).astype(np.uint16)[each.places[held]])
        times.append(each.times[held])
        begun += int(keep.sum())
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    sizes = np.bincount(row, minlength=len(keys))
    return Postings(
        keys=keys[sizes > 0],
        starts=np.append(0, np.cumsum(sizes[sizes > 0])),
        places=np.concatenate(places)[order],
        times=np.concatenate(times)[order],
        lengths=np.concatenate(
            [each.lengths[keep] for each, keep in zip(several, kept, strict=True)]
        ),
    )
