"""Makes the shipped table of laws out of a collection of articles: titles and numbers, no text.

python -m docgen.gongwen.proofread.laws.make_table laws_articles.jsonl.gz table.tsv
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.numerals import number_of

NATIONAL: Final = "国家"
REGIONS: Final = ("", NATIONAL, "全国", "上海", "上海市")
"""Those whose laws are kept: the country's, and those of the place the product is for."""
HEAD: Final = "# title\tmost articles of any version\tday of the newest version\n"
CODE: Final = "中华人民共和国民法典"
"""It is collected book by book."""


def read_articles(path: Path) -> Iterator[tuple[str, int, str]]:
    """Yield the law, the number of the article and the version of each article kept."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            number = number_of(article["art"].removeprefix("第").partition("条")[0])
            title = CODE if article["law"].startswith(CODE) else article["law"]
            if article["region"] in REGIONS and number:
                yield title, number, article["version"]


def make_table(path: Path) -> str:
    """Return the table: a law a line, by title."""
    most: dict[str, tuple[int, str]] = {}
    for title, number, version in read_articles(path):
        count, day = most.get(title, (0, ""))
        most[title] = (max(count, number), max(day, version))
    rows = (f"{title}\t{count}\t{day}\n" for title, (count, day) in sorted(most.items()))
    return HEAD + "".join(rows)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(make_table(Path(sys.argv[1])), encoding="utf-8")
