"""``measure``: every deviation of a Word file from a style, from its XML and from its print."""

from collections.abc import Callable

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring import indents
from docgen.gongwen.measuring.deviation import Measured
from docgen.gongwen.measuring.located import Print
from docgen.gongwen.measuring.package import measure_package
from docgen.gongwen.measuring.places import tests_of
from docgen.gongwen.measuring.printed import measure_printed
from docgen.gongwen.measuring.sheets import read_sheets
from docgen.gongwen.measuring.snapping import unsnapped
from docgen.gongwen.measuring.taken import Taken, measure_taken
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
    file, taken = WordFile(docx), Taken.of(read_docx(docx, ""), form, style)
    told = [*measure_package(file), *measure_taken(taken)]
    pdf, problem = print_by(docx, convert)
    if pdf:
        printed = Print(read_sheets(pdf), taken.opened, taken.words, taken.style)
        told += [*taken.judge(tests_of(printed)), *measure_printed(printed, taken.form)]
    else:
        told += taken.judge(indents.TESTS)
    unmeasured = (problem,) if problem else ()
    return Measured(form=taken.form, deviations=tuple(told), unmeasured=unmeasured)


def print_by(docx: bytes, convert: Convert | None) -> tuple[bytes, str]:
    """Return the PDF of a file, or why there is none."""
    try:
        pdf = convert(unsnapped(docx)) if convert else b""
    except OfficeUnavailableError as problem:
        return b"", str(problem)
    return pdf, "" if pdf else NO_PRINT
