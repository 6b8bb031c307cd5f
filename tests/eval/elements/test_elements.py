"""The measure of recognition is fair: layouts and words of the two parts share nothing."""

from pathlib import Path
from random import Random

import pytest

from docgen.gongwen.document.official import Official
from docgen.gongwen.opening.file import Means
from eval.elements.families import TUNING, UNSEEN
from eval.elements.invention import invent, read_vocabulary, statutory
from eval.elements.judging import READ, judge
from eval.elements.laying import lay_out
from eval.elements.making import make_docx
from eval.elements.real import measure_papers
from eval.elements.run import make_samples, measure, read_part, read_sources
from models.errors import InvalidRequestError

DATA = Path(__file__).parents[4] / "shared" / "data"


def _no_pdf(_: bytes) -> bytes:
    raise AssertionError


def test_what_is_reported_on_shares_no_word_and_no_layout_with_what_was_fitted_on() -> None:
    words = read_vocabulary()
    for name, first in words.tuning.model_dump().items():
        assert not set(first) & set(getattr(words.unseen, name)), name
    assert not {each.name for each in TUNING} & {each.name for each in UNSEEN}


def test_every_kind_can_be_invented_and_is_the_same_for_the_same_chance() -> None:
    words = read_vocabulary().tuning
    for kind in statutory():
        first, second = (invent(kind, words, Random(5)) for _ in range(2))
        assert first == second
        assert first.kind == kind
    assert len(statutory()) == 15


@pytest.mark.parametrize("family", [*TUNING, *UNSEEN], ids=lambda each: each.name)
def test_every_layout_makes_a_word_document(family: object) -> None:
    official = invent("request", read_vocabulary().tuning, Random(3))
    made = make_docx(lay_out(official, family, Random(1)))  # type: ignore[arg-type]
    assert made.startswith(b"PK")


def test_unseen_layouts_are_read_at_the_promised_rate() -> None:
    samples = make_samples("unseen", 1, ("docx", "txt"), _no_pdf)
    report = measure(samples, "unseen", Means())
    assert report.documents == 4 * 15 * 2
    assert report.whole.share >= 95


def test_real_documents_are_read_at_the_promised_rate() -> None:
    if not (DATA / "gongwen").is_dir():
        pytest.skip("the given data are not here")
    report = measure_papers(DATA)
    assert report.whole.all >= 140
    assert report.whole.share >= 95


def test_an_element_that_is_invented_counts_as_wrong() -> None:
    verdicts = judge(
        Official(title="关于样张的通知"), Official(title="关于样张的通知", note="联系人")
    )
    assert [(each.element, each.right) for each in verdicts if not each.right] == [("附注", False)]


def test_of_scans_nine_tenths_of_the_characters_are_enough() -> None:
    wanted, got = (
        Official(title="关于加强样张印制工作的通知"),
        Official(title="关于加强样张印制工怍的通知"),
    )
    assert not judge(wanted, got)[0].right
    assert judge(wanted, got, READ)[0].right


def test_an_unknown_part_or_source_is_refused() -> None:
    with pytest.raises(InvalidRequestError):
        read_part("all")
    with pytest.raises(InvalidRequestError):
        read_sources("docx,xls")
