"""Texts as the units in which people change them: numbers, dates, amounts and names whole."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from docgen.gongwen.compare.difference import Topic

_HAN: Final = "零〇一二三四五六七八九十百千万亿两"
_CAPITAL: Final = "零壹贰叁肆伍陆柒捌玖拾佰仟"
_UNIT: Final = (
    "个?工作日|个?自然日|个月|个|年|月|日|天|周|小时|分钟|季度|户|人|家|项|件|台|辆|套|公里|平方米"
    "|米|吨|亩|公顷|次"
)
_TOKEN: Final = re.compile(
    rf"""
    (?P<party>(?<=[甲乙丙丁]方[:：])[^\s，。；、（(]{{2,40}}
      |(?<=联系人[:：])[^\s，。；、（(]{{2,20}}|(?<=代表人[:：])[^\s，。；、（(]{{2,20}})
    |(?P<date>\d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日
      |\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)
      |[〇零一二三四五六七八九]{{4}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?)
    |(?P<money>(?:人民币)?[¥￥]?\s?\d[\d,，]*(?:\.\d+)?\s?[百千万亿]*元
      |[¥￥]\s?\d[\d,，]*(?:\.\d+)?
      |[{_CAPITAL}][{_CAPITAL}万亿]*[元圆][{_CAPITAL}角分整正]*
      |[{_HAN}]+元)
    |(?P<term>(?:\d+|[{_HAN}]+)(?:{_UNIT})(?:内|以内|之内)?)
    |(?P<number>[+-]?\d[\d,]*(?:\.\d+)*(?:[%％‰℃]|个百分点)?|第[{_HAN}]+[条章节款项])
    |(?P<word>[A-Za-z]+)
    |(?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TERMS: Final = re.compile(r"(?:日|天|月|年|周|小时|分钟|季度)(?:内|以内|之内)?\Z")
_TOPICS: Final = {
    "party": Topic.PARTY,
    "date": Topic.DATE,
    "money": Topic.MONEY,
    "number": Topic.NUMBER,
}


@dataclass(frozen=True)
class Token:
    """Some characters that change together."""

    text: str
    topic: Topic = Topic.TEXT
    key: str = ""
    """What counts when two tokens are compared."""


def tokens_of(text: str, *, lenient: bool = False) -> list[Token]:
    """Return the tokens of a text; joined they are the text.

    ``lenient`` compares as print is compared: blanks, widths and cases do not count.

    >>> [token.text for token in tokens_of("合计1,200万元，限30日内")]
    ['合', '计', '1,200万元', '，', '限', '30日内']
    """
    found = []
    for match in _TOKEN.finditer(text):
        kind, words = match.lastgroup or "rest", match[0]
        key = folded(words) if lenient else words
        found.append(Token(words, _topic(kind, words), key))
    return _without_blanks(found) if lenient else found


def _without_blanks(tokens: list[Token]) -> list[Token]:
    """Join tokens that do not count to the one before them, the first ones to the one after."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last and not (token.key and last.key):
            topic = token.topic if token.key else last.topic
            found[-1] = Token(last.text + token.text, topic, last.key + token.key)
        else:
            found.append(token)
    return found


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return what of a text counts in print: no blanks, one width, one case.

    >>> folded("ＡＢ　1，200") == folded("ab1,200")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(plain.translate(_ALIKE).split())


_ALIKE: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "·": "."}
)


def _topic(kind: str, words: str) -> Topic:
    if kind == "term":
        return Topic.TERM if _TERMS.search(words) else Topic.NUMBER
    return _TOPICS.get(kind, Topic.TEXT)
