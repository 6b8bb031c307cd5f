"""Texts in articles (条): what a head says of their adoption and amendments, and gaps in them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.importing.blocks import Block
from knowledge.importing.days import day_of
from knowledge.importing.draft import Fact
from knowledge.importing.facts import ORDER
from knowledge.importing.outline import articles_in
from models.clean import shorten

_ADOPTED: Final = re.compile(
    r"^[（(]?\s*(?:19|20)\d{2}\s*年.{4,600}(?:通过|公布|发布|修正|修订|批准)"
)
_BY: Final = re.compile(
    r"日\s*([\u4e00-\u9fff（）()]{2,30}?(?:代表大会常务委员会|常务委员会|代表大会|人民政府|国务院|委员会|部|局|厅))"
)
_ORGAN_OF: Final = re.compile(r"^[年月日]*(?:中华人民共和国(?=国务院))?")
_AMENDED: Final = re.compile(r"修正|修订|修改")
_VALUES: Final = {word: place for place, word in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
HEAD: Final = 12


def adoption(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Yield who adopted a law and when, from the note below its title."""
    for block in blocks[:HEAD]:
        if _ADOPTED.match(block.words):
            day, by = day_of(block.words), _BY.search(block.words)
            told = shorten(block.words, 60)
            if by:
                yield Fact(name="issuer", value=by[1], evidence=told)
            order = ORDER.search(block.words)
            if order:
                number = f"{_ORGAN_OF.sub('', order[1])}第{order[2]}号"
                yield Fact(name="number", value=number, evidence=told)
            if day:
                yield Fact(name="issued_on", value=day.isoformat(), evidence=told)
            return


def amendments(blocks: Sequence[Block]) -> int:
    """Return how often the note below the title says that a law was amended."""
    head = next((block.words for block in blocks[:HEAD] if _ADOPTED.match(block.words)), "")
    return len(_AMENDED.findall(head))


def gaps(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what is odd about the numbers of the articles: one missing, or twice there."""
    numbers = [whole(each) for each in articles_in(blocks)]
    starts = [place for place, number in enumerate(numbers) if number == 1] or [0]
    for begun, ended in zip(starts, [*starts[1:], len(numbers)], strict=True):
        run = numbers[begun:ended]
        missing = sorted(set(range(1, max(run, default=0) + 1)) - set(run))
        if missing:
            yield f"条文缺第 {'、'.join(map(str, missing[:10]))} 条，请核对原文。"
        twice = sorted({number for number in run if run.count(number) > 1})
        if twice:
            yield f"第 {'、'.join(map(str, twice[:10]))} 条出现不止一次，请核对原文。"


def whole(words: str) -> int:
    """Return a number written in Chinese.

    >>> whole("一百二十三"), whole("十"), whole("二〇")
    (123, 10, 20)
    """
    total = digit = 0
    for each in words:
        if each in _UNITS:
            total += (digit or 1) * _UNITS[each]
            digit = 0
        else:
            digit = digit * 10 + _VALUES.get(each, 0)
    return total + digit
