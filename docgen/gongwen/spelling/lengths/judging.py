"""A language model judges missing and extra characters beside our own counter."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from docgen.gongwen.spelling.asking import SMALLEST, Asker, Opinion
from docgen.gongwen.spelling.lengths.counter import LEAST, Counter, Miscount, miscount, shipped
from docgen.gongwen.spelling.looking import Reading
from docgen.gongwen.spelling.settings import Level, Levels


def count_with(
    asker: Asker,
    reading: Reading,
    counter: Counter | None = None,
    level: Level = Level.SUSPECTED,
) -> Opinion[Miscount]:
    """Return the miscounts of a level and surer ones; never raises for what a model does."""
    counter = counter or shipped()
    looked = counter.look(reading, level, asker.rules.least)
    weigh = partial(_weighed, counter.levels)
    return asker.judge(reading, looked, counter.levels.least(level), weigh)


def _weighed(levels: Levels, each: Miscount, factors: Sequence[float]) -> Miscount | None:
    """Return it with the model's word counted, or none where no mending is left.

    The mendings that were not asked about are the least likely: they share the fate of the others.
    """
    asked = each.mendings[: len(factors)]
    share = each.chance / sum(mending.chance for mending in asked)
    odds = [share * one.chance * factor for one, factor in zip(asked, factors, strict=True)]
    whole = sum(odds) + max(1 - each.chance, SMALLEST)
    mended = [
        replace(one, chance=odd / whole)
        for odd, one in sorted(zip(odds, asked, strict=True), key=lambda pair: -pair[0])
        if odd / whole >= LEAST
    ]
    return miscount(mended, sum(odds) / whole, levels) if mended else None
