"""A form in a customer's layout, made by the real LibreOffice, signed at its anchor."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from docgen.forms.compose import compose
from docgen.forms.own import CustomerTemplate
from docgen.printing.field import APPLICANT
from docgen.word.office import Care, WordOffice
from docgen.word.unoserver import find_missing
from models.records import Filing
from models.specs import Service
from tests.docgen.word.papers import docx

pytestmark = pytest.mark.skipif(bool(find_missing()), reason=find_missing() or "installed")


def test_the_pdf_says_what_the_word_file_says_and_the_seal_stands_at_the_anchor(
    service: Service, filings: dict[str, Filing], tmp_path: Path
) -> None:
    office = WordOffice(Care(tmp_path, start_seconds=120, wait_seconds=180))
    try:
        own = CustomerTemplate(
            docx("本局自有版式", "编号 {{ case_no }}"), "自有模板", office.convert
        )
        form = compose(filings["S5A"], service, "S5A", template=own)
    finally:
        office.close()
    assert form.note == ""
    with pypdfium2.PdfDocument(form.pdf) as pdf:
        page = pdf[0].get_textpage()
        said = page.get_text_range()
        at = page.search("（签章）").get_next()
        assert at
        left, bottom, right, top = page.get_charbox(at[0] + 3)
    assert "本局自有版式" in said
    assert filings["S5A"].case_no in said
    fields = list(enumerate_sig_fields(PdfFileReader(BytesIO(form.pdf)), with_name=APPLICANT))
    ((_, _, reference),) = fields
    x1, y1, x2, y2 = (float(each) for each in reference.get_object()["/Rect"])
    assert x1 == pytest.approx(right, abs=2)
    assert y1 < (bottom + top) / 2 < y2
    assert left < x2
