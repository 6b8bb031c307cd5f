"""Titles and keywords are taken from a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.assistant.assisting import assist
from docgen.gongwen.assistant.outcome import Wish
from docgen.gongwen.writing.keywords import keywords
from docgen.gongwen.writing.titles import titles

TEXT = (
    "入冬以来，夜间客流增加。现就增加冬季公交运力有关事项请示如下：\n"
    "冬季公交拟新增线路3条。冬季公交所需经费，由冬季公交专项资金安排。"
)


def test_a_title_is_made_of_what_the_text_announces() -> None:
    assert titles(TEXT) == ("关于增加冬季公交运力的请示",)


def test_what_a_text_comes_back_to_is_its_first_keyword() -> None:
    assert keywords(TEXT)[0] == "冬季公交"


@given(st.text(alphabet="公交线路的，。1a\n\u202e", max_size=300))
def test_keywords_stand_in_the_text_more_than_once(text: str) -> None:
    for word in keywords(text):
        assert sum(text.startswith(word, at) for at in range(len(text))) > 1


@pytest.mark.parametrize(("task", "words"), [("keywords", "冬季公交"), ("headline", "的请示")])
def test_the_assistant_does_both_without_a_model(task: str, words: str) -> None:
    told = assist(Wish(task=task, text=TEXT), None)
    assert (told.engine, words in told.text) == ("rules", True)


@pytest.mark.parametrize("task", ["keywords", "headline"])
def test_a_text_without_either_says_so(task: str) -> None:
    assert "没有" in assist(Wish(task=task, text="好的。"), None).text
