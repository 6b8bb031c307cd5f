"""Quotations of laws: the title is known, the law in force, the article among its articles."""

import re
from collections.abc import Iterator
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.laws.shelf import COUNTRY, Law, read_replaced, read_shelf
from docgen.gongwen.proofread.numerals import number_of
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text

QUOTED: Final = re.compile(
    r"《(?P<title>[^《》\n]{2,60})》(?:（[^（）\n]{1,30}）)?"
    r"(?:第(?P<article>[一二三四五六七八九十百千零〇\d]{1,9})条)?"
)
EDITION: Final = re.compile(r"（\d{4}年?.{0,6}）$")
ENDINGS: Final = ("法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "解释")
"""Other titles are of certificates and forms, and are no law misspelt."""
ABOLISHED: Final = re.compile(r"[^。；\n]{0,80}(?:废止|停止执行)")
"""A sentence that ends a law must name it."""
SURELY: Final = 1.2
"""So many times the articles that were counted: no newer version has grown so much."""


def check_laws(text: Text) -> Iterator[Fault]:
    """Yield quoted titles that are slightly off, laws not in force, articles that no law has."""
    for found in QUOTED.finditer(text.text):
        title = EDITION.sub("", found["title"])
        start = found.start("title")
        if ABOLISHED.match(text.text, found.end()):
            continue
        replaced = read_replaced().get(title.removeprefix(COUNTRY))
        if replaced:
            facts = {"now": replaced.now, "since": replaced.since, "by": replaced.by}
            fault = tell("laws.replaced", start, title, [replaced.now], **facts)
            yield fault.model_copy(update={"source": replaced.by})
        law = read_shelf().find(title)
        if law is None and not replaced and title.endswith(ENDINGS):
            right = read_shelf().near(title)
            if right:
                yield tell("laws.unknown_title", start, title, [right], right=right)
        elif law and found["article"]:
            yield from _check_article(law, found)


def _check_article(law: Law, found: re.Match[str]) -> Iterator[Fault]:
    number = number_of(found["article"])
    if number is None or number <= law.articles:
        return
    name = "laws.article" if number > law.articles * SURELY else "laws.article_maybe"
    version = f"（{law.version}版本）" if law.version else ""
    yield tell(
        name,
        found.start("article") - 1,
        f"第{found['article']}条",
        law=law.title,
        count=law.articles,
        version=version,
    )
