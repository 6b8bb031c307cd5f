"""Headings of a text that no style marks: by their numbers, their print, and what follows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from knowledge.importing.blocks import Block

LONGEST: Final = 45
"""Characters of a heading."""
_CHINESE: Final = "[零〇一二三四五六七八九十百]+"
NUMBERS: Final = (
    ("part", re.compile(rf"第{_CHINESE}编")),
    ("chapter", re.compile(rf"第{_CHINESE}章")),
    ("section", re.compile(rf"第{_CHINESE}节")),
    ("annex", re.compile(r"附件\s*\d{0,2}\s*(?:[：:]|$)|附\s*[：:]|附录")),
    ("first", re.compile(rf"{_CHINESE}\s*、")),
    ("second", re.compile(rf"[（(]{_CHINESE}[）)]")),
    ("third", re.compile(r"\d{1,2}\s*[.．、](?!\d{1,3}(?!\d))")),
)
"""How the parts of an official text are numbered (GB/T 9704-2012, 7.3.3), outermost first."""
DIVISIONS: Final = frozenset({"part", "chapter", "section"})
LATER: Final = frozenset({"second", "third"})
"""Numbers that are headings only where the first of their row is one."""
ARTICLE: Final = re.compile(
    r"\s*第([零〇一二三四五六七八九十百千]+)条(?:之[一二三四五六七八九十]+)?[\s　]*"
)
_SENTENCE: Final = re.compile(r"[。；，,;!！]|：.")
_TITLE_END: Final = re.compile(
    r"(?:办法|细则|规定|条例|方案|意见|通知|标准|指引|指南|清单|规程|制度|目录|决定|规则|须知)"
    r"(?:（[^）]{1,12}）)?$"
)
_ASKED: Final = ("？", "?")
_ASKS: Final = re.compile(r"(?:问|Q)\s*\d{0,2}\s*[：:]\s*")
_ANSWERS: Final = re.compile(r"(?:答|A)\s*\d{0,2}\s*[：:]")
SUBTITLE: Final = re.compile(r"[^。；]{2,16}：[^。；，]{2,16}")
"""一、申报条件：找准定位 is a heading, although something follows its colon."""


def outlined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with headings known as such, levels from 1 without a gap."""
    lawful = len(articles_in(blocks)) > 2
    stack: list[str] = []
    made: list[Block] = []
    for place, block in enumerate(blocks):
        kind = _kind(blocks, place, lawful=lawful)
        if not kind or (kind in LATER and kind not in stack and _is_later(block)):
            made.append(block)
            continue
        _enter(stack, kind)
        words = block.words.rstrip("：: ") if block.is_text else block.words
        words = _ASKS.sub("", words) if kind == "asked" else words
        made.append(replace(block, words=words, level=len(stack), item=0))
    return tuple(made)


def articles_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the numbers of the articles (条) of a text, in its order."""
    return tuple(found[1] for block in blocks if (found := ARTICLE.match(block.words)))


def questions_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the headings that ask, without their numbers."""
    asked = (block.words for block in blocks if block.level and block.words.endswith(_ASKED))
    return tuple(dict.fromkeys(without_number(words) for words in asked))


def without_number(words: str) -> str:
    """Return a heading without its number.

    >>> without_number("一、怎么申请？"), without_number("问题3：怎么申请？")
    ('怎么申请？', '怎么申请？')
    """
    for _, pattern in NUMBERS:
        found = pattern.match(words)
        if found:
            return words[found.end() :].strip()
    return re.sub(r"^(?:问题?|Q)\s*\d{0,2}\s*[：:.、]\s*", "", words).strip()


def _kind(blocks: Sequence[Block], place: int, *, lawful: bool) -> str:
    """Return what kind of heading a block is, '' for none."""
    block = blocks[place]
    words = block.words.strip()
    if block.level:
        return f"style {block.level}"
    if block.rows or not words or place + 1 == len(blocks):
        return ""
    if _ASKS.match(words) and _ANSWERS.match(blocks[place + 1].words):
        return "asked"
    if len(words) > LONGEST:
        return ""
    number = _number(words)
    if number in DIVISIONS and not _SENTENCE.search(words):
        return number
    return "title" if _is_title(block, words) else _lower(blocks, place, number, lawful=lawful)


def _lower(blocks: Sequence[Block], place: int, number: str, *, lawful: bool) -> str:
    """Return what heading below a title a short block is, '' for none."""
    block, words = blocks[place], blocks[place].words.strip()
    if block.item or (lawful and (number or not block.bold)):
        return ""
    if number:
        return number if _stands_alone(blocks, place, words) else ""
    return "bold" if block.bold and not _SENTENCE.search(words.rstrip("：:")) else ""


def _is_later(block: Block) -> bool:
    """Tell whether a heading needs the first of its row: not one in bold print, or that asks."""
    words = block.words.strip()
    own = block.bold or words.endswith(_ASKED)
    return not own and not re.match(r"[（(]?\s*(?:一|1)\s*[）)、.．]", words)


def _is_title(block: Block, words: str) -> bool:
    """Tell the title of a text within the text: an annex, or the rule that a letter brings."""
    plain = not block.item and not _SENTENCE.search(words) and not words.startswith("第")
    apart = block.centred or block.large
    return plain and apart and (block.bold or block.large) and bool(_TITLE_END.search(words))


def _stands_alone(blocks: Sequence[Block], place: int, words: str) -> bool:
    """Tell a heading from an item: it asks or is no sentence, and no sibling follows at once."""
    asks = words.endswith(_ASKED)
    if not asks and _SENTENCE.search(words.rstrip("：:")) and not SUBTITLE.fullmatch(words):
        return False
    following = blocks[place + 1]
    if following.rows or following.level:
        return True
    return _number(following.words) != _number(words)


def _number(words: str) -> str:
    return next((kind for kind, pattern in NUMBERS if pattern.match(words.strip())), "")


def _enter(stack: list[str], kind: str) -> None:
    """Make ``kind`` the innermost of the open headings: one of its kind, or of a lower, is over."""
    if kind == "title":
        stack[:] = []
    elif kind in stack:
        del stack[stack.index(kind) :]
    else:
        order = _order(kind)
        while stack and _order(stack[-1]) >= order:
            stack.pop()
    stack.append(kind)


def _order(kind: str) -> int:
    if kind.startswith("style "):
        return int(kind.split()[1])
    kinds = [name for name, _ in NUMBERS]
    return 10 + kinds.index(kind) if kind in kinds else {"title": 0}.get(kind, 30)


def lines_of(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text whose lines are paragraphs."""
    yield from (Block(line.strip()) for line in text.splitlines() if line.strip())
