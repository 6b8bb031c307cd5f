"""Amounts in Chinese capitals: written rightly, and the same as the figures beside them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from extractors.checks.amounts import amount_of, in_words

CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖"
SMALL: Final = "〇一二三四五六七八九十百千"
BIG: Final = "零壹贰叁肆伍陆柒捌玖拾佰仟"
AMOUNT: Final = re.compile(
    rf"(?=[^元圆\n]{{0,30}}[{CAPITALS[1:]}拾佰仟])[{CAPITALS}拾佰仟万亿{SMALL}\d]{{2,40}}[元圆]"
    rf"(?:[{CAPITALS}{SMALL}]{{1,2}}角)?(?:[{CAPITALS}{SMALL}]{{1,2}}分)?[整正]?"
)
FIGURES: Final = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?元?")
AROUND: Final = 24
"""Characters within which the figures of an amount stand."""
SIZES: Final = {None: 1, "万": 10**4, "亿": 10**8}
SIGN: Final = re.compile(r"[¥￥]|小写|大写|[（(]")


def check_money(text: Text) -> Iterator[Fault]:
    """Yield amounts in capitals that are none, or that say another sum than the figures."""
    for found in AMOUNT.finditer(text.text):
        words = found[0]
        small = next((at for at, mark in enumerate(words) if mark in SMALL or mark.isdigit()), None)
        if small is not None:
            wrong = words[small]
            right = BIG[SMALL.index(wrong)] if wrong in SMALL else CAPITALS[int(wrong)]
            yield tell("money.small_digit", found.start() + small, wrong, [right])
            continue
        yield from _compare(text.text, found.start(), words)


def _compare(text: str, start: int, words: str) -> Iterator[Fault]:
    figures = _figures(text, start, start + len(words))
    right = [in_words(figures[1]).replace("圆", "元")] if figures else []
    try:
        amount = amount_of(words)
    except ValueError:
        yield tell("money.malformed", start, words, right)
        return
    if figures and amount != figures[1]:
        yield tell("money.differs", start, words, right, figures=figures[0])


def _figures(text: str, start: int, end: int) -> tuple[str, Decimal] | None:
    """Return the figures that are said to be the same sum: beside a sign, in the same line."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    for stretch, last in ((after, False), (before, True)):
        found = list(FIGURES.finditer(stretch))
        if not found or not SIGN.search(stretch):
            continue
        each = found[-1 if last else 0]
        amount = Decimal(each[1].replace(",", "")) * SIZES[each[2]]
        if amount < 10**12 and not re.search(
            r"[。；]", stretch[each.end() :] if last else stretch[: each.start()]
        ):
            return each[0], amount
    return None
