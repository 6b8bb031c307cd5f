"""Texts cut all at once have the terms they have when cut one by one."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from knowledge.words.keys import counted, cut, plain_texts
from knowledge.words.plain import plain
from knowledge.words.terms import terms

INTRICATE = "aA1 _网约车，。Σσςßẞ①㎡ǅ가각é́ｶﾞ\0\ud800𠀀"
TEXTS = st.text() | st.text(alphabet=INTRICATE) | st.text(alphabet="车证a1 ")


@given(st.lists(TEXTS, max_size=5))
def test_each_text_has_its_terms_as_often(texts: list[str]) -> None:
    keys, owners = cut(texts).keys()
    named: dict[str, int] = {}
    for number, text in enumerate(texts):
        found = Counter(keys[owners == number].tolist())
        expected = Counter(terms(text))
        assert sorted(found.values()) == sorted(expected.values())
        for term in expected:
            (own,) = _keys_only_of(term)
            assert found[own] == expected[term]
            assert named.setdefault(term, own) == own
    assert len(set(named.values())) == len(named)


def _keys_only_of(term: str) -> set[int]:
    """The key of the term that a text of nothing else makes last: itself."""
    keys, _ = cut([term]).keys()
    return {int(keys[-1])}


def test_terms_are_counted_once_each_and_ascending() -> None:
    keys, times = counted("年审年审")
    assert sorted(times.tolist()) == [1, 2, 2, 2]
    assert (keys[1:] > keys[:-1]).all()


def test_codes_that_differ_anywhere_are_different_terms() -> None:
    codes = [f"91310115MA1H{number:06}X" for number in range(20000)]
    assert len(set(cut(codes).keys()[0].tolist())) == len(codes)


@given(st.lists(TEXTS, max_size=5))
def test_texts_made_plain_all_at_once_are_as_plain_as_one_by_one(texts: list[str]) -> None:
    assert plain_texts(texts) == [plain(text) for text in texts]


def test_no_texts_have_no_terms() -> None:
    assert len(cut([]).keys()[0]) == 0
    assert len(cut(["", "，。"]).keys()[0]) == 0
