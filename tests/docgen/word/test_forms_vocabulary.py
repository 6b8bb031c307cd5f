"""What is declared for templates is what they are filled with, for every scenario."""

from io import BytesIO

import pytest
from docx import Document

from docgen.forms.vocabulary import form_vocabulary
from docgen.forms.word import TEMPLATE
from docgen.word.fields import misfits
from docgen.word.lint import lint
from docgen.word.render import render_docx
from prefill.services import read_services
from tests.docgen.word.papers import docx

SERVICES = read_services()
SCENARIOS = [(each, one.id) for each in SERVICES.values() for one in each.scenarios]
IDS = [scenario for _, scenario in SCENARIOS]


@pytest.mark.parametrize(("service", "scenario"), SCENARIOS, ids=IDS)
def test_what_a_template_may_use_is_given(service, scenario) -> None:  # type: ignore[no-untyped-def]
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
