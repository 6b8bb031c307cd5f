"""What was found when a text was looked through, and how far it was looked through."""

from collections.abc import Callable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.sheet import Placed, Sheet, sentences_of

Late = Callable[[], bool]
"""Whether the time that something may take is up."""
Found = TypeVar("Found")
AT_ONCE: Final = 5_000
"""Characters that are looked at together; the time is looked at between them."""


def never() -> bool:
    """Return that there is time yet: where no limit is set."""
    return False


class Looked(NamedTuple, Generic[Found]):
    """What was found in a text, in its order."""

    told: list[Found]
    further: list[Found]
    """What is less probable than what is told."""
    reached: int
    """Up to which character the text was looked at."""


class Stretch(NamedTuple):
    """Some sentences of a text."""

    sheet: Sheet
    """Not to be written on: others look at it too."""
    starts: list[int]
    """Where in the text each sentence begins."""


class Reading:
    """A text that is looked through, by several after one another; it is scored once for all."""

    def __init__(self, text: str, late: Late = never) -> None:
        self.text, self.late = text, late
        self._batches: list[list[Placed]] | None = None
        self._scored: dict[tuple[BothWays, int], Sheet] = {}

    def stretches(self, model: BothWays) -> Iterator[Stretch]:
        """Yield the text part by part, as a model scores it, as long as there is time."""
        if self._batches is None:
            self._batches = list(_batches(self.text))
        for number, batch in enumerate(self._batches):
            if self.late():
                return
            key = model, number
            if key not in self._scored:
                self._scored[key] = Sheet(model, [sentence for _, sentence in batch])
            yield Stretch(self._scored[key], [start for start, _ in batch])

    def reached(self, parts: int) -> int:
        """Return up to which character the text is looked at after so many parts."""
        batches = self._batches or []
        return batches[parts][0][0] if parts < len(batches) else len(self.text)


def _batches(text: str) -> Iterator[list[Placed]]:
    batch: list[Placed] = []
    for placed in sentences_of(text):
        if batch and placed[0] - batch[0][0] > AT_ONCE:
            yield batch
            batch = []
        batch.append(placed)
    if batch:
        yield batch
