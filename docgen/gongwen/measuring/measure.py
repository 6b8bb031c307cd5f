"""``measure``: every deviation of a Word file from a style, from its XML and from its print."""

from collections.abc import Callable

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.style import Style, standard
from docgen.gongwen.measuring import indents, looks
from docgen.gongwen.measuring.attachments import measure_attachments
from docgen.gongwen.measuring.deviation import Measured
from docgen.gongwen.measuring.judging import judge, judge_presence
from docgen.gongwen.measuring.located import Print
from docgen.gongwen.measuring.package import measure_package
from docgen.gongwen.measuring.places import tests_of
from docgen.gongwen.measuring.printed import measure_printed
from docgen.gongwen.measuring.setup import form_of, measure_pages
from docgen.gongwen.measuring.sheets import read_sheets
from docgen.gongwen.measuring.words import words_of
from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.opening.package import WordFile
from models.errors import OfficeUnavailableError

Convert = Callable[[bytes], bytes]
NO_PRINT = "没有可用的 LibreOffice，未从版面（PDF）复测。"


def measure(
    docx: bytes,
    convert: Convert | None = None,
    form: Form | None = None,
    style: Style | None = None,
) -> Measured:
    """Return what deviates; without a form, the one the file seems to have.

    ``convert`` makes a PDF of a docx (``WordOffice.convert``); without one, or when it fails, only
    the XML is measured and the result says so. Raises an ``UnreadablePaperError`` for what is no
    Word file.
    """
    file, opened = WordFile(docx), read_docx(docx, "")
    recognised = recognise(opened)
    wanted = style or standard()
    shown = form or form_of(opened, recognised)
    words = words_of(opened, recognised)
    pdf, problem = _printed(docx, convert)
    told = [*measure_package(file), *measure_pages(opened, wanted)]
    told += [*judge_presence(words, shown), *measure_attachments(words)]
    told += judge(words, shown, wanted, looks.TESTS)
    if pdf:
        printed = Print(read_sheets(pdf), opened, words, wanted)
        told += judge(words, shown, wanted, tests_of(printed))
        told += measure_printed(printed, shown)
    else:
        told += judge(words, shown, wanted, indents.TESTS)
    return Measured(form=shown, deviations=tuple(told), unmeasured=(problem,) if problem else ())


def _printed(docx: bytes, convert: Convert | None) -> tuple[bytes, str]:
    """Return the PDF of a file, or why there is none."""
    try:
        pdf = convert(docx) if convert else b""
    except OfficeUnavailableError as problem:
        return b"", str(problem)
    return pdf, "" if pdf else NO_PRINT
