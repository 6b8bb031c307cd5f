"""Declared rules: ``declared/*.toml``.

A rule says how sure it is, why, and by which source. One with a ``pattern`` is applied as it
stands; the others are told by a checker of their own, which names what it found.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pydantic import Field, RootModel

from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from docgen.gongwen.proofread.rewriting import REWRITES
from models.errors import SpecError
from models.specs import Spec, read_spec

FOLDER: Final = Path(__file__).with_name("declared")
CONFIDENCE: Final[Mapping[Severity, float]] = {
    Severity.CERTAIN: 0.98,
    Severity.SUSPECTED: 0.7,
    Severity.HINT: 0.4,
}
CLASSES: Final[Mapping[str, str]] = {
    "<H>": "[\u3400-\u9fff]",
    "<N>": r"\d+(?:\.\d+)?",
    "<C>": "[〇零一二三四五六七八九十百千两]",
    "<S>": r"[^。；！？\n]",
    "<P>": r"[^，。；：！？、\n]",
}
"""Short names for classes in patterns: a Chinese character, an Arabic number, a Chinese digit, what
does not end a sentence, what does not end a clause."""


class Rule(Spec):
    """One rule."""

    kind: Kind
    severity: Severity
    reason: str
    """Chinese; ``{wrong}`` and whatever else its checker names are filled in."""
    source: str = "实务"
    confidence: float | None = Field(default=None, ge=0, le=1)
    pattern: str = ""
    """A regular expression over the text, lines apart; its group x, y or z, or all, is wrong."""
    suggest: tuple[str, ...] = ()
    """Templates over the groups and ``{wrong}``; ``name:template`` rewrites what comes out."""
    unless: tuple[str, ...] = ()
    """Words that, where they cover the place, take the fault away."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern."""
        pattern = self.pattern
        for name, written in CLASSES.items():
            pattern = pattern.replace(name, written)
        return re.compile(pattern, re.MULTILINE)

    def find(self, text: str, name: str) -> Iterable[Fault]:
        """Yield the faults of a rule with a pattern."""
        for found in self.compiled.finditer(text):
            start, end = _place(found)
            if start < end and not is_covered(text, start, end, self.unless):
                wrong = text[start:end]
                suggestions = tuple(_expand(found, each, wrong) for each in self.suggest)
                yield self.fault(name, start, wrong, suggestions)

    def fault(
        self, name: str, start: int, wrong: str, suggestions: Iterable[str] = (), /, **facts: object
    ) -> Fault:
        """Return what the rule tells of a place."""
        return Fault(
            start=start,
            end=start + len(wrong),
            wrong=wrong,
            suggestions=tuple(dict.fromkeys(each for each in suggestions if each != wrong)),
            kind=self.kind,
            severity=self.severity,
            reason=self.reason.format(wrong=wrong, **facts),
            confidence=CONFIDENCE[self.severity] if self.confidence is None else self.confidence,
            source=self.source,
            rule=name,
        )


class Rules(RootModel[dict[str, Rule]]):
    """The rules of one topic, by name."""


Tell = Callable[..., Fault]


@cache
def read_rules(folder: Path = FOLDER) -> Mapping[str, Rule]:
    """Return every rule by topic and name; raises ``SpecError`` for a pattern that is none."""
    rules = {
        f"{path.stem}.{name}": rule
        for path in sorted(folder.glob("*.toml"))
        for name, rule in read_spec(path, Rules).root.items()
    }
    for name, rule in rules.items():
        try:
            rule.compiled  # noqa: B018 - a pattern that is none must not wait for a text
        except re.error as error:
            raise SpecError(f"{name}: {error}") from error
    return MappingProxyType(rules)


def tell(
    name: str, start: int, wrong: str, suggestions: Iterable[str] = (), /, **facts: object
) -> Fault:
    """Return what a declared rule tells of a place."""
    return read_rules()[name].fault(name, start, wrong, suggestions, **facts)


def is_covered(text: str, start: int, end: int, words: Iterable[str]) -> bool:
    """Return whether one of the words stands over the place."""
    return any(
        text.find(word, max(0, end - len(word)), start + len(word)) >= 0
        for word in words
        if len(word) >= end - start
    )


def _place(found: re.Match[str]) -> tuple[int, int]:
    """Return what of a match is wrong: its group x, y or z, whichever took part, or all."""
    spans = (found.span(name) for name in "xyz" if name in found.re.groupindex)
    return next((span for span in spans if span[0] >= 0), found.span())


def _expand(found: re.Match[str], template: str, wrong: str) -> str:
    name, colon, rest = template.partition(":")
    if colon and name in REWRITES:
        return REWRITES[name](found.expand(rest).replace("{wrong}", wrong))
    return found.expand(template).replace("{wrong}", wrong)
