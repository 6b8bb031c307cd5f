"""What to doubt in a text that a language model wrote, told in Chinese for who reads it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from knowledge.answers.figures import unsupported

LINK: Final = re.compile(r"(?:https?://|www\.)[^\s，。；）)]+", re.IGNORECASE)
TITLED: Final = re.compile(r"《([^《》\n]{2,60})》")
SENTENCE: Final = re.compile(r"[^。！？\n]{8,}[。！？]?")
CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
LETTER: Final = re.compile(r"[^\W\d_]")
LEAST_CHINESE: Final = 0.5
AGAIN: Final = 3
"""A sentence that stands so often is no writing."""
ORGAN: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:委员会|人民政府|办公厅|公司|集团|(?<![格布大全结开破当])局|厅)"
)
"""The end of a name; what stands before it may be another word."""
LEAKED: Final = (
    "提示词",
    "system prompt",
    "作为AI",
    "作为一个AI",
    "语言模型",
    "我无法",
    "抱歉",
    "对不起",
)
RUN: Final = 12
"""Characters of our own instructions that a text must not repeat."""


def doubts_of(text: str, source: str, rules: str) -> Iterator[str]:
    """Yield what in a text its source does not vouch for, and what looks like no writing at all."""
    loose = unsupported(text, source)
    if loose:
        yield f"以下数字、日期或文号在原文和要求中没有，待核：{'、'.join(loose[:10])}。"
    titles = [each for each in dict.fromkeys(TITLED.findall(text)) if each not in source]
    if titles:
        named = "、".join(f"《{each}》" for each in titles[:10])
        yield f"以下文件名称在原文和要求中没有，待核：{named}。"
    plain = "".join(source.split())
    organs = [each for each in dict.fromkeys(ORGAN.findall(text)) if each not in plain]
    if organs:
        yield f"以下机构名称在原文和要求中没有，待核：{'、'.join(organs[:10])}。"
    links = LINK.findall(text)
    if any(each not in source for each in links):
        yield "文中出现了原文没有的链接，请勿打开。"
    elif links:  # whoever put it into the source may have wanted it repeated
        yield "文中有链接，请核实后再使用。"
    # What the source says of machines vouches for nothing: it may stand there to be repeated.
    if any(words in text for words in LEAKED) or _repeats(text, rules):
        yield "内容像是模型的说明或者拒答，不是文稿，请不要直接采用。"


def is_nonsense(text: str) -> bool:
    """Return whether a text is none: empty, not Chinese, or the same over and over.

    >>> is_nonsense("　"), is_nonsense("Sure, here is the text."), is_nonsense("做好各项工作。")
    (True, True, False)
    """
    words = LINK.sub("", text)
    letters = len(LETTER.findall(words))
    if not letters or len(CHINESE.findall(words)) < LEAST_CHINESE * letters:
        return True
    counted = Counter(each.strip() for each in SENTENCE.findall(text))
    return bool(counted) and counted.most_common(1)[0][1] >= AGAIN


def _repeats(text: str, rules: str) -> bool:
    """Return whether a text repeats what only the model was told."""
    return any(rules[at : at + RUN] in text for at in range(0, max(len(rules) - RUN, 0), RUN // 2))
