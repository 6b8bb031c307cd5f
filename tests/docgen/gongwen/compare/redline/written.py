"""Word files of drawn texts and tables, for tests of what is tracked between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from hypothesis import strategies as st

SENTENCES = (
    "各乡镇人民政府：",
    "为做好今年的防汛防台工作，现将有关事项通知如下。",
    "合同金额1,200万元，自2026年3月1日起30日内支付。",
    "合同金额1,250万元，自2026年3月1日起30日内支付。",
    "各单位要加强值班值守，落实责任。各单位要落实责任，加强值班值守。",
    "各单位要加强值班值守，\t落实责任。\n各单位要落实责任。",
    "无",
    "",
)
WORDS = st.one_of(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=3).map("".join),
    st.text(alphabet="甲乙，。12 万元\n\tab", max_size=30),
)


class Said(NamedTuple):
    """A paragraph that is set or printed in another way than the others."""

    text: str
    align: WD_ALIGN_PARAGRAPH | None = None
    italic: bool = False


Rows = list[list[list[str]]]
"""By row and cell, the paragraphs in it."""


@dataclass(frozen=True)
class Written:
    """What stands in a file."""

    blocks: Sequence[str | Said | Rows]
    header: str = ""
    end: str | Said = "特此通知。"
    """The last paragraph; a Word file has one."""

    def docx(self) -> bytes:
        """Return it as a Word file; every paragraph is printed in runs of its own."""
        document = Document()
        document.sections[0].header.paragraphs[0].text = self.header
        for block in self.blocks:
            if isinstance(block, str | Said):
                _write(document.add_paragraph(), block)
                continue
            table = document.add_table(len(block), len(block[0]))
            for cells, row in zip(table.rows, block, strict=True):
                for cell, texts in zip(cells.cells, row, strict=True):
                    _fill(cell, texts)
        _write(document.add_paragraph(), self.end)
        held = BytesIO()
        document.save(held)
        return held.getvalue()


def _fill(cell: _Cell, texts: Sequence[str]) -> None:
    _write(cell.paragraphs[0], texts[0])
    for text in texts[1:]:
        _write(cell.add_paragraph(), text)


def _write(paragraph: Paragraph, words: str | Said) -> None:
    said = words if isinstance(words, Said) else Said(words)
    middle = len(said.text) // 2
    paragraph.alignment = said.align
    paragraph.add_run(said.text[:middle]).italic = said.italic or None
    paragraph.add_run(said.text[middle:]).bold = True


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    width = draw(st.integers(1, 3))
    cell = st.lists(WORDS, min_size=1, max_size=2)
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=3))


ALIGNS = (None, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)
SAID = st.builds(Said, WORDS, st.sampled_from(ALIGNS), st.booleans())
FILES = st.builds(
    Written,
    st.lists(st.one_of(WORDS, SAID, SAID, tables()), max_size=8),
    st.sampled_from(SENTENCES[:4]),
    st.one_of(st.sampled_from(SENTENCES), WORDS, SAID),
)
