"""A language model is asked what may have been meant: noisy channel, the channel ours.

What it adds to the log-odds of a candidate is ``weight`` times how much likelier it finds the text
with it. It is asked for probabilities alone: nothing it could write ends up in a text, and nothing
but our own candidates can.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from pydantic import Field

from docgen.gongwen.spelling.looking import Late, Looked, Reading
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
    length: float = Field(ge=0)
    least: float = Field(gt=0, lt=1)
    before: int = Field(ge=0)
    after: int = Field(ge=0)
    places: int = Field(ge=1)
    calls: int = Field(ge=1)


class Edit(NamedTuple):
    """What may be written instead of a stretch of a text."""

    start: int
    end: int
    right: str


class Doubt(Protocol):
    """What our own model found at a place."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def confidence(self) -> float:
        """The same as the chance, rounded."""

    @property
    def chance(self) -> float:
        """How probable it is that something is wrong."""

    @property
    def edits(self) -> Sequence[Edit]:
        """What may have been meant, the likeliest first; empty: nothing is to be asked."""


Told = TypeVar("Told", bound=Doubt)
Weigh = Callable[[Told, Sequence[float]], Told | None]
"""Returns it anew with a factor for the odds of each edit, or none where nothing is left."""


@dataclass(frozen=True)
class Opinion(Generic[Told]):
    """What is wrong in a text, in its order, and how the language model took part."""

    found: tuple[Told, ...]
    state: State
    judged: frozenset[int]
    """Where those begin that it has judged; the others are our own model's."""
    reached: int
    """Up to which character the text was looked at."""


class Asker:
    """Asks a language model about what was found; safe to use from several threads."""

    def __init__(
        self,
        model: Likelihoods,
        seconds: float,
        rules: Rules | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask ``model``, for ``seconds`` at most each time."""
        self._model, self._seconds, self._clock = model, seconds, clock
        self.rules = rules or read_rules()

    def judge(
        self, reading: Reading, looked: Looked[Told], least: float, weigh: Weigh[Told]
    ) -> Opinion[Told]:
        """Return what is wrong with a probability from ``least``, the model's word counted.

        What is told already stays unless it becomes less probable. Never raises for what a model
        does.
        """
        needed = {each.start: min(least, each.confidence) for each in looked.told}
        asked = sorted(
            (each for each in (*looked.told, *looked.further) if each.edits),
            key=lambda each: abs(math.log(each.chance / max(1 - each.chance, SMALLEST))),
        )
        places = [_texts(reading.text, each, looked.told, self.rules) for each in asked]
        gains, state = self._ask(places, reading.late)
        found = {each.start: each for each in looked.told}
        judged: set[int] = set()
        for each, gained in zip(asked, gains, strict=False):
            now = weigh(each, _factors(each.edits, gained, self.rules))
            found.pop(each.start, None)
            judged.add(each.start)
            if now and now.confidence >= needed.get(each.start, least):
                found[each.start] = now
                judged.add(now.start)
        ordered = sorted(found.values(), key=lambda each: each.start)
        return Opinion(tuple(ordered), state, frozenset(judged), looked.reached)

    def _ask(
        self, places: Sequence[tuple[str, ...]], late: Late
    ) -> tuple[list[tuple[float, ...]], State]:
        """Return how much likelier each candidate makes the text, as far as an answer came."""
        gains: list[tuple[float, ...]] = []
        ends, slowest = self._clock() + self._seconds, 0.0
        for call, first in enumerate(range(0, len(places), self.rules.places)):
            begun = self._clock()
            if call >= self.rules.calls or ends - begun <= slowest or late():
                return gains, State.PARTLY
            part = places[first : first + self.rules.places]
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


def _factors(edits: Sequence[Edit], gained: Sequence[float], rules: Rules) -> list[float]:
    """Return what the odds of each edit are multiplied by.

    A text is the less probable the longer it is: what a character costs anyhow is taken off.
    """
    longer = (len(each.right) - (each.end - each.start) for each in edits)
    fair = (gain + rules.length * more for gain, more in zip(gained, longer, strict=True))
    return [math.exp(max(-rules.most, min(rules.most, rules.weight * gain))) for gain in fair]


def _texts(text: str, each: Doubt, told: Sequence[Doubt], rules: Rules) -> tuple[str, ...]:
    """Return the words around a place, as written and with each edit.

    Everything else that was told is put right in them, so that one mistake does not hide another.
    """
    first, last = min(edit.start for edit in each.edits), max(edit.end for edit in each.edits)
    start = max(text.rfind("\n", 0, first) + 1, first - rules.before)
    rest = SENTENCE.match(text, last)
    end = min(rest.end() if rest else last, last + rules.after)
    others = [other.edits[0] for other in told if other is not each and other.edits]

    def shown(edit: Edit) -> str:
        before = "".join(_mended(text, start, edit.start, others))
        after = "".join(_mended(text, edit.end, end, others))
        # a model says nothing of the first token: a line before it makes it the same for all
        words = f"\n{before}{edit.right}{after}"
        return words.encode("utf-8", "replace").decode("utf-8")

    written = Edit(first, last, text[first:last])
    return tuple(map(shown, (written, *each.edits)))


def _mended(text: str, start: int, end: int, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a stretch of a text with some edits made."""
    at = start
    for each in edits:
        if at <= each.start and each.end <= end:
            yield text[at : each.start] + each.right
            at = each.end
    yield text[at:end]


@cache
def read_rules(path: Path = DECLARED) -> Rules:
    """Read the declaration; raises ``SpecError`` saying what is wrong in it."""
    return read_spec(path, Rules)
