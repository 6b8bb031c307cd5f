"""Clean official text: our own knowledge entries; reports and articles where they are given."""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from docgen.gongwen.spelling.recipe import part_of
from knowledge.corpus.read import read_corpus

REPORTS: Final = "corpora/gongwen/gov_reports_2026.jsonl.gz"
LAWS: Final = "corpora/laws_articles.jsonl.gz"
ASIDE: Final = ("上海市", "江苏省", "云南省")
"""Provinces whose reports the spelling model has not read (``spelling/recipe.toml``)."""
PARTS: Final = 100
PART: Final = 0
"""The part of the articles that it has not read."""
SAMPLES: Final = (17, 34, 51, 68, 85)
"""Parts that it has read, for the rules alone."""
BEGINS: Final = "各位代表"
"""What stands before is of the page, not of the report."""
ENDS: Final = ("。", "！", "？", "”", "）")
"""What a text ends with; the lines behind the last of them are of the page."""


def read_entries() -> list[str]:
    """Return the bodies of our own knowledge entries, without their Markdown."""
    return [_plain(draft.body) for draft in read_corpus().values()]


def read_reports(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the province and the text of each report, without what is of the page around it."""
    for line in _lines(data / REPORTS):
        report = json.loads(line)
        yield report["province"], without_page(report["text"])


def without_page(text: str) -> str:
    r"""Return a speech from its address to its last full sentence.

    >>> without_page("首页\n各位代表：\n请予审议。\n分享到:\n|")
    '各位代表：\n请予审议。'
    """
    lines = text[max(text.find(BEGINS), 0) :].split("\n")
    full = (at for at, line in enumerate(lines, start=1) if line.rstrip().endswith(ENDS))
    return "\n".join(lines[: max(full, default=len(lines))])


def read_articles(data: Path) -> Mapping[int, list[str]]:
    """Return articles of law: the part that the spelling model has not read, and the samples."""
    articles: dict[int, list[str]] = {part: [] for part in (PART, *SAMPLES)}
    for line in _lines(data / LAWS):
        text = json.loads(line)["text"]
        if (part := part_of(text, PARTS)) in articles:
            articles[part].append(text)
    return articles


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _plain(body: str) -> str:
    """Return the paragraphs of a Markdown text that are prose."""
    lines = (line.strip() for line in body.splitlines() if "**" not in line)
    return "\n".join(line for line in lines if line and line[0] not in "#|-*>`[")
