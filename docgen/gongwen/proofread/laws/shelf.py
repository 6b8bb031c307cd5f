"""The shipped laws, found by the titles that texts give them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.near import is_near
from models.specs import Spec, read_spec

TABLE: Final = Path(__file__).with_name("table.tsv")
REPLACED: Final = Path(__file__).with_name("replaced.toml")
COUNTRY: Final = "中华人民共和国"
PREFIXES: Final = ("", COUNTRY, "上海市")
"""What texts leave out of a title."""
ENDINGS: Final = ("实施条例", "实施细则", "实施办法", "条例", "规定", "办法", "法")
SHORTEST: Final = 5
"""Shorter titles are too alike by chance."""


class Replaced(Spec):
    """Laws that are no longer in force."""

    titles: tuple[str, ...]
    now: str
    since: date
    by: str


class _Replacements(Spec):
    replaced: tuple[Replaced, ...]


@dataclass(frozen=True)
class Law:
    """What is known of a law."""

    title: str
    articles: int
    version: str
    """Day of the version that was counted; may be empty."""


class Shelf:
    """All laws that are known."""

    def __init__(self, laws: Mapping[str, Law]) -> None:
        self._laws = laws
        self._halves: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, str] = {}
        for title in laws:
            middle = len(title) // 2
            for half in (title[:middle], title[middle:]):
                self._halves[half].append(title)
            self._stems[_stem(title)] = title

    def find(self, title: str) -> Law | None:
        """Return the law of a title, in full or without the name of the country or city."""
        known = (self._laws.get(prefix + title) for prefix in PREFIXES)
        return next((law for law in known if law), None)

    def near(self, title: str) -> str | None:
        """Return a known title that differs in one character, or in its ending alone."""
        if len(title) < SHORTEST:
            return None
        for prefix in PREFIXES:
            for known in self._alike(prefix + title):
                if _is_slip(prefix + title, known):
                    return known.removeprefix(prefix)
        if title.startswith(PREFIXES[1:]) and title.endswith(ENDINGS):
            return self._stems.get(_stem(title))
        return None

    def _alike(self, title: str) -> Iterator[str]:
        """Yield the titles that have one half in common: one character spoils only one half."""
        middle = len(title) // 2
        seen = dict.fromkeys(
            known
            for cut in (middle - 1, middle, middle + 1)
            for half in (title[:cut], title[cut:])
            for known in self._halves.get(half, ())
        )
        return iter(seen)


@cache
def read_shelf(path: Path = TABLE) -> Shelf:
    """Return the shipped laws; the table is read once."""
    rows = (
        line.split("\t")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return Shelf({title: Law(title, int(count), version) for title, count, version in rows})


@cache
def read_replaced(path: Path = REPLACED) -> Mapping[str, Replaced]:
    """Return, by title without the name of the country, what is no longer in force."""
    declared = read_spec(path, _Replacements).replaced
    return {title: each for each in declared for title in each.titles}


def _is_slip(title: str, known: str) -> bool:
    """Return whether a title differs in one character, or in the order of its words."""
    return is_near(title, known) or sorted(title) == sorted(known)


def _stem(title: str) -> str:
    ending = next((each for each in ENDINGS if title.endswith(each)), "")
    return title.removesuffix(ending)
