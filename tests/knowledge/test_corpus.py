"""The starter knowledge: every entry is whole, useful at once, and answers what no other does."""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pytest

from knowledge.corpus.read import Draft, read_corpus
from knowledge.entries.entry import Entry, Kind
from knowledge.entries.passages import passages_of

CORPUS = read_corpus()
DRAFTS = sorted(CORPUS.values(), key=lambda draft: draft.id)
WRITTEN = datetime(2026, 11, 28, tzinfo=UTC)
HTML = re.compile(r"</?[a-z][^>]*>")
HALF_WIDTH = re.compile(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]")
PRIVATE = re.compile(r"1[3-9]\d{9}|\d{17}[\dX]|0\d{2,3}-\d{7,8}|https?://|www\.|@")


def entry_of(draft: Draft) -> Entry:
    own = draft.model_dump(exclude={"basis", "facts"})
    return Entry.model_validate({**own, "version": 1, "author": "测试", "changed_at": WRITTEN})


def plain(text: str) -> str:
    return re.sub(r"[\s#|*\-、，。；：（）“”？！\d.]", "", text)


def pairs(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_an_entry_is_whole_and_of_a_size_to_read(draft: Draft) -> None:
    assert draft.kind in {Kind.FAQ, Kind.GUIDE, Kind.POLICY, Kind.NOTICE}
    assert 80 <= len(draft.body) <= 900
    assert 3 <= len(draft.questions) <= 8
    assert 3 <= len(draft.keywords) <= 8
    assert len(set(draft.questions)) == len(draft.questions)
    assert draft.title not in draft.questions
    assert draft.source.title
    assert draft.source.issuer
    assert entry_of(draft).body == draft.body


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_an_entry_is_plain_text_without_private_or_foreign_places(draft: Draft) -> None:
    told = "\n".join((draft.title, *draft.questions, *draft.keywords, draft.body))
    assert not HTML.search(told)
    assert not HALF_WIDTH.search(told)
    assert not PRIVATE.search(told)
    assert not re.search(r"[ \t]+$", told, re.MULTILINE)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_an_unsure_entry_says_so(draft: Draft) -> None:
    if draft.basis.startswith("UNVERIFIED"):
        assert re.search(r"为准|以.{1,14}答复|确认", draft.body)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_passages_hold_the_whole_body_and_none_is_a_crumb(draft: Draft) -> None:
    passages = passages_of(entry_of(draft))
    cut = "".join(passage.text for passage in passages)
    lines = [line.strip() for line in draft.body.splitlines() if line.strip()]
    assert all(line in cut for line in lines if not line.startswith("#") and len(line) < 300)
    assert all(len(passage.text) <= 400 for passage in passages)
    assert len(passages) <= 12


def test_no_question_or_title_is_asked_twice() -> None:
    told = Counter(plain(words) for draft in DRAFTS for words in (draft.title, *draft.questions))
    assert [words for words, times in told.items() if times > 1] == []


def test_no_two_entries_say_nearly_the_same() -> None:
    counted = [(draft.id, pairs(plain(draft.body))) for draft in DRAFTS]
    near = [
        (one, other)
        for (one, left), (other, right) in combinations(counted, 2)
        if 2 * (left & right).total() > 0.6 * (left.total() + right.total())
    ]
    assert near == []
