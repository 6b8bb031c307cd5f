"""Makes seeded errors out of the declared kinds: ``kinds.toml``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, Self

from pydantic import RootModel, model_validator

from eval.seeded.made import MADE
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("kinds.toml")
PLACES: Final = ("陈家镇", "堡镇", "庙镇", "新河镇", "向化镇", "港沿镇", "建设镇", "绿华镇")
SURNAMES: Final = ("张", "李", "王", "陈", "顾", "沈")
MARKS: Final = re.compile(r"[⟦⟧]")
WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
ROOM: Final = 400
"""Characters of a host text around a seed."""


class SeedKind(Spec):
    """One kind of error."""

    title: str
    rules: tuple[str, ...]
    """Beginnings of the names of rules that may tell it."""
    find: str = ""
    put: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    made: str = ""
    whole: bool = False
    """The pair is a document of its own."""
    learnt: bool = False
    """Told by the model, which finds what it can: no rule that must find every one."""
    either: bool = False
    """Whichever of two places that differ is told counts."""

    @model_validator(mode="after")
    def _makes_something(self) -> Self:
        if sum(map(bool, (self.find, self.pairs, self.made))) != 1 or self.made not in {*MADE, ""}:
            raise ValueError("a kind has one way of being made")
        return self


class SeedKinds(RootModel[dict[str, SeedKind]]):
    """All of them."""


@dataclass(frozen=True)
class Seed:
    """A text with one error, and the same text without."""

    kind: str
    clean: str
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the error stands in the text."""


def read_kinds(path: Path = FILE) -> Mapping[str, SeedKind]:
    """Return the kinds by name."""
    return read_spec(path, SeedKinds).root


def make_seeds(
    kinds: Mapping[str, SeedKind], hosts: Sequence[str], each: int, seed: int = 7
) -> Iterator[Seed]:
    """Yield so many seeds of each kind, always the same for the same hosts and seed."""
    for name, kind in kinds.items():
        random = Random(f"{seed}{name}")  # noqa: S311 - samples, no secret
        for _ in range(each):
            yield _seed(name, kind, hosts, random)


def _seed(name: str, kind: SeedKind, hosts: Sequence[str], random: Random) -> Seed:
    if kind.find:
        return _changed(name, kind, hosts, random)
    clean, wrong = MADE[kind.made](random) if kind.made else _filled(kind, random)
    host = "" if kind.whole else _excerpt(random.choice(hosts), random)
    lines = host.split("\n") if host else []
    at = len(lines) if "¶" in wrong else random.randint(0, len(lines))
    before, after = ("\n".join(part) for part in (lines[:at], lines[at:]))
    head, tail = f"{before}\n" if before else "", f"\n{after}" if after else ""
    return _marked(name, head, wrong.replace("¶", "\n"), tail, clean.replace("¶", "\n"))


def _filled(kind: SeedKind, random: Random) -> tuple[str, str]:
    """Return one of the pairs with its slots filled in the same way."""
    low, high = sorted(random.sample(range(10, 60), 2))
    number, year = random.randint(2, 9), random.randint(24, 29)
    three = random.randint(101, 989)
    slots = {
        "a": low,
        "b": high,
        "n": number,
        "N": three,
        "y": 2000 + year,
        "Y": year,
        "m": random.randint(1, 12),
        "d": random.randint(1, 28),
        "p": random.choice(PLACES),
        "s": random.choice(SURNAMES),
        "c": "四五六七八九"[year - 24],
        "C": "〇一二三四五六七八九"[number],
        "W": str(three).translate(WIDE),
    }
    right, wrong = random.choice(kind.pairs)
    return _fill(right, slots), _fill(wrong, slots)


def _fill(template: str, slots: Mapping[str, object]) -> str:
    return re.sub(r"\{(\w)\}", lambda found: str(slots[found[1]]), template)


def _changed(name: str, kind: SeedKind, hosts: Sequence[str], random: Random) -> Seed:
    """Return a host text in which one of the places that the kind finds is changed."""
    while True:
        host = _excerpt(random.choice(hosts), random)
        found = list(re.finditer(kind.find, host))
        if found:
            break
    each = random.choice(found)
    wrong = f"⟦{each.expand(kind.put)}⟧"
    return _marked(name, host[: each.start()], wrong, host[each.end() :], each[0])


def _marked(name: str, head: str, wrong: str, tail: str, clean: str) -> Seed:
    parts = MARKS.split(wrong)
    spans, at = [], len(head)
    for number, part in enumerate(parts):
        if number % 2:
            spans.append((at, at + len(part)))
        at += len(part)
    return Seed(name, head + clean + tail, head + "".join(parts) + tail, tuple(spans))


def _excerpt(host: str, random: Random) -> str:
    """Return some whole lines of a host text."""
    lines = host.split("\n")
    at = random.randrange(len(lines))
    taken: list[str] = []
    while at < len(lines) and sum(map(len, taken)) < ROOM:
        taken.append(lines[at])
        at += 1
    return "\n".join(taken)
