"""Clean official text: our own knowledge entries; reports and articles where they are given."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docgen.gongwen.spelling.recipe import part_of
from knowledge.corpus.read import read_corpus

REPORTS: Final = "corpora/gongwen/gov_reports_2026.jsonl.gz"
LAWS: Final = "corpora/laws_articles.jsonl.gz"
ASIDE: Final = ("上海市", "江苏省", "云南省")
"""Provinces whose reports the spelling model has not read (``spelling/recipe.toml``)."""
PARTS, PART = 100, 0
"""The part of the articles that it has not read."""
BEGINS: Final = "各位代表"
"""What stands before is of the page, not of the report."""
SHORT: Final = 200


def read_entries() -> list[str]:
    """Return the bodies of our own knowledge entries, without their Markdown."""
    return [_plain(draft.body) for draft in read_corpus().values()]


def read_reports(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the province and the text of each report that the spelling model has not read."""
    for line in _lines(data / REPORTS):
        report = json.loads(line)
        if report["province"] in ASIDE:
            head, _, body = report["text"].partition(BEGINS)
            yield report["province"], BEGINS + body if body else head


def read_articles(data: Path) -> Iterator[str]:
    """Yield the articles of law that the spelling model has not read."""
    for line in _lines(data / LAWS):
        text = json.loads(line)["text"]
        if part_of(text, PARTS) == PART:
            yield text


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _plain(body: str) -> str:
    """Return the paragraphs of a Markdown text that are prose."""
    lines = (line.strip() for line in body.splitlines() if "**" not in line)
    return "\n".join(line for line in lines if line and line[0] not in "#|-*>`[")
