"""Plain text and Markdown: lines to parts."""

import re
from typing import Final

from knowledge.cleaning import tidy, unseen
from knowledge.corpus.read import has_front_matter
from knowledge.importing.blocks import Block
from knowledge.importing.draft import Fact, LeftOut
from knowledge.importing.facts import facts_in_labels, labelled
from knowledge.importing.front_matter import read_front_matter
from knowledge.importing.given import Given
from knowledge.importing.inert import address_of
from knowledge.importing.markdown import LINK, parts_of
from knowledge.importing.reading import Found, Reading
from knowledge.importing.titles import without_site
from models.files.texts import decode

_PAGE_BREAK: Final = re.compile(r"\s*=+\s*(?:PAGE|第)\s*\d+\s*页?\s*=+\s*", re.IGNORECASE)
_FETCHED: Final = re.compile(
    r"Title: (?P<title>.*)\n+URL Source: (?P<url>\S+)\n(?P<rest>(?:.*\n)*?)"
)
"""The head that reader services put above a page they turned to Markdown."""
_BODY_MARK: Final = "Markdown Content:\n"
MENU: Final = 0.7
"""Share of a part in links from which it is a menu of the page it was made from."""


def read_text(given: Given) -> Found:
    """Return the text of a file whose lines are paragraphs; raises ``UnreadableTableError``."""
    text = decode(given.data, given.name)
    lines = [line for line in text.splitlines() if not _PAGE_BREAK.fullmatch(line)]
    breaks = len(text.splitlines()) - len(lines)
    left = [LeftOut(what="分页标记", why="不是正文", count=breaks)] if breaks else []
    blocks = tuple(Block(words) for line in lines if (words := tidy(line)))
    if not blocks:
        left.append(
            LeftOut(what=given.name, why="除分页标记外没有文字，请导入原始文件或带文字的版本")
        )
        return Found((), tuple(left))
    return Found((Reading(blocks, remarks=_hidden(text)),), tuple(left))


def read_markdown(given: Given) -> Found:
    """Return the text of a Markdown file; raises ``UnreadableTableError`` when it is no text."""
    text = decode(given.data, given.name)
    if has_front_matter(text):
        return read_front_matter(text, given.name)
    title, url, known = "", given.url, {}
    fetched = _FETCHED.match(text)
    if fetched and _BODY_MARK in text:
        head, _, text = text.partition(_BODY_MARK)
        title, url = without_site(tidy(fetched["title"])), address_of(fetched["url"]) or url
        known = _head_facts(head)
    parts = list(parts_of(text, url))
    known |= {fact.name: fact for fact in facts_in_labels(parts)}
    blocks, left = _without_menus(parts) if fetched else (parts, [])
    if not blocks:
        return Found((), (*left, LeftOut(what=given.name, why="没有正文")))
    return Found(
        (Reading(tuple(blocks), title=title, known=known, url=url, remarks=_hidden(text)),),
        tuple(left),
    )


def _hidden(text: str) -> tuple[str, ...]:
    count = unseen(text)
    return (f"去掉了 {count} 个看不见或会改变文字方向的字符，请核对。",) if count else ()


def _head_facts(head: str) -> dict[str, Fact]:
    found = re.search(r"Published Time: (\S+)", head)
    fact = labelled("published_on", found[1], "Published Time") if found else None
    return {fact.name: fact} if fact else {}


def _without_menus(blocks: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """Return the parts from the first run of text to the last: around it stand menus."""
    plain = [len(LINK.sub("", block.words)) if not block.rows else 200 for block in blocks]
    text = [
        place
        for place, (block, own) in enumerate(zip(blocks, plain, strict=True))
        if own >= 30 and own > (1 - MENU) * len(block.words)
    ]
    if not text:
        return [], [LeftOut(what="页面文字", why="全是菜单和链接，没有正文", count=len(blocks))]
    begun, ended = text[0], text[-1] + 1
    kept = [
        block
        for block, own in zip(blocks[begun:ended], plain[begun:ended], strict=True)
        if own > (1 - MENU) * len(block.words) or block.rows
    ]
    count = len(blocks) - len(kept)
    return kept, [LeftOut(what="页面菜单和链接", why="不是正文", count=count)] if count else []
