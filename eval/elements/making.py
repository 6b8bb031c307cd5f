"""Blocks as files: a Word document of the evaluation's own make, plain text, and scans."""

import io
import math
from collections.abc import Sequence
from random import Random

import numpy as np
import pypdfium2
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image, ImageFilter

from eval.elements.sheet import Block, Holder, Side

ALIGNS = {Side.LEFT: ALIGN.LEFT, Side.CENTRE: ALIGN.CENTER, Side.RIGHT: ALIGN.RIGHT}
WIDTH = 34
"""Characters of a line of plain text."""
TEXT_WIDTH = 15.6
"""Of the page, in centimetres."""
DPI = 200
BOX_WIDTH = 440
"""Of a text box, in points."""
BOX_EDGES = 15
"""Points of it that are kept free of text."""
PAGE = f"<w:fldSimple {nsdecls('w')} w:instr='PAGE'><w:r><w:t>1</w:t></w:r></w:fldSimple>"
BOX = (
    "<w:p {}><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' "
    "style='position:absolute;width:{}pt;height:{}pt;mso-position-horizontal:center' "
    "type='#_x0000_t202'><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def make_docx(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a Word document on A4 with page numbers in the foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    _number(section.footer.paragraphs[0])
    for block in blocks:
        _add(document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: WordDocument, block: Block) -> None:
    if block.rows:
        _add_table(document, block)
    elif block.holder is Holder.TABLE:
        _add_places(document, block)
    elif block.holder is Holder.BOX:
        _add_box(document, block)
    else:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = block.new_page
        _write(paragraph, block.text, block)


def _write(paragraph: Paragraph, text: str, block: Block) -> None:
    if block.side is Side.INDENTED:
        paragraph.paragraph_format.first_line_indent = Pt(block.size * 2)
    else:
        paragraph.alignment = ALIGNS[block.side]
    for at, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if at:
            run.add_break()
        run.add_text(line)
        run.font.size, run.font.bold, run.font.name = Pt(block.size), block.bold, block.font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), block.font)  # noqa: SLF001 - no public way
        if block.red:
            run.font.color.rgb = RGBColor(0xFF, 0, 0)


def _add_table(document: WordDocument, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _add_places(document: WordDocument, block: Block) -> None:
    lines = block.text.split("\n")
    table = document.add_table(rows=1, cols=len(lines))
    table.autofit = False
    for at, (cell, line) in enumerate(zip(table.rows[0].cells, lines, strict=True)):
        share = 1 if len(lines) == 1 else 1 - block.share if at else block.share
        cell.width = table.columns[at].width = Cm(TEXT_WIDTH * share)
        _write(cell.paragraphs[0], line, block)


def _add_box(document: WordDocument, block: Block) -> None:
    lines = math.ceil(len(block.text) * block.size / (BOX_WIDTH - BOX_EDGES))
    holder = parse_xml(BOX.format(nsdecls("w"), BOX_WIDTH, lines * block.size * 1.7 + 10))
    document.element.body.insert(len(document.element.body) - 1, holder)
    below = Paragraph(holder, document._body).paragraph_format  # noqa: SLF001 - no public way
    below.space_after = Pt(lines * block.size * 1.7 + 10)
    content = next(holder.iter(qn("w:txbxContent")))
    element = OxmlElement("w:p")
    content.append(element)
    _write(Paragraph(element, document._body), block.text, block)  # noqa: SLF001 - no public way


def _number(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    field = parse_xml(PAGE)
    paragraph._p.append(field)  # noqa: SLF001 - no public way
    paragraph.add_run(" —")


def make_text(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as plain text, a paragraph a line; tables by tabs."""
    lines: list[str] = []
    for block in blocks:
        if block.rows:
            lines.extend("\t".join(row) for row in block.rows)
        else:
            gap = "　　　　" if block.holder is Holder.TABLE else "\n"
            words = block.text.replace("\n", gap).split("\n")
            lines.extend(_set(line, block.side) for line in words)
    return "\n".join(lines).encode()


def _set(line: str, side: Side) -> str:
    room = max(0, WIDTH - len(line))
    lead = {Side.LEFT: 0, Side.INDENTED: 2, Side.CENTRE: room // 2, Side.RIGHT: room - 2}[side]
    return "　" * max(0, lead) + line


def make_scan(pdf: bytes, chance: Random) -> bytes:
    """Return a PDF as a scan of it: every page a picture, slightly turned, blurred and speckled."""
    pages = [_scanned(page, chance) for page in pypdfium2.PdfDocument(pdf)]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return written.getvalue()


def _scanned(page: pypdfium2.PdfPage, chance: Random) -> Image.Image:
    picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
    turned = picture.rotate(chance.uniform(-0.4, 0.4), fillcolor=(255, 255, 255), expand=False)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, 7, grey.shape)
    return Image.fromarray(np.clip(grey * 0.97 + noise, 0, 255).astype(np.uint8))
