"""``measure``: every deviation of a Word file from a style, from its XML and from its print."""

from collections.abc import Callable

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.style import Style, standard
from docgen.gongwen.measuring.deviation import Measured
from docgen.gongwen.measuring.package import measure_package
from docgen.gongwen.measuring.printed import measure_printed, read_sheets
from docgen.gongwen.measuring.words import words_of
from docgen.gongwen.measuring.written import form_of, measure_written
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
    written = [*measure_package(file), *measure_written(opened, words, shown, wanted)]
    try:
        pdf = convert(docx) if convert else b""
    except OfficeUnavailableError as problem:
        return Measured(form=shown, deviations=tuple(written), unmeasured=(str(problem),))
    if not pdf:
        return Measured(form=shown, deviations=tuple(written), unmeasured=(NO_PRINT,))
    printed = measure_printed(read_sheets(pdf), shown, wanted)
    return Measured(form=shown, deviations=(*written, *printed))
