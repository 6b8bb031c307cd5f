"""Lists with a fixed order: each item, in its place."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "enumerations.toml"
BETWEEN: Final = "(?:[、，和及与 ]|以及){1,2}"
NAMED: Final = 16
"""Characters around a list in which its name, or an item set apart from it, is looked for."""


class Enumeration(Spec):
    """A list."""

    name: str
    items: tuple[str, ...]
    least: int = 2


class _Lists(Spec):
    lists: tuple[Enumeration, ...] = Field(alias="list")


@cache
def read_lists(path: Path = DECLARED) -> tuple[Enumeration, ...]:
    """Return the lists of ``enumerations.toml``."""
    return read_spec(path, _Lists).lists


@cache
def _pattern(items: tuple[str, ...]) -> re.Pattern[str]:
    item = "|".join(sorted(map(re.escape, items), key=len, reverse=True))
    return re.compile(rf"(?:{item})(?:{BETWEEN}(?:{item}))+")


def check_enumerations(text: Text) -> Iterator[Fault]:
    """Yield lists whose items are out of their order or not all there."""
    for each in read_lists():
        if sum(item in text.text for item in each.items) < each.least:
            continue
        for found in _pattern(each.items).finditer(text.text):
            yield from _check(text.text, found, each)


def _check(text: str, found: re.Match[str], each: Enumeration) -> Iterator[Fault]:
    item = "|".join(sorted(map(re.escape, each.items), key=len, reverse=True))
    seen = re.findall(item, found[0])
    if len(set(seen)) < each.least:
        return
    facts = {"name": each.name, "right": "、".join(each.items)}
    right = [item for item in each.items if item in seen]
    if len(seen) == len(each.items) and seen != right:
        yield tell("phrases.order", found.start(), found[0], [facts["right"]], **facts)
    around = text[max(0, found.start() - NAMED) : found.end() + NAMED]
    missing = "、".join(item for item in each.items if item not in around)
    named = each.name in around
    if missing and (named or len(seen) == len(each.items) - 1 > each.least):
        facts["missing"] = missing
        yield tell("phrases.incomplete", found.start(), found[0], [facts["right"]], **facts)
