"""Passages are ranked by the terms they share with the question."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.bm25 import Bm25
from knowledge.terms import terms


def test_the_passage_with_the_asked_words_comes_first() -> None:
    passages = ["道路运输证的年度审验", "小学生转学办理指南", "船舶营业运输证"]
    assert Bm25(passages).scores("转学怎么办").argmax() == 1


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    scores = Bm25(["申请材料", "申请条件", "申请年审", "申请期限"]).scores("申请年审")
    assert scores.argmax() == 2
    assert scores[2] > 3 * scores[0]


@given(st.lists(st.text(), max_size=8), st.text())
def test_any_texts_are_scored_and_nothing_shared_is_zero(
    passages: list[str], question: str
) -> None:
    scores = Bm25(passages).scores(question)
    asked = set(terms(question))
    shares = [bool(asked & set(terms(passage))) for passage in passages]
    assert np.array_equal(scores > 0, np.array(shares, dtype=bool))


def test_a_document_number_stays_whole() -> None:
    assert "2024" in terms("沪府规〔2024〕3号")
