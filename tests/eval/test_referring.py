"""Facts of documents with known facts are counted as told, taken and right."""

from pathlib import Path

import pytest

from eval.referring.measure import measure
from eval.referring.papers import LAYOUTS, known, read_papers
from eval.referring.real import measure_real
from models.errors import NotFoundError


@pytest.mark.parametrize("part", ["tuning", "unseen"])
def test_every_line_of_a_document_stands_in_each_of_its_layouts(part: str) -> None:
    for paper in read_papers(part):
        for layout in LAYOUTS:
            document = known(paper, layout)
            text = "".join(document.text.split())
            for name, values in document.facts.items():
                if document.where[name] != "题目和版头":
                    assert all("".join(each.split()) in text for each in values), name


def test_most_facts_in_words_that_set_the_rules_are_taken_and_what_is_ticked_is_right() -> None:
    report = measure("tuning")
    assert report.whole.recall > 95
    assert report.whole.sure_precision == pytest.approx(100)
    told = sum(row.told for row in report.by_layout)
    assert report.whole.told == told == sum(row.told for row in report.by_kind)


def test_real_documents_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="没有所需的公文数据"):
        measure_real(tmp_path, "unseen")
