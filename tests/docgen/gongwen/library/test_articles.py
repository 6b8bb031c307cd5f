"""An article of a law is found by the law's name and its number, however both are written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.library.articles import article_in
from docgen.gongwen.library.filed import Filed, entry_of
from docgen.gongwen.library.finding import find
from docgen.printing.numerals import numeral
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index

DAY = date(2026, 11, 28)
TITLES = (
    "中华人民共和国样张法",
    "样张市实施《中华人民共和国样张法》办法",
    "样张市停车条例（2024年修订）",
    "关于适用样张法的解释（二）",
)


@pytest.fixture(scope="module")
def index() -> Index:
    body = "\n\n".join(
        f"第{numeral(at)}条　样张机关按第{at}项职责巡查堤防。" for at in range(1, 130)
    )
    index = Index(default_encoder())
    laws = [Filed(title=title, body=body, sort="法律法规") for title in TITLES]
    citing = Filed(
        title="关于样张的通知", body="根据《中华人民共和国样张法》第十二条，请报送。" * 9
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    index.put(entry_of(each, 1, at) for each in (*laws, citing))
    return index


@pytest.mark.parametrize(
    ("words", "title", "article"),
    [
        ("《样张法》第十二条", TITLES[0], "第十二条"),
        ("中华人民共和国样张法第12条", TITLES[0], "第十二条"),
        ("根据样张法的第 112 条", TITLES[0], "第一百一十二条"),
        ("《样张市实施〈中华人民共和国样张法〉办法》第三条", TITLES[1], "第三条"),
        ("样张市停车条例第二十一条规定了什么", TITLES[2], "第二十一条"),
        ("《关于适用样张法的解释（二）》第九条", TITLES[3], "第九条"),
    ],
)
def test_the_article_comes_first(index: Index, words: str, title: str, article: str) -> None:
    first = find(index, words, day=DAY)[0]
    assert (first.title, first.passage.path[-1]) == (title, article)
    assert first.exact


@given(st.text(max_size=60))
def test_any_words_ask_for_an_article_or_for_none(words: str) -> None:
    article, written = article_in(words)
    assert article is not None or written == words


@given(st.integers(1, 9999))
def test_a_number_is_written_as_laws_do(number: int) -> None:
    article, written = article_in(f"样张条例第{number}条")
    assert article
    assert (article.number, written) == (number, f"样张条例第{numeral(number)}条")
