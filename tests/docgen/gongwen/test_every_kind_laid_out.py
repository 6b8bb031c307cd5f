"""Each of the twenty-four kinds, written from facts, laid out, and measured from file and print."""

import pytest

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from docgen.word.office import WordOffice


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
