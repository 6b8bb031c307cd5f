"""A question is searched by its own words and the numbers it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.matching import matched_words
from knowledge.retrieval.question import codes_in, read_question


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("您好，请问怎么年审？谢谢！", "怎么年审"),
        ("你好请问一下 货车 怎么年审", "货车怎么年审"),
        ("ＶＩＮ码\u200b怎么查", "VIN码怎么查"),
        ("谢谢", "谢谢"),
        ("", ""),
        ("？？", ""),
    ],
)
def test_greetings_thanks_and_widths_do_not_count(asked: str, text: str) -> None:
    assert read_question(asked).text == text


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("沪府规〔2024〕3号怎么说", ("沪府规〔2024〕3号",)),
        ("沪府规[2024]3号和沪交规（2025）12号", ("沪府规[2024]3号", "沪交规(2025)12号")),
        ("根据沪数据〔2025〕7号", ("沪数据〔2025〕7号",)),
        ("传感器-温度-TH01 坏了", ("传感器-温度-TH01",)),
        ("C12 怎么办", ("C12",)),
        ("C1驾照到期了要去哪里换", ()),
        ("2024年补贴多少", ()),
        ("AED 培训", ()),
    ],
)
def test_numbers_and_codes_are_told_apart_from_words(asked: str, codes: tuple[str, ...]) -> None:
    assert read_question(asked).codes == codes


@given(st.text())
def test_any_text_is_a_question_and_reading_it_again_changes_nothing(asked: str) -> None:
    once = read_question(asked)
    assert read_question(once.text) == once


@pytest.mark.parametrize(
    ("code", "text", "stands"),
    [
        ("C1", "见 C12 条", 0),
        ("C12", "见 c12 条", 1),
        ("沪府规〔2024〕3号", "依据沪府规（2024）3号", 1),
        ("沪府规〔2024〕3号", "依据沪府规〔2024〕31号", 0),
    ],
)
def test_a_code_stands_to_the_letter_or_not_at_all(code: str, text: str, stands: int) -> None:
    assert codes_in((code,), text) == stands


@given(st.text(max_size=40), st.text(max_size=80))
def test_matched_words_stand_in_both(question: str, text: str) -> None:
    for word in matched_words(question, text):
        assert matched_words(word, question) == (word,)
        assert matched_words(word, text) == (word,)
