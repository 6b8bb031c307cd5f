"""Drafts edited by seed, compared, and what was found of the edits."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.difference import Comparison, Difference, Kind
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import open_file
from eval.compare.drafts import Draft, Stock, Table, make_docx, make_draft
from eval.compare.seeds import ALL, ZONE, Edit, Expected, choose
from models.records import Record

PER_DRAFT: Final = 10
Edited = tuple[Draft, Draft, list[tuple[str, Expected]]]
"""A draft before and after it was edited, and the edits by name."""


class Count(Record):
    """Edits of one name: how many were made, and how many found exactly."""

    name: str
    made: int
    found: int


class Report(Record):
    """What was found of all edits."""

    seed: int
    drafts: int
    made: int
    found: int
    extra: int
    """Differences told that nobody made."""
    by_edit: tuple[Count, ...]
    misses: tuple[str, ...] = ()


@dataclass
class _Tally:
    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    extra: int = 0
    misses: list[str] = field(default_factory=list)


def open_word_file(data: bytes) -> Opened:
    """Return a made Word file as it is."""
    return open_file(data, "样张")


def measure(
    seed: int,
    edits: int,
    names: Mapping[str, Edit] = ALL,
    opening: Callable[[bytes], Opened] = open_word_file,
) -> Report:
    """Return what a comparison finds of seeded edits; ``opening`` may print the files first."""
    tally, drafts = _Tally(), 0
    for before, after, expected in edited_drafts(seed, edits, names):
        drafts += 1
        _count(tally, _compared(before, after, opening), expected)
    counts = tuple(
        Count(name=name, made=made, found=tally.found[name])
        for name, made in sorted(tally.made.items())
    )
    return Report(
        seed=seed,
        drafts=drafts,
        made=tally.made.total(),
        found=tally.found.total(),
        extra=tally.extra,
        by_edit=counts,
        misses=tuple(tally.misses),
    )


def edited_drafts(seed: int, edits: int, names: Mapping[str, Edit] = ALL) -> Iterator[Edited]:
    """Yield drafts before and after so many edits in all, with what was edited."""
    for number in range(-(-edits // PER_DRAFT)):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - edits, not secrets
        count = min(PER_DRAFT, edits - number * PER_DRAFT)
        yield edited(chance, choose(chance, list(names), count), names)


def edited(chance: random.Random, chosen: list[str], names: Mapping[str, Edit] = ALL) -> Edited:
    """Return a draft, the draft with edits in zones of their own, and what was edited."""
    stock = Stock(chance)
    before = make_draft(stock, 2 + ZONE * max(3, len(chosen)))
    after, expected = before, []
    for zone in reversed(range(len(chosen))):
        after, told = names[chosen[zone]](after, _start(before, zone), stock)
        expected.append((chosen[zone], told))
    return before, after, expected


def _start(draft: Draft, zone: int) -> int:
    """Return where a zone begins, behind a table that stands at its start."""
    at = 1 + ZONE * zone
    tables = [place for place in (at, at + 1) if isinstance(draft.blocks[place], Table)]
    return tables[-1] + 1 if tables else at


def _compared(before: Draft, after: Draft, opening: Callable[[bytes], Opened]) -> Comparison:
    left, right = (opening(make_docx(each)) for each in (before, after))
    return compare(left, right)


def _count(tally: _Tally, comparison: Comparison, expected: list[tuple[str, Expected]]) -> None:
    left = [each for each in comparison.differences if each.sure]
    for name, wanted in sorted(expected, key=_after_moves):
        tally.made[name] += 1
        hit = next((each for each in left if wanted.fits(each)), None)
        if hit is None:
            tally.misses.append(f"没有找到{name}：{wanted.before[:30]}→{wanted.after[:30]}")
            continue
        left.remove(hit)
        inside = [each for each in left if _is_inside(each, hit)]
        left = [each for each in left if each not in inside]
        if wanted.holds(inside):
            tally.found[name] += 1
        else:
            told = "；".join(f"{each.before[:30]}→{each.after[:30]}" for each in inside)
            tally.misses.append(f"{name}的改动没有找准：{told}")
    tally.extra += len(left)
    tally.misses += [f"多报：{each.sentence[:80]}" for each in _short(left)]


def _after_moves(edit: tuple[str, Expected]) -> bool:
    """What is told inside of moved paragraphs is no other edit."""
    return edit[1].kind is not Kind.MOVE


def _is_inside(each: Difference, hit: Difference) -> bool:
    """Tell whether a difference is about words of a paragraph that was moved."""
    if each.left is None or each.right is None:
        return False
    return any(
        (step.left, step.right) == (each.left.paragraph, each.right.paragraph) for step in hit.moved
    )


def _short(differences: list[Difference]) -> Iterator[Difference]:
    yield from differences[:10]
