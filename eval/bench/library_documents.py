"""Made-up official documents in any number, of some ten passages each, for the document library.

Each has a title, number, issuer, day and headings of its own; its sentences are those of two real
articles where such are at hand, with invented names, days and sums among them.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from docgen.gongwen.library.filed import LEVELS, Filed
from docgen.printing.numerals import numeral
from eval.bench.passages import SENTENCE, Article, letters_of, make_name, make_particulars
from knowledge.entries.entry import EVERYBODY

KINDS = ("通知", "意见", "函", "报告", "请示", "批复", "通报", "公告", "决定", "纪要")
ISSUERS = 300
SECTIONS = ("样张综合科", "样张法制科", "样张财务科")
SHARE_OPEN = 0.9
"""Of documents that everybody may read."""
HEADINGS = 3
PARAGRAPHS = 3
"""Under each heading."""
CHARACTERS = 260
"""Of a paragraph."""
FIRST = date(2001, 1, 1)
DAYS = 9300


def make_documents(
    numbers: range, articles: Sequence[Article], edition: int = 0
) -> Iterator[Filed]:
    """Yield the documents with some numbers; in another edition the same ones say something else.

    A document is the same whenever it is made, so that a second update can bring it once more.
    """
    letters = letters_of(articles)
    for number in numbers:
        yield _document(number, articles, letters, edition)


def _document(number: int, articles: Sequence[Article], letters: str, edition: int) -> Filed:
    chance = random.Random(number)  # noqa: S311 - a bench, not a secret
    kind, place = chance.choice(KINDS), chance.randrange(ISSUERS)
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    (subject, _), mark = chance.choice(articles), make_name(letters, chance)
    told = random.Random(f"{number} {edition}")  # noqa: S311 - the same
    return Filed(
        title=f"关于{subject[:30]}（{mark}）的{kind}",
        body=_body(articles, letters, told),
        sort=kind,
        level=LEVELS[place % len(LEVELS)],
        issuer=f"样张第{place}局",
        number=f"样{place}发〔{day.year}〕{number}号",
        issued_on=day,
        readers=(EVERYBODY,) if chance.random() < SHARE_OPEN else (chance.choice(SECTIONS),),
    )


def _body(articles: Sequence[Article], letters: str, chance: random.Random) -> str:
    lines = [make_particulars(letters, chance)]
    for number in range(1, HEADINGS + 1):
        lines.append(f"## {numeral(number)}、{make_name(letters, chance)}工作")
        lines.extend(_paragraph(articles, letters, chance) for _ in range(PARAGRAPHS))
    return "\n\n".join(lines)


def _paragraph(articles: Sequence[Article], letters: str, chance: random.Random) -> str:
    sentences = [make_particulars(letters, chance)]
    while sum(map(len, sentences)) < CHARACTERS:
        _, text = chance.choice(articles)
        sentences.extend(each.strip() for each in SENTENCE.findall(text)[:4])
    chance.shuffle(sentences)
    return "".join(sentences)[:CHARACTERS]
