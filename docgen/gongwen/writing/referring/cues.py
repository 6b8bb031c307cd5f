"""What speaks for a fact in a paragraph that no heading names: ``cues.toml``."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("cues.toml")


class Cue(Spec):
    """A pattern that speaks for facts."""

    facts: tuple[str, ...]
    pattern: str
    weight: float


class Cues(Spec):
    """All of them, and what position and order weigh."""

    idle: tuple[str, ...]
    opening: float
    elsewhere: float
    change: float
    under: float
    again: float
    astray: float
    unasked: float
    required: float
    resumed: float
    heard: int
    back: float
    claimed: float
    led: float
    alike: float
    closes: float
    none: float
    cue: tuple[Cue, ...]


@dataclass(frozen=True)
class Ready:
    """The cues with their patterns made."""

    cues: Cues
    idle: re.Pattern[str]
    patterns: tuple[tuple[Cue, re.Pattern[str]], ...]

    def weights(self, text: str) -> Mapping[str, float]:
        """Return what the words of a paragraph speak for each fact."""
        found: dict[str, float] = defaultdict(float)
        heard = text[: self.cues.heard]
        for cue, pattern in self.patterns:
            if pattern.search(heard):
                for name in cue.facts:
                    found[name] += cue.weight
        return found


@cache
def read_cues() -> Ready:
    """Return the cues; raises ``SpecError`` when the file is broken."""
    cues = read_spec(FILE, Cues)
    return Ready(
        cues=cues,
        idle=re.compile("|".join(cues.idle)),
        patterns=tuple((each, re.compile(each.pattern)) for each in cues.cue),
    )
