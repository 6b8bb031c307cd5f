"""Loops and conditions of a template: every one closed, where it can be closed."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.word.report import Remark, error
from docgen.word.tags import Tag

ENDS = {"for": "endfor", "if": "endif"}
BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
CELLS = frozenset({"colspan", "vm"})
"""How a cell spans columns or rows: docxtpl reads these, jinja never sees them."""
WORDS = (*ENDS, *ENDS.values(), *BETWEEN)
HOLDERS = {"": "同一段", "p": "同一处（正文或同一单元格）", "tr": "同一张表", "tc": "同一行"}


@dataclass
class Blocks:
    """The tags of one part that fit together, with what is added so that they close."""

    kept: list[Tag] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    """Ends that are missing."""
    remarks: list[Remark] = field(default_factory=list)
    _open: list[Tag] = field(default_factory=list)

    def take(self, tag: Tag) -> None:
        """Take the next tag."""
        word = tag.word
        if tag.opener != "{%":
            self.kept.append(tag)
        elif word in ENDS:
            self._open.append(tag)
            self.kept.append(tag)
        elif word in CELLS:
            return
        elif word in BETWEEN:
            self._continue(tag, BETWEEN[word])
        elif word in ENDS.values():
            self._close(tag)
        else:
            self._refuse(tag)

    def end(self) -> None:
        """Remark on what is still open."""
        for tag in self._open:
            self._say(
                "no_end", tag, f"{tag.shown} 没有对应的 {{%{tag.level} {ENDS[tag.word]} %}}。"
            )
        self.closing = [f"{{% {ENDS[tag.word]} %}}" for tag in reversed(self._open)]

    def _continue(self, tag: Tag, fitting: Iterable[str]) -> None:
        if not self._open or self._open[-1].word not in fitting:
            self._say("no_start", tag, f"{tag.shown} 不在任何条件或循环里。")
            return
        self._same_place(self._open[-1], tag)
        self.kept.append(tag)

    def _close(self, tag: Tag) -> None:
        begun = {end: start for start, end in ENDS.items()}[tag.word]
        if not self._open:
            self._say("no_start", tag, f"{tag.shown} 前面没有对应的 {{% {begun} … %}}。")
        elif self._open[-1].word != begun:
            last = self._open[-1]
            told = f"这里应先用 {{% {ENDS[last.word]} %}} 结束{last.paragraph.where}的 {last.shown}"
            self._say("crossed", tag, f"{tag.shown} 与前面不成对：{told}。")
        else:
            self._same_place(self._open.pop(), tag)
            self.kept.append(tag)

    def _same_place(self, first: Tag, tag: Tag) -> None:
        if first.level != tag.level:
            told = f"{tag.shown} 与{first.paragraph.where}的 {first.shown} 的写法不同"
            self._say("levels", tag, f"{told}：一处写 {{%{first.level or ''}，另一处也要这样写。")
        elif _holder(first) != _holder(tag):
            told = f"{tag.shown} 与{first.paragraph.where}的 {first.shown} 须在{HOLDERS[tag.level]}"
            hint = "；跨段请用 {%p，跨行请用 {%tr" if not tag.level else ""
            self._say("apart", tag, f"{told}{hint}。")

    def _refuse(self, tag: Tag) -> None:
        near = difflib.get_close_matches(tag.word, WORDS, 1)
        hint = f"，是不是 {near[0]}" if near else ""
        if tag.word in {"tr", "tc", "p", "r"}:
            hint = f"，请去掉 {{% 和 {tag.word} 之间的空格"
        ends = "？" if near and "空格" not in hint else "。"
        self._say("statement", tag, f"不支持的标签 {tag.shown}{hint}{ends}")

    def _say(self, code: str, tag: Tag, message: str) -> None:
        self.remarks.append(error(code, tag.paragraph.place, message))


def pair_blocks(tags: Iterable[Tag]) -> Blocks:
    """Return the tags of one part that fit together, with remarks on those that do not."""
    blocks = Blocks()
    for tag in tags:
        blocks.take(tag)
    blocks.end()
    return blocks


def _holder(tag: Tag) -> object:
    """Return what a block must not leave: its paragraph, cell, table or row."""
    paragraph = tag.paragraph
    return {
        "": id(paragraph),
        "p": paragraph.holder,
        "tr": paragraph.table,
        "tc": paragraph.row,
    }.get(tag.level, 0)
