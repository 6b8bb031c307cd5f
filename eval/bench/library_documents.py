"""Made-up official documents in any number, of some ten passages each, for the document library.

Each has a title, number, issuer, day and headings of its own, and cites two others; its sentences
are those of two real articles where such are at hand, with invented names, days and sums among
them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.gongwen.library.filed import LEVELS, Filed
from docgen.printing.numerals import numeral
from eval.bench.passages import SENTENCE, Article, letters_of, make_name, make_particulars
from knowledge.entries.entry import EVERYBODY

KINDS = ("通知", "意见", "函", "报告", "请示", "批复", "通报", "公告", "决定", "纪要")
ISSUERS = 300
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
"""Two of them stand for an issuer in its numbers."""
SECTIONS = ("样张综合科", "样张法制科", "样张财务科")
SHARE_OPEN = 0.9
"""Of documents that everybody may read."""
HEADINGS = 3
PARAGRAPHS = 3
"""Under each heading."""
CHARACTERS = 260
"""Of a paragraph."""
CITED = 2
FIRST = date(2001, 1, 1)
DAYS = 9300


@dataclass(frozen=True)
class Maker:
    """Makes the document of a number, the same whenever it is asked."""

    articles: Sequence[Article]
    letters: str

    def document(self, number: int, edition: int = 0) -> Filed:
        """Return a document; in another edition the same one says something else."""
        chance = random.Random(number)  # noqa: S311 - a bench, not a secret
        kind, place = chance.choice(KINDS), chance.randrange(ISSUERS)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        (subject, _), mark = chance.choice(self.articles), make_name(self.letters, chance)
        told = random.Random(f"{number} {edition}")  # noqa: S311 - the same
        return Filed(
            title=f"关于{subject[:30]}（{mark}）的{kind}",
            body=self._body(number, told),
            sort=kind,
            level=LEVELS[place % len(LEVELS)],
            issuer=f"样张第{place}局",
            number=number_of(number),
            issued_on=day,
            readers=(EVERYBODY,) if chance.random() < SHARE_OPEN else (chance.choice(SECTIONS),),
        )

    def _body(self, number: int, chance: random.Random) -> str:
        cited = "、".join(number_of(chance.randrange(number + 1)) for _ in range(CITED))
        lines = [f"根据{cited}，{make_particulars(self.letters, chance)}"]
        for heading in range(1, HEADINGS + 1):
            lines.append(f"## {numeral(heading)}、{make_name(self.letters, chance)}工作")
            lines.extend(self._paragraph(chance) for _ in range(PARAGRAPHS))
        return "\n\n".join(lines)

    def _paragraph(self, chance: random.Random) -> str:
        sentences = [make_particulars(self.letters, chance)]
        while sum(map(len, sentences)) < CHARACTERS:
            _, text = chance.choice(self.articles)
            sentences.extend(each.strip() for each in SENTENCE.findall(text)[:4])
        chance.shuffle(sentences)
        return "".join(sentences)[:CHARACTERS]


def number_of(number: int) -> str:
    """Return the document number of a document."""
    place = number % ISSUERS
    sign = SIGNS[place // len(SIGNS)] + SIGNS[place % len(SIGNS)]
    return f"样{sign}发〔{2001 + number % 26}〕{number + 1}号"


def make_documents(
    numbers: range, articles: Sequence[Article], edition: int = 0
) -> Iterator[Filed]:
    """Yield the documents with some numbers."""
    maker = Maker(articles, letters_of(articles))
    for number in numbers:
        yield maker.document(number, edition)
