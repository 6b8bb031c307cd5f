"""Documents to be edited: sentences of the guides, with tables and a header, as Word files."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

import knowledge

CORPUS: Final = Path(knowledge.__file__).parent / "corpus"
SHORTEST, LONGEST = 18, 90
_SENTENCE: Final = re.compile(r"[^。！？\n#|*\[\]()`<>=+]{10,}[。；]")
FIGURES: Final = re.compile(r"本项经费.*?完成。")
UNITS: Final = ("第一工区", "第二工区", "第三工区", "机关本部", "下属中心")


@dataclass(frozen=True)
class Words:
    """A paragraph, printed in one way but for the characters from ``bold[0]`` to ``bold[1]``."""

    text: str
    size: float = 16
    centred: bool = False
    bold: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Table:
    """A table of words."""

    rows: tuple[tuple[str, ...], ...]
    ruled: bool = True


@dataclass(frozen=True)
class Draft:
    """A document before and after it is edited."""

    blocks: tuple[Words | Table, ...]
    header: str = ""

    def with_block(self, at: int, *blocks: Words | Table) -> "Draft":
        """Return the draft with one block replaced by others, or by none."""
        return replace(self, blocks=(*self.blocks[:at], *blocks, *self.blocks[at + 1 :]))


@dataclass
class Stock:
    """Sentences that are used once in a document."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def sentence(self) -> str:
        """Return a sentence that this document does not have yet."""
        found = self.chance.choice(_sentences())
        while found in self.used:  # a long document uses them all: two make a new one
            found = self.chance.choice(_sentences())[:-1] + "，" + self.chance.choice(_sentences())
        self.used.add(found)
        return found


def make_draft(stock: Stock, length: int) -> Draft:
    """Return a document of so many blocks, every twentieth a table, by turns with lines and not."""
    blocks: list[Words | Table] = [Words("关于样张工作安排的通知", size=22, centred=True)]
    blocks += [
        _table(stock, ruled=number % 40 == 10) if number % 20 == 10 else make_paragraph(stock)
        for number in range(1, length)
    ]
    return Draft(tuple(blocks), header="样张文件　内部使用")


def make_docx(draft: Draft) -> bytes:
    """Return a draft as a Word file."""
    document = Document()
    normal = document.styles["Normal"]
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    document.sections[0].header.paragraphs[0].text = draft.header
    for block in draft.blocks:
        if isinstance(block, Words):
            _write(document, block)
        else:
            style = "Table Grid" if block.ruled else None
            table = document.add_table(len(block.rows), len(block.rows[0]), style=style)
            for row, words in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, words, strict=True):
                    cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Document, block: Words) -> None:
    paragraph = document.add_paragraph()
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    first, last = block.bold
    for start, end in ((0, first), (first, last), (last, len(block.text))):
        if start < end:
            run = paragraph.add_run(block.text[start:end])
            run.font.size = Pt(block.size)
            run.bold = (start, end) == block.bold or None


def make_paragraph(stock: Stock) -> Words:
    """Return two sentences with figures between them, as ``FIGURES`` finds them."""
    chance = stock.chance
    figures = (
        f"本项经费{chance.randrange(1000, 9999):,}万元，"
        f"于202{chance.randrange(6, 9)}年{chance.randrange(1, 12)}月底前完成。"
    )
    return Words(stock.sentence() + figures + stock.sentence())


def _table(stock: Stock, *, ruled: bool) -> Table:
    chance = stock.chance
    rows = [
        (stock.sentence()[:9], chance.choice(UNITS), str(chance.randrange(100, 999)))
        for _ in range(5)
    ]
    return Table((("工作内容", "承办单位", "数量"), *rows), ruled)


@cache
def _sentences() -> Sequence[str]:
    return sorted(set(_read()))


def _read() -> Iterator[str]:
    for path in sorted(CORPUS.rglob("*.md")):
        for found in _SENTENCE.findall(path.read_text(encoding="utf-8")):
            text = found.strip()
            if SHORTEST <= len(text) <= LONGEST and text[0].isalpha():
                yield text
