"""What a process and all it has started take, as Linux tells it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


class Usage(NamedTuple):
    """What processes have taken so far, added up."""

    seconds: float
    """Of processor time, that of ended children included."""
    memory: int
    """Bytes in memory now; what they share counts for each."""
    peak: int
    """The most each has had in memory, in bytes."""


def usage(pid: int, *, below: bool = True) -> Usage:
    """Return what a process and everything below it take; one that is gone takes nothing."""
    each = [_usage(one) for one in (family(pid) if below else [pid])]
    return Usage(*(sum(values) for values in zip(*each, strict=True)))


def family(pid: int) -> Iterator[int]:
    """Yield a process and everything below it."""
    yield pid
    for task in (PROC / str(pid) / "task").glob("*/children"):
        for child in _text(task).split():
            yield from family(int(child))


def _usage(pid: int) -> Usage:
    # The name of the program stands in parentheses and may hold anything.
    times = _text(PROC / str(pid) / "stat").rpartition(")")[2].split()[11:15]
    sizes = dict(
        line.split(":", 1) for line in _text(PROC / str(pid) / "status").splitlines() if ":" in line
    )
    kilobytes = (int(sizes.get(name, "0 kB").split()[0]) for name in ("VmRSS", "VmHWM"))
    return Usage(sum(map(int, times)) / TICKS, *(1024 * size for size in kilobytes))


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
