"""Markdown to parts: headings, items, tables; links kept, pictures, emphasis and tags gone."""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.cleaning import tidy
from knowledge.importing.blocks import Block, tabled
from knowledge.importing.inert import address_of

_HEADING: Final = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")
_ITEM: Final = re.compile(r"(\s*)([-*+]|\d{1,3}[.)])\s+(.+)$")
_ROW: Final = re.compile(r"\s*\|.*\|\s*$")
_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?\s*$")
_MARKS: Final = re.compile(r"(?<!\\)(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK: Final = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


def parts_of(text: str, url: str) -> Iterator[Block]:
    """Yield the parts of a Markdown text; ``url`` is the address links are seen from."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if _ROW.match(line):
            if len(rows) != 1 or not _RULE.fullmatch(line):
                rows.append([_words(cell, url) for cell in _cells(line)])
            continue
        if rows:
            yield from tabled(rows)
            rows = []
        yield from _line(line, url)


def _line(line: str, url: str) -> Iterator[Block]:
    heading, item = _HEADING.match(line), _ITEM.match(line)
    if heading:
        words, level = _words(heading[2], url), len(heading[1])
        if words:
            yield Block(words, level=level)
    elif item:
        mark = item[2] if item[2][:1].isdigit() else "-"
        words = _words(item[3], url)
        if words:
            yield Block(words, item=len(item[1].expandtabs(4)) // 2 + 1, mark=mark)
    else:
        words = _words(line.removeprefix(">"), url)
        if words and not re.fullmatch(r"[-=*_\s]+", words):
            bold = bool(re.fullmatch(r"\s*\*\*[^*]+\*\*\s*", line))
            yield Block(words, bold=bold)


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]


def _words(text: str, url: str) -> str:
    """Return the words of a line: links kept, pictures, emphasis and tags gone."""
    plain = _TAG.sub("", _PICTURE.sub("", text))
    plain = LINK.sub(lambda found: _linked(found[1], found[2], url), plain)
    return tidy(_MARKS.sub(r"\2", plain))


def _linked(words: str, target: str, url: str) -> str:
    address = address_of(target, url)
    return f"[{words}]({address})" if words.strip() and address else words
