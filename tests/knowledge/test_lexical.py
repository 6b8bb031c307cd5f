"""Passages are ranked by the terms they share with the question."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.lexical import Lexical, Scores
from knowledge.words.terms import terms


def scores(passages: list[str], question: str) -> Scores:
    index = Lexical({"text": 1.0})
    index.add([{"text": passage} for passage in passages])
    return index.scores(question)


def test_the_passage_with_the_asked_words_comes_first() -> None:
    passages = ["道路运输证的年度审验", "小学生转学办理指南", "船舶营业运输证"]
    assert scores(passages, "转学怎么办").argmax() == 1


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    found = scores(["申请材料", "申请条件", "申请年审", "申请期限"], "申请年审")
    assert found.argmax() == 2
    assert found[2] > 3 * found[0]


@given(st.lists(st.text(), max_size=8), st.text())
def test_any_texts_are_scored_and_nothing_shared_is_zero(
    passages: list[str], question: str
) -> None:
    found = scores(passages, question)
    asked = set(terms(question))
    shares = [bool(asked & set(terms(passage))) for passage in passages]
    assert np.array_equal(found > 0, np.array(shares, dtype=bool))


def test_a_document_number_stays_whole() -> None:
    assert "2024" in terms("沪府规〔2024〕3号")


@given(st.lists(st.text(alphabet="申请材料年审船舶", max_size=6), max_size=6), st.integers(0, 6))
def test_passages_added_later_are_found_as_if_they_had_come_at_once(
    passages: list[str], first: int
) -> None:
    index = Lexical({"text": 1.0})
    for part in (passages[:first], passages[first:]):
        index.add([{"text": passage} for passage in part])
    assert np.array_equal(index.scores("船舶年审材料"), scores(passages, "船舶年审材料"))


def test_what_is_not_allowed_scores_nothing() -> None:
    index = Lexical({"text": 1.0})
    index.add([{"text": "船舶年审"}, {"text": "车辆年审"}])
    found = index.scores("年审", np.array([False, True]))
    assert found[0] == 0 < found[1]
