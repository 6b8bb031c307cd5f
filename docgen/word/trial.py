"""Fills a template with sample content and opens the result, before anybody is served with it."""

from collections.abc import Callable, Iterator
from io import BytesIO

from docx import Document

from docgen.word.anchors import find_places
from docgen.word.fields import Vocabulary
from docgen.word.package import Docx
from docgen.word.places import paragraphs
from docgen.word.render import FAULTS, render_docx
from docgen.word.report import Remark, advice, error
from docgen.word.tags import SIGN
from models.clean import shorten
from models.errors import OfficeUnavailableError, UnfitTemplateError, UnreadablePaperError

Convert = Callable[[bytes], bytes]
"""Turns a Word file into a PDF; raises ``OfficeUnavailableError``."""


def try_out(data: bytes, vocabulary: Vocabulary, convert: Convert | None) -> Iterator[Remark]:
    """Yield what goes wrong when the template is filled, opened again, and turned into a PDF."""
    sample = vocabulary.sample()
    try:
        made = render_docx(data, sample.words, sample.pictures)
        Document(BytesIO(made))
        docx = Docx(made)
        read = list(paragraphs(docx.part("word/document.xml")))
    except (UnfitTemplateError, UnreadablePaperError, *FAULTS) as problem:
        told = f"用样例内容试填没有成功：{shorten(str(problem), 120)}"
        yield error("trial", "", told)
        return
    for each in read:
        if SIGN.search(each.text):
            yield error("left", each.place, "试填以后这里还留有标签符号，请检查这一段的标签。")
    if convert:
        yield from _converted(made, vocabulary, convert)


def _converted(made: bytes, vocabulary: Vocabulary, convert: Convert) -> Iterator[Remark]:
    try:
        find_places(convert(made), vocabulary.seals)
    except OfficeUnavailableError as problem:
        yield advice("not_converted", "", f"没有试转 PDF：{problem}")
    except UnfitTemplateError as problem:
        yield error("no_anchor", "", str(problem))
