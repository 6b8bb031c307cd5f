"""Every figure of an answer must stand in what it cites: amounts, dates, telephones, numbers.

Width, thousands separators, Chinese numerals, brackets and the ways to write a date do not count;
the unit does, so that 30 日 is not vouched for by 30 元.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from knowledge.answers.numerals import DIGITS, LARGE, NUMERAL, read_numeral

BRACKETS: Final = str.maketrans("〔〕【】()（）﹝﹞", "[][][][][]")
DOCUMENT: Final = re.compile(r"[\u4e00-\u9fff]{0,8}\[(\d{4})\]第?(\d{1,5})号")
DAY: Final = re.compile(r"(\d{4})(?:年|[-/.](?=\d{1,2}[-/.]\d))(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
MONTH: Final = re.compile(r"(\d{4})年(\d{1,2})月(?!\d)")
CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
TELEPHONE: Final = re.compile(r"(?<![\d.])\d{3,4}-\d{7,8}(?:-\d+)?(?!\d)|(?<![\d.])\d{7,}(?!\d)")
CODE: Final = re.compile(
    r"(?<![0-9a-z])(?=[0-9a-z./-]*[a-z])(?=[0-9a-z./-]*\d)[0-9a-z][0-9a-z./-]*"
)
UNITS: Final = (
    *(
        "%",
        "‰",
        "个工作日",
        "工作日",
        "个自然日",
        "自然日",
        "个月",
        "周岁",
        "公里",
        "千米",
        "平方米",
    ),
    *("小时", "分钟", "分", "元", "日", "天", "周", "月", "年", "岁", "时", "点", "人", "份", "次"),
    *(
        "辆",
        "座",
        "吨",
        "米",
        "级",
        "条",
        "款",
        "项",
        "号",
        "倍",
        "张",
        "页",
        "寸",
        "家",
        "处",
        "户",
    ),
    *("件", "套", "个", "台", "期", "届", "楼", "层", "室", "路"),
)
SAME_UNIT: Final = {
    **dict.fromkeys(("天", "自然日", "个自然日"), "日"),
    "工作日": "个工作日",
    "岁": "周岁",
    "千米": "公里",
}
NUMBER: Final = re.compile(rf"(\d+(?:\.\d+)?)([千万亿]*)(?:余|多)?(人民币)?({'|'.join(UNITS)})?")
PERCENT: Final = re.compile(rf"(百|千)分之(\d+(?:\.\d+)?|{NUMERAL.pattern})")
GAP: Final = re.compile(r"(?<=\d)[ \t]+(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])[ \t]+(?=\d)")
SEPARATOR: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
TENFOLD: Final = {"千": 1000} | LARGE


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, each in one spelling.

    >>> sorted(figures("自2024年3月1日起，补贴１．２万元，三十日内办结，电话021-12345678"))
    ['02112345678', '12000元', '2024-03-01', '30日']
    """
    return frozenset(_read(_plain(text)))


def unsupported(answer: str, cited: str) -> tuple[str, ...]:
    """Return the figures of an answer that do not stand in what it cites, in a fixed order."""
    vouched = figures(cited)
    bare = {re.sub(r"[^\d.]+$", "", each) for each in vouched}
    return tuple(sorted(each for each in figures(answer) if not _vouched(each, vouched, bare)))


def _vouched(figure: str, vouched: frozenset[str], bare: set[str]) -> bool:
    """A month is vouched for by a day in it, and a number without a unit by one that has it."""
    if figure in vouched:
        return True
    if re.fullmatch(r"\d{4}-\d{2}", figure) or re.fullmatch(r"\d{4}年", figure):
        return any(each.startswith(figure.rstrip("年") + "-") for each in vouched)
    return figure in bare


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().translate(BRACKETS)
    joined = SEPARATOR.sub("", GAP.sub("", folded))
    shares = PERCENT.sub(lambda m: f"{_digits(m[2])}{'%' if m[1] == '百' else '‰'}", joined)
    return NUMERAL.sub(lambda m: _as_digits(m, shares), shares)


def _digits(text: str) -> str:
    number = read_numeral(text)
    return text if number is None else f"{number}"


def _as_digits(match: re.Match[str], whole: str) -> str:
    """Write a numeral as digits where it is a figure: of several letters, or before a unit."""
    text, after = match[0], whole[match.end() :]
    number = read_numeral(text)
    if number is None or not (len(text) > 1 or after.startswith(UNITS)):
        return text
    if whole[: match.start()].endswith("第") and after[:1] not in {"条", "款", "项", "号"}:
        return text
    alone = all(each in DIGITS for each in text)
    return text if alone and 1 < len(text) < 4 and not after.startswith(UNITS) else f"{number}"


def _read(text: str) -> Iterator[str]:
    """Yield figures, the longest kinds first; what one of them took is not read again."""
    for pattern, write in (
        (DOCUMENT, lambda m: f"[{m[1]}]{int(m[2])}号"),
        (DAY, lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
        (MONTH, lambda m: f"{m[1]}-{int(m[2]):02}"),
        (CLOCK, lambda m: f"{int(m[1]):02}:{m[2]}"),
        (CODE, lambda m: m[0].strip("./-")),
        (TELEPHONE, lambda m: m[0].replace("-", "")),
    ):
        yield from map(write, pattern.finditer(text))
        text = pattern.sub(" ", text)
    for match in NUMBER.finditer(text):
        yield _number(match)


def _number(match: re.Match[str]) -> str:
    value = Decimal(match[1])
    for each in match[2]:
        value *= TENFOLD[each]
    unit = match[4] or ""
    whole = value.to_integral_value()
    written = f"{whole:f}" if value == whole else f"{value.normalize():f}"
    return f"{written}{SAME_UNIT.get(unit, unit)}"
