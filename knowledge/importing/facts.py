"""What an official text says of itself: its number, who issued it, when, and how long it holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from knowledge.importing.blocks import Block
from knowledge.importing.days import DAY, day_of, days_after, years_after
from knowledge.importing.declared import FACT_WORDS
from knowledge.importing.draft import Fact
from models.clean import shorten

HEAD: Final = 30
"""Parts at the top among which a text's own number is looked for."""
SHOWN: Final = 60
FOOT: Final = 4
"""Lines above a date among which those who signed stand."""
NUMBER: Final = re.compile(
    r"([\u4e00-\u9fff]{1,14}?)\s*[〔［\[（(【]\s*((?:19|20)\d{2})\s*[〕］\]）)】]\s*第?\s*(\d{1,5})\s*号"
)
"""A document number (文号), whatever brackets it is printed with."""
_LED_IN: Final = re.compile(r".*(?:依据|根据|按照|参照|详见|关于|以及|和|与|及|见|由|即)")
"""What a sentence says before a number; no authority is called so."""
ORDER: Final = re.compile(
    r"([\u4e00-\u9fff]{2,20}令)\s*[（(]?\s*第\s*(\d{1,4}|[零〇一二三四五六七八九十百]+)\s*号[）)]?"
)
"""The number of an order (令)."""
_FROM: Final = re.compile(
    rf"自\s*({DAY.pattern}|(?:发布|印发|公布|颁布)之日)\s*起(?:正式)?(?:施行|实施|执行|生效)"
)
_YEARS: Final = re.compile(r"有效期(?:限)?(?:为|是)?\s*(\d{1,2}|[一二三四五六七八九十])\s*年")
_UNTIL: Final = re.compile(
    rf"(?:有效期|试行期|执行期|实施期)[^。；，]{{0,8}}?[至到]\s*({DAY.pattern})"
)
_PERSON: Final = re.compile(r"(?:代?(?:省|市|区|县)长|主席|主任|局长|部长|总理)\s*[：:\s]")
_DIGITS: Final = {word: place for place, word in enumerate("一二三四五六七八九十", start=1)}
_TITLE_ORGANS: Final = re.compile(r"^(?:（转载）|\(转载\))?\s*(.{2,120}?)\s*关于.{2,}")
_LABELLED: Final = re.compile(r"^\s*【?([\u4e00-\u9fff\s]{2,10}?)】?\s*[：:]\s*(\S.{0,119})$")


def number_in(text: str) -> str:
    """Return the first document number of a text, in the brackets of the standard, or ''.

    >>> number_in("依据沪府规[2024]3号执行")
    '沪府规〔2024〕3号'
    """
    found = NUMBER.search(text)
    return _number(found) if found else ""


def numbers_in(text: str) -> tuple[str, ...]:
    """Return every document number a text names, once each."""
    return tuple(dict.fromkeys(_number(each) for each in NUMBER.finditer(text)))


def facts_of(title: str, blocks: Sequence[Block], known: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return what a text says of itself; what its fields say outright goes before its words."""
    found: dict[str, Fact] = {}
    told = (*facts_in_labels(blocks[:HEAD]), *_from_words(title, blocks))
    for fact in (*known.values(), *told):
        found.setdefault(fact.name, fact)
    if "issued_on" not in found and "published_on" in found:
        shown = found["published_on"]
        found["issued_on"] = shown.model_copy(update={"name": "issued_on", "sure": False})
    for fact in _terms(blocks, found.get("issued_on")):
        found.setdefault(fact.name, fact)
    return found


def labelled(name: str, value: str, evidence: str) -> Fact | None:
    """Return what a field says: a day in the form of the calendar, a number in its brackets."""
    text = " ".join(value.split())
    if name == "number":
        text = number_in(text) or (text if "号" in text else "")
    elif name in {"issued_on", "published_on", "effective_from", "expires"}:
        day = day_of(text)
        text = day.isoformat() if day else ""
    elif name == "issuer":
        text = "" if text in FACT_WORDS.organs.never else text
    return Fact(name=name, value=text, evidence=shorten(evidence, SHOWN)) if text else None


def facts_in_labels(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Yield facts of lines with a label, and of a table that names facts."""
    names = {word: name for name, words in FACT_WORDS.fields.items() for word in words}
    for label, value in _labels(blocks):
        name = names.get("".join(label.split()))
        fact = labelled(name, value, f"{label}：{value}") if name else None
        if fact:
            yield fact


def _labels(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for line in block.words.splitlines():
            found = _LABELLED.match(line)
            if found:
                yield found[1], found[2]
        for row in block.rows:
            yield from ((row[at].rstrip("：: "), row[at + 1]) for at in range(len(row) - 1))


def _from_words(title: str, blocks: Sequence[Block]) -> Iterator[Fact]:
    yield from _own_number(blocks)
    yield from _signed(blocks)
    organs = _TITLE_ORGANS.match(title)
    names = organs_in(organs[1]) if organs else ""
    if names:
        yield Fact(name="issuer", value=names, evidence=shorten(title, SHOWN))


def _own_number(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Yield the number that stands on a line of its own: one within a sentence is another's."""
    lines = [block.words.strip().strip("（）()") for block in blocks[:HEAD]]
    pairs = [a + b for a, b in pairwise(lines) if a.endswith("令")]
    for line in (*lines, *pairs):
        for pattern in (NUMBER, ORDER):
            found = pattern.fullmatch(line)
            if found:
                value = _number(found) if pattern is NUMBER else f"{found[1]}第{found[2]}号"
                yield Fact(name="number", value=value, evidence=shorten(line, SHOWN))
                return


def _signed(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Yield who signed and when: authorities on lines of their own above a day on its own."""
    for place, block in enumerate(blocks):
        line = block.words.strip()
        if block.rows or not line or not DAY.fullmatch("".join(line.split())):
            continue
        above = [each.words for each in blocks[max(0, place - FOOT) : place] if each.is_text]
        signers = [name for each in above if (name := organs_in(each))] or _ordered(blocks[:place])
        day = day_of(line)
        if signers and day:
            yield Fact(name="issued_on", value=day.isoformat(), evidence=shorten(line, SHOWN))
            signed = "、".join(dict.fromkeys(signers))
            yield Fact(name="issuer", value=signed, evidence=shorten(f"{signed} {line}", SHOWN))
            return


def _ordered(blocks: Sequence[Block]) -> list[str]:
    """Return whose order (令) it is: one person signs it, for the authority its head names."""
    last = blocks[-1].words if blocks else ""
    heads = [block.words.strip() for block in blocks[:HEAD] if block.words.strip().endswith("令")]
    return [head[:-1] for head in heads[:1] if _PERSON.match(last)]


def organs_in(line: str) -> str:
    """Return the authorities a line consists of, joined by 、; '' for any other line.

    >>> organs_in("样张市民政局 样张市财政局"), organs_in("由样张市民政局负责解释。")
    ('样张市民政局、样张市财政局', '')
    """
    names = [name for name in re.split(r"[\s、/／,，;；]+", line.strip()) if name]
    fit = all(
        name.endswith(FACT_WORDS.organs.endings)
        and re.fullmatch(r"[\u4e00-\u9fff（）()]{3,30}", name)
        for name in names
    )
    return "、".join(names) if names and fit and len(names) <= 12 else ""


def _terms(blocks: Sequence[Block], issued: Fact | None) -> Iterator[Fact]:
    """Yield since when and until when a text holds; its last words on it count."""
    for block in reversed(blocks):
        begun = None
        for found in _FROM.finditer(block.words):
            day = day_of(found[1]) or (date.fromisoformat(issued.value) if issued else None)
            sure = day_of(found[1]) is not None
            if day:
                begun = day
                yield _day("effective_from", day, found[0], sure=sure)
        until = _UNTIL.search(block.words)
        last = day_of(until[1]) if until else None
        if until and last:
            yield _day("expires", days_after(last, 1), until[0])
        years = _YEARS.search(block.words)
        if years and begun:
            count = _DIGITS.get(years[1]) or int(years[1])
            yield _day("expires", years_after(begun, count), years[0], sure=False)


def _day(name: str, day: date, evidence: str, *, sure: bool = True) -> Fact:
    return Fact(name=name, value=day.isoformat(), evidence=shorten(evidence, SHOWN), sure=sure)


def _number(found: re.Match[str]) -> str:
    return f"{_LED_IN.sub('', found[1])}〔{found[2]}〕{found[3]}号"
