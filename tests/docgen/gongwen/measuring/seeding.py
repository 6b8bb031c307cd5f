"""Word files with one thing changed, as a hand might have changed it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import reduce
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

Change = Callable[[bytes], bytes]


def paragraphs_of(root: Any, words: str) -> Iterator[Any]:
    """Every ``w:p`` below an element whose text holds the words."""
    for each in root.iter(qn("w:p")):
        if words in "".join(text.text or "" for text in each.iter(qn("w:t"))):
            yield each


def roots_of(document: DocxDocument) -> list[Any]:
    """The body, and the headers and footers that the file has."""
    section = document.sections[0]
    edges = (
        section.footer,
        section.even_page_footer,
        section.first_page_header,
        section.first_page_footer,
    )
    return [document.element, *(each._element for each in edges if not each.is_linked_to_previous)]


def saved(document: DocxDocument) -> bytes:
    """The file as it is now."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def edited(docx: bytes, words: str, change: Callable[[Any], None]) -> bytes:
    """Change every paragraph of body, headers and footers that holds the words; there is one."""
    document = Document(BytesIO(docx))
    found = [each for root in roots_of(document) for each in paragraphs_of(root, words)]
    assert found, words
    for each in found:
        change(each)
    return saved(document)


def set_borders(colour: str, side: str = "", **attributes: str) -> Change:
    """Draw the rules of a colour otherwise."""

    def change(docx: bytes) -> bytes:
        document = Document(BytesIO(docx))
        found = [
            border
            for root in roots_of(document)
            for borders in root.iter(qn("w:pBdr"))
            for border in borders
            if border.get(qn("w:color")) == colour and border.tag.endswith(side)
        ]
        assert found
        for border in found:
            for name, value in attributes.items():
                border.set(qn(f"w:{name}"), value)
        return saved(document)

    return change


def set_looks(
    words: str,
    *,
    font: str = "",
    size: float = 0,
    colour: str = "",
    bold: bool = False,
) -> Change:
    """Print a paragraph otherwise."""

    def change(paragraph: Any) -> None:
        for run in Paragraph(paragraph, None).runs:
            if font:
                run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
            if size:
                run.font.size = Pt(size)
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)
            if bold:
                run.bold = True

    return lambda docx: edited(docx, words, change)


def write(old: str, new: str) -> Change:
    """Put other words in the place of some."""

    def change(paragraph: Any) -> None:
        for text in paragraph.iter(qn("w:t")):
            text.text = (text.text or "").replace(old, new)

    return lambda docx: edited(docx, old, change)


def set_place(
    words: str,
    *,
    align: str = "",
    first: int | None = None,
    left: int | None = None,
    right: int | None = None,
) -> Change:
    """Set a paragraph elsewhere; indents in twips."""

    def change(paragraph: Any) -> None:
        own = paragraph.get_or_add_pPr()
        if align:
            own.find(qn("w:jc")).set(qn("w:val"), align)
        indent = own.find(qn("w:ind"))
        if first is not None:
            indent.attrib.pop(qn("w:hanging"), None)
            indent.set(qn("w:firstLine"), str(first))
        if left is not None:
            indent.set(qn("w:left"), str(left))
        if right is not None:
            indent.set(qn("w:right"), str(right))

    return lambda docx: edited(docx, words, change)


def drop_tabs(words: str) -> Change:
    """Take the tabs out of a paragraph."""

    def change(paragraph: Any) -> None:
        for tab in list(paragraph.iter(qn("w:tab"))):
            tab.getparent().remove(tab)

    return lambda docx: edited(docx, words, change)


def put_blank(words: str) -> Change:
    """Put an empty line above a paragraph, as high as it is."""

    def change(paragraph: Any) -> None:
        blank = deepcopy(paragraph)
        for run in list(blank.iter(qn("w:r"))):
            run.getparent().remove(run)
        paragraph.addprevious(blank)

    return lambda docx: edited(docx, words, change)


def drop_blank(words: str) -> Change:
    """Take the empty line above a paragraph away."""

    def change(paragraph: Any) -> None:
        above = paragraph.getprevious()
        assert not list(above.iter(qn("w:t")))
        above.getparent().remove(above)

    return lambda docx: edited(docx, words, change)


def drop(words: str) -> Change:
    """Take a paragraph away."""
    return lambda docx: edited(docx, words, lambda each: each.getparent().remove(each))


def set_title(words: str, *lines: str) -> Change:
    """Break a title into other lines."""

    def change(paragraph: Any) -> None:
        first, *others = paragraph.findall(qn("w:r"))
        for run in others:
            paragraph.remove(run)
        for text in list(first.findall(qn("w:t"))):
            first.remove(text)
        for at, line in enumerate(lines):
            if at:
                first.append(OxmlElement("w:br"))
            first.append(OxmlElement("w:t"))
            first[-1].text = line

    return lambda docx: edited(docx, words, change)


def set_frames(**attributes: str) -> Change:
    """Set attributes of every frame of the body."""

    def change(docx: bytes) -> bytes:
        document = Document(BytesIO(docx))
        for frame in document.element.iter(qn("w:framePr")):
            for name, value in attributes.items():
                frame.set(qn(f"w:{name}"), value)
        return saved(document)

    return change


def move_frames(by: int) -> Change:
    """Move every frame of the body down, or up; in twips."""

    def change(docx: bytes) -> bytes:
        document = Document(BytesIO(docx))
        for frame in document.element.iter(qn("w:framePr")):
            frame.set(qn("w:y"), str(int(frame.get(qn("w:y"))) + by))
        return saved(document)

    return change


def set_inside(words: str, tag: str, **attributes: str) -> Change:
    """Set attributes of an element of a paragraph's properties, or of its cell's."""

    def change(paragraph: Any) -> None:
        cell = next(paragraph.iterancestors(qn("w:tc")), paragraph)
        found = next(iter([*paragraph.iter(qn(tag)), *cell.iter(qn(tag))]))
        for name, value in attributes.items():
            found.set(qn(f"w:{name}"), value)

    return lambda docx: edited(docx, words, change)


def new_page(words: str) -> Change:
    """Begin a page with the last paragraph that holds the words; what binds it is taken off."""

    def change(docx: bytes) -> bytes:
        document = Document(BytesIO(docx))
        last = list(paragraphs_of(document.element.body, words))[-1]
        last.get_or_add_pPr().insert(0, OxmlElement("w:pageBreakBefore"))
        for kept in list(document.element.iter(qn("w:keepNext"))):
            kept.getparent().remove(kept)
        return saved(document)

    return change


def after(*changes: Change) -> Change:
    """Make several changes, one after the other."""
    return lambda docx: reduce(lambda made, change: change(made), changes, docx)


def title_page(docx: bytes) -> bytes:
    """Give the first page headers and footers of its own, which are empty."""
    document = Document(BytesIO(docx))
    document.sections[0].different_first_page_header_footer = True
    return saved(document)


def put_seal(words: str, left: float, top: float, across: float = 42) -> Change:
    """Put a red ring on a paragraph: mm from the page's left edge and from the paragraph's top."""

    def change(docx: bytes) -> bytes:
        document = Document(BytesIO(docx))
        found = next(paragraphs_of(document.element, words))
        run = Paragraph(found, document._body).add_run()
        inline = run.add_picture(_ring(), Mm(across), Mm(across))._inline
        anchor = parse_xml(
            f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0"'
            ' simplePos="0" relativeHeight="9" behindDoc="1" locked="0" layoutInCell="1"'
            ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="page"><wp:posOffset>{Mm(left)}</wp:posOffset>'
            '</wp:positionH><wp:positionV relativeFrom="paragraph">'
            f"<wp:posOffset>{Mm(top)}</wp:posOffset></wp:positionV></wp:anchor>"
        )
        for child in list(inline):
            anchor.append(child)
            if child.tag == qn("wp:extent"):
                anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
        inline.getparent().replace(inline, anchor)
        return saved(document)

    return change


def _ring() -> BytesIO:
    """A ring with a bar in it, as large as a seal is drawn."""
    picture = Image.new("RGBA", (420, 420))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, 416, 416), outline="red", width=14)
    draw.rectangle((150, 200, 270, 220), fill="red")
    held = BytesIO()
    picture.save(held, "PNG")
    held.seek(0)
    return held
