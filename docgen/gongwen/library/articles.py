"""An article of a law that is asked for (样张条例第十二条), and whether a passage is in it."""

import re
from typing import Final

from docgen.gongwen.proofread.laws.shelf import COUNTRY
from docgen.gongwen.proofread.numerals import number_of
from docgen.printing.numerals import numeral
from knowledge.cleaning import folded
from knowledge.entries.passages import Passage
from models.records import Record

ASKED: Final = re.compile(
    r"(?P<law>[^，。；？！\n]{2,80}?)(?:（\d[^（）\n]{1,30}）)?"
    r"\s*的?第\s*(?P<number>[一二三四五六七八九十百千零〇\d]{1,9})\s*条"
)
ARTICLE: Final = re.compile(r"^第([一二三四五六七八九十百千零〇]+)条")
EDITION: Final = re.compile(r"[（(][^（）()]*[）)]$")
"""Of a title, what short names leave out, as （试行）."""


MOST: Final = 9999


class Article(Record):
    """An article as it is asked for."""

    law: str
    """Its title, the end of it, or words that end with it; folded."""
    number: int

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage stands in it: of the law that is named, by whatever short name."""
        found = ARTICLE.match(passage.path[-1]) if passage.path else None
        if not found or number_of(found[1]) != self.number:
            return False
        titles = {passage.title, EDITION.sub("", passage.title)}
        plain = [folded(title).removeprefix(COUNTRY) for title in titles]
        return any(
            title and (title.endswith(self.law) or self.law.endswith(title)) for title in plain
        )


def article_in(words: str) -> tuple[Article | None, str]:
    """Return the article that words ask for, and the words with its number as laws write it.

    >>> article, words = article_in("样张条例第12条")
    >>> article.number, words
    (12, '样张条例第十二条')
    >>> article_in("第三条")
    (None, '第三条')
    """
    found = ASKED.search(words)
    number = number_of(found["number"]) if found else None
    if not found or not number or number > MOST or not folded(found["law"]):
        return None, words
    start, end = found.span("number")
    law = folded(found["law"]).removeprefix(COUNTRY)
    return Article(law=law, number=number), f"{words[:start]}{numeral(number)}{words[end:]}"
