"""Laws and documents that no longer hold, by what they are called in texts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from knowledge.entries.entry import Entry, State
from models.records import Record
from models.specs import Spec
from models.specs.spec import read_spec

FILE = Path(__file__).with_name("outdated.toml")
TITLE = re.compile(r"《([^《》\n]{2,60})》")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}〔\d{4}〕\d+号")
OLD_ON_PURPOSE = re.compile(r"废止|失效|取代|替代|原《|原规定|不再适用|代替")
"""A sentence with such a word tells that the document is old."""
SENTENCE = re.compile(r"[^。；\n]+")


class Outdated(Record):
    """Why a law or document no longer holds."""

    since: date
    by: str = ""
    """What took its place; empty where nothing is known to."""
    reference: str = ""


class _Law(Spec):
    name: str
    since: date
    by: str
    reference: str
    basis: str


class _File(Spec):
    laws: tuple[_Law, ...] = Field(alias="law")


@cache
def declared() -> Mapping[str, Outdated]:
    """Return the declared laws by name; raises ``SpecError`` when the file does not fit."""
    laws = read_spec(FILE, _File).laws
    return {
        plain(each.name): Outdated(since=each.since, by=each.by, reference=each.reference)
        for each in laws
    }


def of_base(entries: Iterable[Entry], day: date) -> Mapping[str, Outdated]:
    """Return the documents the base itself knows to be over, by title and number.

    Args:
        entries: the newest version of each, those withdrawn too. A document another entry still
            rests on is not over.
        day: on which it is asked.
    """
    held, over = set[str](), dict[str, Outdated]()
    for entry in entries:
        names = {plain(entry.source.title), entry.source.number} - {""}
        if entry.holds_on(day):
            held |= names
        elif entry.state in {State.PUBLISHED, State.WITHDRAWN} and _is_over(entry, day):
            since = entry.expires or entry.changed_at.date()
            over |= {name: Outdated(since=since, by=entry.superseded_by) for name in names}
    return {name: why for name, why in over.items() if name not in held}


def _is_over(entry: Entry, day: date) -> bool:
    expired = entry.expires is not None and entry.expires <= day
    return expired or bool(entry.superseded_by)


def named_in(
    text: str, outdated: Mapping[str, Outdated], day: date
) -> Iterator[tuple[str, Outdated]]:
    """Yield each outdated document a text names as if it held, once, as it is named there."""
    seen = set[str]()
    for sentence in SENTENCE.findall(text):
        if OLD_ON_PURPOSE.search(sentence):
            continue
        titles = [(name, plain(name)) for name in TITLE.findall(sentence)]
        numbers = [(name, name) for name in NUMBER.findall(sentence)]
        for shown, name in (*titles, *_endings(numbers, outdated)):
            why = outdated.get(name)
            if why and why.since <= day and name not in seen:
                seen.add(name)
                yield shown, why


def _endings(
    numbers: Iterable[tuple[str, str]], outdated: Mapping[str, Outdated]
) -> Iterator[tuple[str, str]]:
    """Yield document numbers; words run into the issuer's sign in front are left off."""
    for shown, number in numbers:
        at = range(number.index("〔"))
        yield next(
            ((number[n:], number[n:]) for n in at if number[n:] in outdated), (shown, number)
        )


def plain(title: str) -> str:
    """Return a title without marks, the country's name and the bracket of its year.

    >>> plain("《中华人民共和国合同法》"), plain("某办法（2016年修订）")
    ('合同法', '某办法')
    """
    bare = title.strip().strip("《》").removeprefix("中华人民共和国")
    return re.sub(r"[（(][^（）()]*(?:修订|修正|公布|发布)[^（）()]*[）)]$", "", bare)
