"""Texts that nobody writes and anybody can send: each makes one way of reading slow."""

import re
from collections.abc import Mapping
from random import Random
from typing import Final, NamedTuple

from docgen.gongwen.proofread.checkers.glyphs import read_glyphs

ANY: Final[Mapping[str, str]] = {
    "Ａ": "".join(map(chr, range(0x4E00, 0x9FA6))),
    "Ｂ": "".join(map(chr, range(0x3400, 0x4DB5))),
    "Ｃ": "".join(read_glyphs()),
    "Ｎ": "赵钱孙李周吴郑王",
    "Ｄ": "12345678",
}
"""What a mark in a unit stands for, drawn anew each time."""
MARK: Final = re.compile(f"[{''.join(ANY)}]")


class Hostile(NamedTuple):
    """What is repeated, and what stands before and behind all of it."""

    unit: str
    before: str = ""
    after: str = ""


HOSTILE: Final[Mapping[str, Hostile]] = {
    "一个字": Hostile("国"),
    "两个字": Hostile("一是"),
    "没有标点": Hostile("Ａ"),
    "生僻字": Hostile("Ｂ"),
    "繁体字": Hostile("Ｃ"),
    "数字": Hostile("1"),
    "数字和逗号": Hostile("1,"),
    "括号": Hostile("（"),
    "层层括号": Hostile("（《“〔"),
    "引号": Hostile("“‘", after="’”" * 1000),
    "空格后的字": Hostile(" ", after="字" * 30),
    "空行": Hostile("\n", "1.", "3."),
    "预告": Hostile("以下三项：\n"),
    "日期": Hostile("202Ｄ年Ｄ月3Ｄ日至1月2日，"),
    "人名": Hostile("局长ＮＡＡ，"),
    "近似人名": Hostile("局长王伟Ａ，"),
    "书名": Hostile("《关于ＡＡ的管理办法》"),
    "机构": Hostile("，上海市ＡＡ管理局"),
    "引文": Hostile("《中华人民共和国行政许可发》第九十九条"),
    "总数": Hostile("共1元其中甲"),
    "半角": Hostile("字,"),
    "重复": Hostile("中国"),
}
"""By what there is too much of."""


def make_hostile(name: str, size: int) -> str:
    """Return one of the texts, of about so many characters, the same each time."""
    random = Random(1)  # noqa: S311 - a text to be tried, no secret
    unit, before, after = HOSTILE[name]
    repeated = unit * (size // len(unit))
    return before + MARK.sub(lambda found: random.choice(ANY[found[0]]), repeated) + after
