"""What is declared for templates is what they are filled with, for every scenario."""

from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from docgen.forms.compose import compose
from docgen.forms.own import CustomerTemplate
from docgen.forms.vocabulary import form_vocabulary
from docgen.forms.word import TEMPLATE
from docgen.word.fields import misfits
from docgen.word.lint import lint
from docgen.word.render import render_docx
from models.errors import OfficeUnavailableError
from models.records import Filing
from models.specs import Service
from prefill.services import read_services
from tests.docgen.word.papers import docx

SERVICES = read_services()
SCENARIOS = [(each, one.id) for each in SERVICES.values() for one in each.scenarios]
IDS = [scenario for _, scenario in SCENARIOS]


@pytest.mark.parametrize(("service", "scenario"), SCENARIOS, ids=IDS)
def test_what_a_template_may_use_is_given(service: Service, scenario: str) -> None:
    vocabulary = form_vocabulary(service, scenario)
    assert list(misfits(vocabulary.sample(), vocabulary)) == []
    assert all(vocabulary.boxes.values()), "a box that no template can name"


@pytest.mark.parametrize("scenario", ["S5A", "S1A", "C07", "B01"])
def test_our_own_layout_is_a_template_that_passes_the_lint(scenario: str) -> None:
    service = next(one for one, each in SCENARIOS if each == scenario)
    report = lint(TEMPLATE.read_bytes(), form_vocabulary(service, scenario))
    assert [each.message for each in report.errors] == []


def test_a_box_is_printed_by_its_key_and_by_its_label() -> None:
    vocabulary = form_vocabulary(SERVICES["S5"], "S5A")
    box = next(each for each in SERVICES["S5"].form("S5A") if each.type == "string")
    label = next(name for name in vocabulary.boxes[box.label] if name != box.key)
    sample = vocabulary.sample()
    tags = f"{{{{ {box.key} }}}}", f"{{{{ {label} }}}}"
    made = Document(BytesIO(render_docx(docx(*tags), sample.words, sample.pictures)))
    first, second = (each.text for each in made.paragraphs[:2])
    assert first == second != ""


@pytest.mark.parametrize("words", ["编号 {{ case_no }}", "{{ gone }}"])
def test_without_libreoffice_or_a_fitting_template_the_standard_layout_serves_and_says_so(
    service: Service, filings: dict[str, Filing], words: str
) -> None:
    def away(_: bytes) -> bytes:
        raise OfficeUnavailableError("没有安装 LibreOffice。")

    own = CustomerTemplate(docx(words), "自有模板第 3 版", away)
    form = compose(filings["S5A"], service, "S5A", template=own)
    assert "由 Typst 按标准版式生成" in form.note
    assert "自有模板第 3 版" in form.note
    with pypdfium2.PdfDocument(form.pdf) as pdf:
        said = "".join(pdf[0].get_textpage().get_text_range().split())
    assert "".join(form.note.split()) in said
    assert form.docx
