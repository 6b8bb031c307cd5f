"""Make a question ready to be searched: its own words, and the numbers it names."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.words.plain import plain
from models.records import Record

UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\u00ad]")
EDGE = " ,，.。!！?？;；:：、~～…—-\n\t"
GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
DOCUMENT_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,12})([〔\[(【]\d{4}[〕\])】]第?\d{1,5}号)")
LONG_CODE = 4
BEFORE_A_NUMBER = re.compile(r".*(?:根据|依据|按照|参照|关于|对于|[和与及按的在是看查问])")
"""What stands before the short name of an office, up to a word that is no part of one."""
CODE = re.compile(r"(?<![0-9A-Za-z])(?:[\u4e00-\u9fff]+[-_/])*[0-9A-Za-z]+(?:[-_/.]?[0-9A-Za-z]+)*")


class _Politeness(Record):
    before: tuple[str, ...]
    after: tuple[str, ...]


class Question(Record):
    """What was asked, as it is searched."""

    text: str
    """Without greetings and thanks, in one width; never empty where something was asked."""
    codes: tuple[str, ...] = ()
    """Document numbers and codes, which must stand in a passage to the letter."""


def read_question(asked: str) -> Question:
    """Return a question as it is searched.

    >>> read_question("您好，请问沪府规〔2024〕3号 还有效吗？谢谢！")
    Question(text='沪府规〔2024〕3号还有效吗', codes=('沪府规〔2024〕3号',))
    """
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", asked))
    joined = GAP.sub("", " ".join(seen.split()))
    whole = unicodedata.normalize("NFKC", joined).strip(EDGE)
    text = _impolite(whole) or whole
    return Question(text=text, codes=_codes(text))


def _impolite(text: str) -> str:
    """Return the question without what only asks for an answer, however often it does."""
    polite = _politeness()
    before = next((words for words in polite.before if text.startswith(words)), "")
    after = next((words for words in polite.after if text.endswith(words)), "")
    if not before and not after:
        return text
    return _impolite(text[len(before) : len(text) - len(after)].strip(EDGE))


def _codes(text: str) -> tuple[str, ...]:
    """Return document numbers, and whatever joins letters and digits."""
    numbers = [_office(words) + number for words, number in DOCUMENT_NUMBER.findall(text)]
    left = DOCUMENT_NUMBER.sub(" ", text)
    codes = [code for code in CODE.findall(left) if _is_code(code) and _leads(code, text)]
    return tuple(dict.fromkeys([*numbers, *codes]))


def _office(words: str) -> str:
    """Return the short name of the office at the end of some words."""
    name = BEFORE_A_NUMBER.sub("", words)
    return name if len(name) >= 2 else words


def _leads(code: str, text: str) -> bool:
    """Tell whether a code is what a question is about, rather than a class of vehicle or a place.

    A short one leads only a question that says little else.
    """
    return len(code) >= LONG_CODE or 3 * len(code) >= len(text)


def _is_code(text: str) -> bool:
    latin = [letter for letter in text if letter.isascii()]
    return any(map(str.isdigit, latin)) and any(map(str.isalpha, latin))


def codes_in(codes: Sequence[str], *texts: str) -> int:
    """Return how many codes stand in some texts to the letter; width and case do not count.

    A code within a longer one is another: C1 does not stand in C12.
    """
    if not codes:
        return 0
    whole = "\n".join(map(_folded, texts))
    return sum(_stands(_folded(code), whole) for code in codes)


def _stands(code: str, whole: str) -> bool:
    return bool(re.search(rf"(?<![0-9a-z]){re.escape(code)}(?![0-9a-z])", whole))


def _folded(text: str) -> str:
    return plain(text).translate(str.maketrans("〔〕【】()", "[][][]"))


@cache
def _politeness() -> _Politeness:
    path = Path(__file__).with_name("politeness.toml")
    return _Politeness.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
