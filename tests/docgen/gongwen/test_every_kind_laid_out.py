"""Each of the twenty-four kinds, written from facts, laid out, and measured from file and print."""

from collections.abc import Iterator

import pytest

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from docgen.word.office import Care, WordOffice


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordOffice]:
    care = Care(tmp_path_factory.mktemp("office"), start_seconds=120, wait_seconds=180)
    office = WordOffice(care)
    if office.missing:
        pytest.skip(office.missing)
    yield office
    office.close()


@pytest.mark.parametrize("kind", read_written())
def test_a_kind_written_from_facts_is_laid_out_without_a_fault(
    kind: str, office: WordOffice
) -> None:
    drafted = draft(kind, examples(read_written()[kind]))
    assert drafted.complete
    assert proofread(text_of(drafted.official)).faults == ()
    measured = measure(lay_out(drafted.official), office.convert)
    assert not measured.unmeasured
    assert [each.told for each in measured.faults] == []
