"""The specimens are whole texts of our own kinds, plainly invented, and without faults of ours."""

import pytest

from docgen.gongwen.library.filed import sorts
from docgen.gongwen.library.reading import citations, outline
from docgen.gongwen.library.specimens import Specimen, read_specimens
from docgen.gongwen.library.summary import summarise
from docgen.gongwen.writing.drafting import draft


@pytest.mark.parametrize("specimen", read_specimens(), ids=lambda each: each.filed.title)
def test_a_specimen_lacks_nothing_and_says_that_it_is_one(specimen: Specimen) -> None:
    made = draft(specimen.kind, specimen.facts)
    assert (made.missing, made.faults, made.left_out) == ((), (), ())
    filed = specimen.filed
    assert "样张" in filed.issuer
    assert "待补" not in filed.body
    assert filed.sort in set(sorts())
    assert filed.issued_on
    assert summarise(filed.title, filed.body)


def test_specimens_are_many_of_many_kinds_and_cite_each_other() -> None:
    specimens = [each.filed for each in read_specimens()]
    assert 10 <= len(specimens) <= 20
    assert len({each.sort for each in specimens}) >= 10
    assert len({each.id for each in specimens}) == len(specimens)
    numbers = {each.number for each in specimens if each.number}
    cited = {told.number for each in specimens for told in citations(each.body, each.number)}
    assert len(numbers & cited) >= 2
    assert any(outline(each.body) for each in specimens)
