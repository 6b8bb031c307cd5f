"""A model's words as they come: sentence by sentence, proved before they are shown."""

import re
from collections.abc import Callable
from typing import Final

from docgen.gongwen.assistant.proving import forbidden, prove_no_loop, prove_sane, refuses, strange
from models.clean import clean

SENTENCE: Final = re.compile(r".*?(?:[。！？；]+[”』」）]*|\n)", re.DOTALL)
MARKDOWN: Final = re.compile(r"\*\*|__|`+|^#{1,6}\s+|^[-*+]\s+|^>\s+", re.MULTILINE)


class Hearing:
    """Collects what is said; nothing that was proved is lost when the connection is."""

    def __init__(self, source: str, rules: str, show: Callable[[str], None]) -> None:
        self._source, self._rules, self._show = source, rules, show
        self._raw, self._rest = "", ""
        self._said: list[str] = []
        self._kept: list[str] = []
        self.doubts: list[str] = []
        self.refused = False

    @property
    def text(self) -> str:
        """What may be shown."""
        return "".join(self._kept).strip()

    def hear(self, words: str) -> None:
        """Take the next words; raises ``ModelNonsenseError`` when they loop or are no Chinese."""
        self._raw += words
        self._rest += words
        prove_no_loop(self._raw, self._said)
        while found := SENTENCE.match(self._rest):
            self._rest = self._rest[found.end() :]
            self._sentence(found[0])

    def end(self) -> None:
        """Take what is left over; raises ``ModelNonsenseError`` when nothing of use was said."""
        rest, self._rest = self._rest, ""
        self._sentence(rest)
        prove_sane(self._raw)

    def _sentence(self, raw: str) -> None:
        text = MARKDOWN.sub("", "\n".join(map(clean, raw.split("\n"))))
        if not text.strip():
            self._kept.append("\n" if "\n" in text and self._kept else "")
            return
        if not self._said:
            self.refused = refuses(text)
            prove_sane(text)
        self._said.append(text.strip())
        prove_no_loop("", self._said)
        if self.refused:
            return
        if forbidden(text, self._source, self._rules):
            self.doubts.append("有的句子含有来路不明的网址或者不属于正文的内容，已经去掉。")
            return
        shown = self._marked(text)
        self._kept.append(shown)
        self._show(shown)

    def _marked(self, text: str) -> str:
        absent = strange(text, self._source)
        if not absent:
            return text
        named = "、".join(absent)
        self.doubts.append(f"请核实：{named}（原文和所给事实中没有，或者是网址）。")
        bare = text.rstrip("\n")
        return f"{bare}〔待核：{named}〕{text[len(bare) :]}"
