"""A language model judges what may have been meant: noisy channel, the channel ours.

What it adds to the log-odds of a candidate is ``weight`` times how much likelier it finds the text
with it. It is asked for probabilities alone: nothing it could write ends up in a text, and nothing
but our own candidates can.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from pydantic import Field

from docgen.gongwen.spelling.corrector import LEAST, Corrector, Misspelling, shipped
from docgen.gongwen.spelling.late import Late, never
from docgen.gongwen.spelling.settings import Level, Settings
from docgen.gongwen.spelling.sheet import SENTENCE
from models.errors import ModelNonsenseError, ModelUnavailableError
from models.specs.spec import Spec, read_spec

DECLARED: Final = Path(__file__).with_name("judging.toml")
SMALLEST: Final = 1e-6
"""What is left for what is written, however sure our own network is."""


class Likelihoods(Protocol):
    """A language model that tells how probable texts are."""

    def likelihoods(self, texts: Sequence[str], seconds: float) -> tuple[float, ...]:
        """Return ``ln`` of the probability of each; raises the two errors of ``models.llm``."""


class State(StrEnum):
    """How a language model took part."""

    JUDGED = "judged"
    PARTLY = "partly"
    """Calls or time were used up."""
    DOWN = "down"
    NONSENSE = "nonsense"
    """It answered, but gave no probabilities of the text."""


class Rules(Spec):
    """The declaration ``judging.toml``, which tells what each is."""

    weight: float = Field(gt=0, le=1)
    most: float = Field(gt=0)
    least: float = Field(gt=0, lt=1)
    before: int = Field(ge=0)
    after: int = Field(ge=0)
    places: int = Field(ge=1)
    calls: int = Field(ge=1)


@dataclass(frozen=True)
class Opinion:
    """The misspellings of a text in its order, and how the language model took part."""

    found: tuple[Misspelling, ...]
    state: State
    judged: frozenset[int]
    """Where those begin that it has judged; the others are our own model's."""
    reached: int
    """Up to which character the text was looked at."""


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
        self._model, self._seconds, self._clock = model, seconds, clock
        self._corrector = corrector
        self._rules = rules or read_rules()

    def correct(self, text: str, level: Level = Level.SUSPECTED, late: Late = never) -> Opinion:
        """Return the misspellings of a level and surer ones; never raises for what a model does."""
        corrector = self._corrector or shipped()
        told, further, reached = corrector.look(text, level, self._rules.least, late)
        settings = corrector.settings
        least = settings.least(level)
        needed = {each.start: min(least, each.confidence) for each in told}
        asked = sorted(
            (each for each in (*told, *further) if each.chances),
            key=lambda each: abs(_log_odds(each.chances[0])),
        )
        places = [_texts(text, each, told, self._rules) for each in asked]
        gains, state = self._ask(places, late)
        found = {each.start: each for each in told}
        for each, gained in zip(asked, gains, strict=False):
            told_now = _weighed(each, gained, self._rules, settings)
            found.pop(each.start, None)
            if told_now and told_now.confidence >= needed.get(each.start, least):
                found[each.start] = told_now
        judged = frozenset(each.start for each in asked[: len(gains)])
        return Opinion(tuple(found[start] for start in sorted(found)), state, judged, reached)

    def _ask(
        self, places: Sequence[tuple[str, ...]], late: Late
    ) -> tuple[list[tuple[float, ...]], State]:
        """Return how much likelier each candidate makes the text, as far as an answer came."""
        gains: list[tuple[float, ...]] = []
        ends, slowest = self._clock() + self._seconds, 0.0
        for call, first in enumerate(range(0, len(places), self._rules.places)):
            begun = self._clock()
            if call >= self._rules.calls or ends - begun <= slowest or late():
                return gains, State.PARTLY
            part = places[first : first + self._rules.places]
            texts = list(dict.fromkeys(text for place in part for text in place))
            try:
                told = self._model.likelihoods(texts, ends - begun)
            except ModelUnavailableError:
                return gains, State.DOWN
            except ModelNonsenseError:
                return gains, State.NONSENSE
            known = dict(zip(texts, told, strict=True))
            gains += [
                tuple(known[text] - known[written] for text in meant) for written, *meant in part
            ]
            slowest = max(slowest, self._clock() - begun)
        return gains, State.JUDGED


def _texts(
    text: str, each: Misspelling, told: Sequence[Misspelling], rules: Rules
) -> tuple[str, ...]:
    """Return the words around a place, as written and with each candidate.

    Everything else that was told is put right in them, so that one mistake does not hide another.
    """
    start = max(text.rfind("\n", 0, each.start) + 1, each.start - rules.before)
    rest = SENTENCE.match(text, each.end)
    end = min(rest.end() if rest else each.end, each.end + rules.after)
    others = [other for other in told if other.start != each.start]
    before = "".join(_mended(text, start, each.start, others))
    after = "".join(_mended(text, each.end, end, others))
    # a model says nothing of the first token: a line before it makes it the same for all
    shown = (f"\n{before}{word}{after}" for word in (each.wrong, *each.suggestions))
    return tuple(each.encode("utf-8", "replace").decode("utf-8") for each in shown)


def _mended(text: str, start: int, end: int, told: Sequence[Misspelling]) -> Iterator[str]:
    """Yield a stretch of a text with what was told put right."""
    at = start
    for each in told:
        if start <= each.start and each.end <= end:
            yield text[at : each.start] + each.suggestions[0]
            at = each.end
    yield text[at:end]


def _weighed(
    each: Misspelling, gained: Sequence[float], rules: Rules, settings: Settings
) -> Misspelling | None:
    """Return it with the model's word counted, or none where no candidate is left."""
    most = rules.most
    odds = [
        chance * math.exp(max(-most, min(most, rules.weight * gain)))
        for chance, gain in zip(each.chances, gained, strict=True)
    ]
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


def _log_odds(chance: float) -> float:
    return math.log(chance / max(1 - chance, SMALLEST))


@cache
def read_rules(path: Path = DECLARED) -> Rules:
    """Read the declaration; raises ``SpecError`` saying what is wrong in it."""
    return read_spec(path, Rules)
