"""Proofreading takes time in proportion to the text, whatever is sent."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.proofread.checkers import RULES
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Severity
from docgen.gongwen.proofread.near import NearWords, is_near, sound_alike
from docgen.gongwen.proofread.text import Setting
from docgen.gongwen.spelling.lengths.counter import shipped as counter
from docgen.gongwen.spelling.sheet import LONGEST, sentences_of
from eval.bench.hostile_texts import HOSTILE, make_hostile

SIZE = 20_000
SECONDS = 6.0
"""Of the processor; what was quadratic took up to 40 for as many characters."""


@pytest.mark.parametrize("name", HOSTILE)
def test_rules_take_no_longer_over_a_hostile_text(name: str) -> None:
    text, setting = make_hostile(name, SIZE), Setting(kind="request", public=True)
    proofread("", setting=setting, checkers=RULES)  # declarations are read once
    begun = process_time()
    report = proofread(text, level=Severity.HINT, setting=setting, checkers=RULES)
    assert process_time() - begun < SECONDS
    ends = [0, *(fault.end for fault in report.faults)]
    assert all(fault.start >= end for fault, end in zip(report.faults, ends, strict=False))


def test_what_a_model_tells_of_a_text_without_a_full_stop_is_in_its_place() -> None:
    text = "各镇人民政府要认真落实实，" * 700
    assert len(text) > LONGEST
    pieces = list(sentences_of(text))
    assert all(text.startswith(words, start) for start, words in pieces)
    assert max(len(words) for _, words in pieces) <= LONGEST
    assert "".join(words for _, words in pieces) == text
    told = counter().count(text)
    assert all(text[each.start : each.end] == each.wrong for each in told)


WORDS = st.lists(st.text("王伟为维委尾红宏甲", min_size=2, max_size=4), max_size=12, unique=True)


@given(WORDS)
def test_near_words_are_found_as_if_each_was_compared_with_each(words: list[str]) -> None:
    def slips(word: str, other: str) -> bool:
        swapped = sorted(word) == sorted(other)
        alike = len(word) != len(other) or swapped or sound_alike(word, other)
        return is_near(word, other) and alike

    before = NearWords()
    for at, word in enumerate(words):
        expected = [other for other in words[:at] if slips(word, other)]
        assert [other for other in before.near(word) if slips(word, other)] == expected
        before.put(word)
