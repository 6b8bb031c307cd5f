"""A saved page: its text without what stands around it, and what its fields say of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import html
from lxml.etree import ParserError

from knowledge.importing.blocks import Block
from knowledge.importing.container import find_container, link_share
from knowledge.importing.declared import FACT_WORDS
from knowledge.importing.draft import Fact, LeftOut
from knowledge.importing.facts import facts_in_labels, labelled
from knowledge.importing.given import Given
from knowledge.importing.html_blocks import blocks_of
from knowledge.importing.inert import address_of
from knowledge.importing.ornaments import ends_text, is_ornamental
from knowledge.importing.reading import Found, Reading
from knowledge.importing.titles import without_site
from models.clean import clean, shorten
from models.errors import DamagedPaperError
from models.files.texts import decode

MOSTLY_LINKS: Final = 0.6
"""Share of a text in links from which a page is a list of other pages."""
FEWEST: Final = 30
"""Characters a text has at least."""
MOST_TOLD: Final = 20
_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|pptx?)(?:$|[?#])", re.IGNORECASE
)


def read_html(given: Given) -> Found:
    """Return the text of a page; a page of nothing but links has none.

    Raises ``DamagedPaperError`` where nothing can be parsed.
    """
    page = _Page.of(given)
    body = find_container(page.root)
    every = list(blocks_of(body, page.url))
    blocks, dropped = _text_of(every)
    left = [*_attached(body, page.url), *_pictures(body)]
    if dropped:
        told = shorten("、".join(dropped), 120)
        left.append(LeftOut(what=f"页面附属文字：{told}", why="不是正文", count=len(dropped)))
    length = sum(len(block.words) + sum(map(len, sum(block.rows, ()))) for block in blocks)
    share = link_share(body)
    if length < FEWEST or (share > MOSTLY_LINKS and not any(block.rows for block in blocks)):
        why = (
            f"页面主要是链接（占 {share:.0%}），没有正文"
            if share > MOSTLY_LINKS
            else "没有找到正文"
        )
        left.append(LeftOut(what=page.title or given.name, why=f"{why}，请导入链接所指的页面"))
        return Found((), tuple(left))
    reading = Reading(tuple(blocks), title=page.title, known=page.known, url=page.url)
    return Found((reading,), tuple(left))


@dataclass(frozen=True)
class _Page:
    """What the fields of a page say."""

    root: html.HtmlElement
    title: str
    url: str
    known: dict[str, Fact]

    @staticmethod
    def of(given: Given) -> "_Page":
        root = _parsed(decode(given.data, given.name))
        meta: dict[str, str] = {}
        for each in root.iter("meta"):
            name = (each.get("name") or each.get("property") or "").lower()
            meta.setdefault(name, clean(each.get("content") or ""))
        told = {
            name: next((meta[word.lower()] for word in words if meta.get(word.lower())), "")
            for name, words in FACT_WORDS.meta.items()
        }
        url = address_of(told["url"]) or given.url
        return _Page(root, told["title"] or _title(root), url, _known(root, told))


def _known(root: html.HtmlElement, told: dict[str, str]) -> dict[str, Fact]:
    """Return what tables and fields of the page say, then what its head says."""
    known = {fact.name: fact for fact in facts_in_labels(list(blocks_of(root, "")))}
    for name, field in (("published_on", "issued_on"), ("issuer", "issuer")):
        value = told[field].removeprefix("本网")
        fact = labelled(name, value, f"meta {FACT_WORDS.meta[field][0]}") if value else None
        media = any(word in value for word in FACT_WORDS.organs.media)
        if fact and not (name == "issuer" and media):
            known.setdefault(name, fact.model_copy(update={"sure": name != "issuer"}))
    return known


def _parsed(text: str) -> html.HtmlElement:
    # An encoding that the text declares is not that of what we hand over.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError, AssertionError) as error:
        raise DamagedPaperError("网页内容已损坏，无法解析，请在浏览器中重新保存后导入。") from error
    return root


def _title(root: html.HtmlElement) -> str:
    for tag in ("h1", "title"):
        for each in root.iter(tag):
            text = without_site(clean(each.text_content()))
            if text:
                return text
    return ""


def _text_of(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Return the parts that are text, and the lines that are none."""
    kept: list[Block] = []
    dropped: list[str] = []
    for place, block in enumerate(blocks):
        words = block.words.strip()
        if words and ends_text(words) and place > len(blocks) / 2:
            rest = [each.words for each in blocks[place:] if each.words]
            return kept, [*dropped, *rest]
        if words and not block.rows and is_ornamental(words):
            dropped.append(words)
        else:
            kept.append(block)
    return kept, dropped


def _attached(body: html.HtmlElement, url: str) -> Iterator[LeftOut]:
    """Yield files a page leads to: their text is not in it."""
    named: dict[str, str] = {}
    for each in body.iter("a"):
        target = each.get("href") or ""
        if _FILE.search(target):
            named.setdefault(address_of(target, url) or target[:200], clean(each.text_content()))
    for address, words in list(named.items())[:MOST_TOLD]:
        yield LeftOut(what=f"附件：{words or address}", why=f"需另行下载后导入（{address}）")


def _pictures(body: html.HtmlElement) -> Iterator[LeftOut]:
    count = sum(1 for each in body.iter("img") if "icon" not in (each.get("src") or ""))
    if count:
        yield LeftOut(what="正文中的图片", why="图片里的文字没有导入，请核对", count=count)
