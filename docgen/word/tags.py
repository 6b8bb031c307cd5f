"""The tags in a paragraph's text, and what is broken about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.word.places import Paragraph
from docgen.word.report import Remark, advice, error
from models.clean import shorten

OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
SIGN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
LEVEL = re.compile(r"(tr|tc|p|r)\s+")
LEVELS = {"tr": "表格行", "tc": "单元格", "p": "段落"}
"""What docxtpl puts in the place of a tag with this prefix, and so drops."""
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
"""Word turns straight quotes into curly ones; docxtpl turns them back."""
WIDE = re.compile(r"[｛｝]{2}|｛[%％]|[%％]｝|\{\s+\{|\}\s+\}")


@dataclass(frozen=True)
class Tag:
    """One tag: ``{{ name }}`` or ``{% … %}``."""

    paragraph: Paragraph
    opener: str
    level: str
    """``tr``, ``tc`` or ``p`` where the tag stands for a whole row, cell or paragraph."""
    body: str
    start: int
    end: int
    """Its place in the paragraph's text."""

    @property
    def word(self) -> str:
        """The first word of a statement: ``for``, ``endif``; empty for a value."""
        return self.body.split(maxsplit=1)[0] if self.opener == "{%" and self.body else ""

    @property
    def source(self) -> str:
        """The tag without its level, as Jinja reads it."""
        return f"{self.opener} {self.body} {OPENERS[self.opener]}"

    @property
    def shown(self) -> str:
        """The tag as a remark names it."""
        return shorten(f"{self.opener}{self.level} {self.body} {OPENERS[self.opener]}", 60)


def read_tags(paragraph: Paragraph) -> tuple[list[Tag], list[Remark]]:
    """Return the tags of a paragraph, and remarks on those that have no end or no beginning."""
    tags: list[Tag] = []
    remarks: list[Remark] = []
    text, opened = paragraph.text, None
    for sign in SIGN.finditer(text):
        words = sign.group()
        if opened is None and words in OPENERS:
            opened = sign
        elif opened is None:
            remarks.append(_unopened(paragraph, words))
        elif words in OPENERS:
            remarks.append(_unclosed(paragraph, opened))
            opened = sign
        elif words == OPENERS[opened.group()]:
            tags.append(_tag(paragraph, opened, sign))
            opened = None
    if opened is not None:
        remarks.append(_unclosed(paragraph, opened))
    if WIDE.search(text):
        told = "花括号是全角的，或中间有空格，不会当作标签；请改为 {{ 和 }}。"
        remarks.append(error("wide_braces", paragraph.place, told))
    return tags, remarks


def judge_tags(paragraph: Paragraph, tags: list[Tag]) -> Iterator[Remark]:
    """Yield remarks on how the tags of one paragraph stand in it."""
    for tag in tags:
        yield from _judge_form(tag)
    for tag in (each for each in tags if each.level in {"p", "r"}):
        yield from _judge_alone(tag, paragraph.text)


def _judge_form(tag: Tag) -> Iterator[Remark]:
    place = tag.paragraph.place
    if tag.level == "r" or (tag.level and tag.opener == "{{"):
        told = f"不支持 {tag.shown} 这种写法，请改为 {{{{ 字段 }}}}。"
        yield error("raw", place, told)
    if tag.body.startswith(("-", "+")) or tag.body.endswith(("-", "+")):
        told = f"{tag.shown} 里的“-”会吃掉前后的内容，请删除。"
        yield error("trimming", place, told)
    if tag.level in {"tr", "tc"} and not tag.paragraph.table:
        told = f"{tag.shown} 只能写在表格里；段落请用 {{%p … %}}。"
        yield error("no_table", place, told)
    if _looks(tag) > 1:
        told = f"{tag.shown} 被分成了几段格式不同的文字，填入的内容按开头的格式显示。"
        yield advice("split", place, told)


def _judge_alone(tag: Tag, text: str) -> Iterator[Remark]:
    if (text[: tag.start] + text[tag.end :]).strip():
        told = f"{tag.shown} 须单独成段，同一段里别的文字会丢失。"
        yield error("not_alone", tag.paragraph.place, told)


def judge_rows(tags: list[Tag], around: list[Paragraph]) -> Iterator[Remark]:
    """Yield remarks on tags that stand for a row or cell and share it with something else."""
    for tag in (each for each in tags if each.level in {"tr", "tc"} and each.paragraph.table):
        key = "row" if tag.level == "tr" else "cell"
        same = getattr(tag.paragraph, key)
        texts = [each.text for each in around if getattr(each, key) == same]
        own = tag.paragraph.text[tag.start : tag.end]
        if "".join(texts).strip() != own.strip():
            told = f"{tag.shown} 须独占一个{LEVELS[tag.level]}，同处的别的内容会丢失。"
            yield error("not_alone", tag.paragraph.place, told)


def _looks(tag: Tag) -> int:
    """Return in how many formats the letters of a tag are."""
    looks, at = set(), 0
    for text, look in tag.paragraph.pieces:
        inside = text[max(tag.start - at, 0) : max(tag.end - at, 0)]
        if inside.strip():
            looks.add(look)
        at += len(text)
    return len(looks)


def _tag(paragraph: Paragraph, opened: re.Match[str], closed: re.Match[str]) -> Tag:
    body = paragraph.text[opened.end() : closed.start()].translate(QUOTES)
    level = LEVEL.match(body) if opened.group() != "{#" else None
    name = level.group(1) if level else ""
    body = body[level.end() :] if level else body
    return Tag(paragraph, opened.group(), name, body.strip(), opened.start(), closed.end())


def _unclosed(paragraph: Paragraph, opened: re.Match[str]) -> Remark:
    said = shorten(paragraph.text[opened.start() : opened.start() + 30], 24)
    told = f"标签“{said}”没有写完，缺少 {OPENERS[opened.group()]}（标签须写在同一段里）。"
    return error("unclosed", paragraph.place, told)


def _unopened(paragraph: Paragraph, words: str) -> Remark:
    starts = {closer: opener for opener, closer in OPENERS.items()}
    told = f"有 {words}，但前面没有 {starts[words]}。"
    return error("unopened", paragraph.place, told)
