"""How many seeded errors are told, and what else is told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.checkers import CHECKERS, RULES, Checker
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Fault, Severity
from docgen.gongwen.proofread.text import Setting
from eval.seeded.hosts import ASIDE, PART, SAMPLES, read_articles, read_entries, read_reports
from eval.seeded.seeds import Seed, SeedKind, make_seeds, read_kinds
from models.records import Record

PUBLIC: Final = Setting(public=True)
NEAR: Final = 2
"""Characters by which a fault may miss the seed."""
SHOWN: Final = 5
SHORTEST: Final = 100
"""An entry of fewer characters holds no seed."""


class KindRates(Record):
    """What was measured of one kind."""

    kind: str
    title: str
    learnt: bool
    """Told by the model, not by a rule."""
    seeds: int
    told: int
    """Seeds at which a fault of one of the kind's rules is told."""
    right: int
    """Of these, those whose first suggestion gives the text as it was."""
    false: int
    """Faults of the kind's rules, in its own texts, with and without seed, that are at no seed."""
    missed: tuple[str, ...]
    """Some of those that were not told."""
    alarms: tuple[str, ...]
    """Some of what was told besides."""

    @property
    def recall(self) -> float:
        """Percent of the seeds."""
        return round(100 * self.told / self.seeds, 1) if self.seeds else 0.0

    @property
    def precision(self) -> float:
        """Percent of what was told."""
        total = self.told + self.false
        return round(100 * self.told / total, 1) if total else 0.0


class Alarms(Record):
    """What is told of a clean text."""

    name: str
    characters: int
    certain: float
    """For each 1000 characters."""
    suspected: float
    """For each 1000 characters, the certain ones counted in."""
    most: tuple[tuple[str, int], ...]
    """The rules that tell most."""


class SeededReport(Record):
    """All of it."""

    kinds: tuple[KindRates, ...]
    clean: tuple[Alarms, ...]


def measure(data: Path | None, each: int, only: Sequence[str] = ()) -> SeededReport:
    """Seed our own entries, and reports where they are given; measure clean texts as they are.

    Args:
        data: the folder that reports and articles are below.
        each: how many seeds of each kind.
        only: the kinds to seed; all where none is named. Clean texts are measured with all alone.
    """
    reports = dict(read_reports(data)) if data else {}
    unread = {province: text for province, text in reports.items() if province in ASIDE}
    entries = [entry for entry in read_entries() if len(entry) > SHORTEST]
    kinds = {name: kind for name, kind in read_kinds().items() if not only or name in only}
    seeds: list[Seed] = []
    for name, kind in kinds.items():
        # What the model tells is measured in what it is for, where there is any.
        hosts = list(unread.values()) if kind.learnt and unread else [*entries, *unread.values()]
        seeds += make_seeds({name: kind}, hosts, each)
    rates = tuple(
        _rates(name, kind, [seed for seed in seeds if seed.kind == name])
        for name, kind in kinds.items()
    )
    clean = tuple(_alarms(data, reports)) if data and not only else ()
    return SeededReport(kinds=rates, clean=clean)


def _alarms(data: Path, reports: Mapping[str, str]) -> Iterable[Alarms]:
    """Yield what is told of texts that the spelling model has not read, and by rules of others."""
    for province in (each for each in reports if each in ASIDE):
        yield _count(province, [reports[province]])
    articles = read_articles(data)
    yield _count("法规条文", articles[PART])
    others = [text for province, text in reports.items() if province not in ASIDE]
    yield _count(f"另{len(others)}省份（仅规则）", others, RULES)
    for part in SAMPLES:
        yield _count(f"法规条文第{part}份（仅规则）", articles[part], RULES)


def _rates(name: str, kind: SeedKind, seeds: Sequence[Seed]) -> KindRates:
    told = right = 0
    missed: list[str] = []
    alarms: list[str] = []
    for seed in seeds:
        faults = _faults(seed.text, kind)
        hits = [fault for fault in faults if _hits(fault, seed)]
        told += bool(hits)
        right += any(_mended(seed.text, hit) == seed.clean for hit in hits)
        alarms += [_around(seed.text, fault) for fault in faults if fault not in hits]
        alarms += [_around(seed.clean, fault) for fault in _faults(seed.clean, kind)]
        if not hits:
            start, end = seed.spans[0]
            missed.append(seed.text[max(0, start - 12) : end + 12])
    return KindRates(
        kind=name,
        title=kind.title,
        learnt=kind.learnt,
        seeds=len(seeds),
        told=told,
        right=right,
        false=len(alarms),
        missed=tuple(missed[:SHOWN]),
        alarms=tuple(dict.fromkeys(alarms))[:SHOWN],
    )


def _around(text: str, fault: Fault) -> str:
    return f"{text[max(0, fault.start - 12) : fault.end + 12]} [{fault.rule} {fault.wrong}]"


def _faults(text: str, kind: SeedKind) -> list[Fault]:
    checkers = CHECKERS if kind.learnt else RULES
    faults = proofread(text, setting=PUBLIC, checkers=checkers).faults
    return [fault for fault in faults if fault.rule.startswith(kind.rules)]


def _hits(fault: Fault, seed: Seed) -> bool:
    return any(fault.start < end + NEAR and start - NEAR < fault.end for start, end in seed.spans)


def _mended(text: str, fault: Fault) -> str:
    first = fault.suggestions[0] if fault.suggestions else fault.wrong
    return text[: fault.start] + first + text[fault.end :]


def _count(name: str, texts: Sequence[str], checkers: Mapping[str, Checker] = CHECKERS) -> Alarms:
    """Check texts one by one."""
    faults = [fault for text in texts for fault in proofread(text, checkers=checkers).faults]
    size = sum(map(len, texts))
    certain = sum(fault.severity is Severity.CERTAIN for fault in faults)
    return Alarms(
        name=name,
        characters=size,
        certain=round(1000 * certain / size, 3),
        suspected=round(1000 * len(faults) / size, 3),
        most=tuple(Counter(fault.rule for fault in faults).most_common(SHOWN)),
    )
