"""A language model judges wrong characters beside our own corrector."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from docgen.gongwen.spelling.asking import SMALLEST, Asker, Likelihoods, Opinion, Rules
from docgen.gongwen.spelling.corrector import LEAST, Corrector, Misspelling, shipped
from docgen.gongwen.spelling.looking import Reading
from docgen.gongwen.spelling.settings import Level, Settings


class Judge:
    """Our corrector with a language model beside it; safe to use from several threads."""

    def __init__(
        self,
        model: Likelihoods,
        seconds: float,
        corrector: Corrector | None = None,
        *,
        rules: Rules | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask ``model``, for ``seconds`` at most for one text, about what ``corrector`` finds."""
        self.asker = Asker(model, seconds, rules, clock)
        self._corrector = corrector

    def correct(self, text: str, level: Level = Level.SUSPECTED) -> Opinion[Misspelling]:
        """Return the misspellings of a level and surer ones; never raises for what a model does."""
        return self.look(Reading(text), level)

    def look(self, reading: Reading, level: Level = Level.SUSPECTED) -> Opinion[Misspelling]:
        """Return the same of a text that others look through too."""
        corrector = self._corrector or shipped()
        settings = corrector.settings
        looked = corrector.look(reading, level, self.asker.rules.least)
        weigh = partial(_weighed, settings)
        return self.asker.judge(reading, looked, settings.least(level), weigh)


def _weighed(settings: Settings, each: Misspelling, factors: Sequence[float]) -> Misspelling | None:
    """Return it with the model's word counted, or none where no candidate is left."""
    odds = [chance * factor for chance, factor in zip(each.chances, factors, strict=True)]
    whole = sum(odds) + max(1 - sum(each.chances), SMALLEST)
    ranked = sorted(zip(odds, each.suggestions, strict=True), key=lambda pair: -pair[0])
    chances = tuple(odd / whole for odd, _ in ranked if odd / whole >= LEAST)
    if not chances:
        return None
    return replace(
        each,
        suggestions=tuple(word for _, word in ranked[: len(chances)]),
        confidence=round(chances[0], 3),
        level=settings.level(chances[0]),
        chances=chances,
    )
