"""The facts as they were given, made ready to stand in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from docgen.gongwen.writing.declared import Fact, Type, Written
from models.errors import InvalidRequestError

LONGEST: Final = 5000
MOST: Final = 50
"""Items of a list."""
END: Final = "。；;，,.、 　"
"""Marks at the end of a fact: the sentence around it has its own."""
TOGETHER: Final = re.compile(r"[、\n；;]+")

Value = str | Sequence[str]


@dataclass
class Given:
    """Facts by name, and which of those that were needed were not given."""

    facts: Mapping[str, Fact]
    values: Mapping[str, tuple[str, ...]]
    missing: list[str] = field(default_factory=list)
    """Questions, in the order in which they were met."""

    def has(self, name: str) -> bool:
        """Return whether a fact was given."""
        return bool(self.values.get(name))

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of a fact; of one that is missing what stands in its place."""
        return self.values.get(name) or (self.gap(name),)

    def one(self, name: str) -> str:
        """Return a fact as it stands in a sentence."""
        return "、".join(self.items(name))

    def gap(self, name: str) -> str:
        """Note that a fact is missing, and return what stands in its place."""
        question = self.facts[name].question
        if question not in self.missing:
            self.missing.append(question)
        return f"〔待补：{question}〕"

    def fits(self, only: Mapping[str, tuple[str, ...]]) -> bool:
        """Return whether the facts that are chosen have the values that are asked."""
        return all(set(self.values.get(name, ())) & {*values} for name, values in only.items())

    def day(self, name: str) -> date | None:
        """Return a fact that is a day; None when it was not given."""
        told = self.values.get(name)
        return date.fromisoformat(told[0]) if told else None


def take(written: Written, told: Mapping[str, Value]) -> Given:
    """Return the facts of a kind as they were told.

    Raises ``InvalidRequestError`` naming the fact that is unknown, too long, no day or no choice.
    """
    facts = written.facts
    unknown = sorted(told.keys() - facts.keys())
    if unknown:
        raise InvalidRequestError(f"这个文种没有这些事实项：{'、'.join(unknown)}。")
    values = {name: _ready(fact, told.get(name, fact.default)) for name, fact in facts.items()}
    return Given(facts, {name: value for name, value in values.items() if value})


def _ready(fact: Fact, told: Value) -> tuple[str, ...]:
    raw = [told] if isinstance(told, str) else list(told)
    if sum(map(len, raw)) > LONGEST or len(raw) > MOST:
        raise InvalidRequestError(f"“{fact.question}”太长，请控制在 {LONGEST} 字、{MOST} 项以内。")
    lines = [_visible(line) for each in raw for line in each.splitlines()]
    split = TOGETHER if fact.type is Type.ORGANS else None
    pieces = [piece for line in lines for piece in (split.split(line) if split else [line])]
    keep = " 　" if fact.type is Type.LONG else END
    clean = tuple(each for piece in pieces if (each := piece.strip().rstrip(keep)))
    return _checked(fact, clean)


def _visible(line: str) -> str:
    """Return a line without marks that do not print; blanks between words stay one."""
    return "".join(each if each.isprintable() or each == "　" else " " for each in line)


def _checked(fact: Fact, value: tuple[str, ...]) -> tuple[str, ...]:
    if fact.type is Type.TEXT and len(value) > 1:
        return ("".join(value),)
    if fact.type is Type.DATE and value:
        try:
            return (date.fromisoformat(value[0]).isoformat(),)
        except ValueError as error:
            raise InvalidRequestError(f"“{fact.question}”应为日期，如 2026-11-29。") from error
    wrong = [each for each in value if fact.choices and each not in fact.choices]
    if wrong:
        raise InvalidRequestError(f"“{fact.question}”只能是：{'、'.join(fact.choices)}。")
    return value
