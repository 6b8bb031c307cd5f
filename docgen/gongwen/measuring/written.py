"""Measures from the XML of a Word file: page, margins, fonts, sizes, indents, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import TWIPS, Style
from docgen.gongwen.measuring.deviation import Deviation, compare, deviate
from docgen.word.package import MAIN, Docx

HEADINGS = (
    (re.compile(r"^[一二三四五六七八九十]+、"), "black", "一级标题（黑体）"),
    (re.compile(r"^（[一二三四五六七八九十]+）"), "kai", "二级标题（楷体）"),
)
RED_AT_LEAST, OTHERS_AT_MOST = 180, 90


def measure_written(docx: Docx, style: Style) -> list[Deviation]:
    """Return the deviations that the XML shows, most general first."""
    document = docx.part(MAIN)
    return [
        *_page(document, style),
        *_page_numbers(docx, style),
        *_text(document, style),
        *_headings(document, style),
        *_themes(docx, style),
    ]


def form_of(docx: Docx) -> Form:
    """Return the form a file seems to have, by its red words."""
    heads = [docx.part(name) for name in docx.names if name.startswith("word/header")]
    if any(_red(part) for part in heads):
        return Form.LETTER
    words = _red(docx.part(MAIN)).strip()
    endings = (("令", Form.ORDER), ("纪要", Form.MINUTES))
    found = next((form for ending, form in endings if words.endswith(ending)), Form.DOCUMENT)
    return found if words else Form.PLAIN


def _red(root: Element) -> str:
    return "".join(
        words_of(run)
        for run in root.iter("r")
        if (colour := run.find("rPr/color")) is not None and is_red(colour.get("val", ""))
    )


def is_red(colour: str) -> bool:
    """Tell whether RRGGBB is a red."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    red, *others = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red >= RED_AT_LEAST and max(others) <= OTHERS_AT_MOST


def words_of(element: Element) -> str:
    """Return the words of an element."""
    return "".join(each.text or "" for each in element.iter("t"))


def _page(document: Element, style: Style) -> Iterator[Deviation]:
    for at, section in enumerate(document.iter("sectPr"), 1):
        where = f"第{at}节页面设置"
        size, margins = section.find("pgSz"), section.find("pgMar")
        if size is None or margins is None or size.get("orient") == "landscape":
            continue
        width, height = _mm(size, "w"), _mm(size, "h")
        found = {
            "width": width,
            "height": height,
            "top": _mm(margins, "top"),
            "left": _mm(margins, "left"),
            "area_width": width - _mm(margins, "left") - _mm(margins, "right"),
            "area_height": height - _mm(margins, "top") - _mm(margins, "bottom"),
        }
        for name, value in found.items():
            yield from compare(style, name, value, where)


def _mm(element: Element, name: str) -> float:
    return _number(element.get(name, "0")) / TWIPS


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _page_numbers(docx: Docx, style: Style) -> Iterator[Deviation]:
    feet = [docx.part(name) for name in docx.names if name.startswith("word/footer")]
    told = ["".join(each.text or "" for each in part.iter("instrText")) for part in feet]
    simple = [each.get("instr", "") for part in feet for each in part.iter("fldSimple")]
    if not any("PAGE" in each for each in (*told, *simple)):
        yield deviate(style, "page_gap", "版心下方有页码", "没有页码域", "页脚")


def _text(document: Element, style: Style) -> Iterator[Deviation]:
    """Judge the size most of the text has, and how its paragraphs begin."""
    sizes: Counter[float] = Counter()
    indented: Counter[bool] = Counter()
    for paragraph in document.iter("p"):
        text = words_of(paragraph)
        for run in paragraph.iter("r"):
            size = run.find("rPr/sz")
            if size is not None:
                sizes[_number(size.get("val", "")) / 2] += len(words_of(run))
        if len(text) > style["characters"] and _is_body(paragraph):
            indented[_indented(paragraph, style)] += 1
    if sizes:
        yield from compare(style, "body_size", sizes.most_common(1)[0][0], "正文", "磅")
    if indented[False] > indented[True]:
        count = indented[False]
        yield deviate(style, "indent", "左空2字", f"{count}段没有缩进", "正文")


def _is_body(paragraph: Element) -> bool:
    align, frame = paragraph.find("pPr/jc"), paragraph.find("pPr/framePr")
    placed = "both" if align is None else align.get("val", "")
    return frame is None and placed in {"both", "left", "start"}


def _indented(paragraph: Element, style: Style) -> bool:
    if words_of(paragraph).startswith(("\u3000\u3000", "    ")):
        return True
    indent = paragraph.find("pPr/ind")
    if indent is None or indent.get("hanging"):
        return paragraph.find("pPr/pStyle") is not None or indent is not None
    characters = _number(indent.get("firstLineChars", "0")) / 100
    width = _number(indent.get("firstLine", "0")) / (style["body_size"] * 20)
    return max(characters, width) >= style["indent"] - style.values["indent"].tolerance


def _headings(document: Element, style: Style) -> Iterator[Deviation]:
    for paragraph in document.iter("p"):
        text = words_of(paragraph)
        for sign, role, what in HEADINGS:
            fonts = paragraph.find("r/rPr/rFonts")
            font = "" if fonts is None else fonts.get("eastAsia", "")
            if sign.match(text) and font and font not in style.fonts[role]:
                expected = f"{what}用{style.font(role)}"
                yield deviate(style, "body_size", expected, font, f"“{text[:12]}”")


def _themes(docx: Docx, style: Style) -> Iterator[Deviation]:
    """A theme's font wins over the one that is named beside it."""
    for fonts in docx.part(MAIN).iter("rFonts"):
        if fonts.get("eastAsiaTheme") and fonts.get("eastAsia"):
            yield deviate(style, "pitch", "不使用主题字体", "主题字体会盖过指定字体", "字体")
            return
