"""The starter knowledge: every entry is whole, useful at once, and answers what no other does."""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

from knowledge.corpus.read import Draft, read_corpus
from knowledge.entries.entry import Entry, Kind
from knowledge.entries.passages import passages_of
from models.specs import Service
from prefill.services import read_services

CORPUS = read_corpus()
DRAFTS = sorted(CORPUS.values(), key=lambda draft: draft.id)
WRITTEN = datetime(2026, 11, 28, tzinfo=UTC)
HTML = re.compile(r"</?[a-z][^>]*>")
HALF_WIDTH = re.compile(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]")
LOOSE_END = re.compile(r"[ \t]+$", re.MULTILINE)
PRIVATE = re.compile(r"1[3-9]\d{9}|\d{17}[\dX]|0\d{2,3}-\d{7,8}|https?://|www\.|@")


def entry_of(draft: Draft) -> Entry:
    own = draft.model_dump(exclude={"basis", "facts"})
    return Entry.model_validate({**own, "version": 1, "author": "测试", "changed_at": WRITTEN})


def plain(text: str) -> str:
    return re.sub(r"[\s#|*\-、，。；：（）“”？！\d.]", "", text)


def pairs(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


def test_entries_are_whole_and_of_a_size_to_read() -> None:
    for draft in DRAFTS:
        assert draft.kind in {Kind.FAQ, Kind.GUIDE, Kind.POLICY, Kind.NOTICE}, draft.id
        assert 80 <= len(draft.body) <= 900, draft.id
        assert 3 <= len(draft.questions) <= 8, draft.id
        assert 3 <= len(draft.keywords) <= 10, draft.id
        assert draft.source.title, draft.id
        assert draft.source.issuer, draft.id
        assert entry_of(draft).body == draft.body


def test_entries_are_plain_text_without_private_or_foreign_places() -> None:
    for draft in DRAFTS:
        told = "\n".join((draft.title, *draft.questions, *draft.keywords, draft.body))
        for unwanted in (HTML, HALF_WIDTH, PRIVATE, LOOSE_END):
            assert not unwanted.search(told), draft.id


def test_an_unsure_entry_says_so() -> None:
    unsure = [draft for draft in DRAFTS if draft.basis.startswith("UNVERIFIED")]
    assert len(unsure) > 10
    for draft in unsure:
        assert "为准" in draft.body or "确认" in draft.body, draft.id


def test_passages_hold_the_whole_body_and_none_is_too_long() -> None:
    for draft in DRAFTS:
        passages = passages_of(entry_of(draft))
        cut = "".join(passage.text for passage in passages)
        lines = [line.strip() for line in draft.body.splitlines() if line.strip()]
        assert all(line in cut for line in lines if not line.startswith("#")), draft.id
        assert all(len(passage.text) <= 400 for passage in passages), draft.id
        assert len(passages) <= 12, draft.id


def test_every_service_and_scenario_is_spoken_of() -> None:
    spoken = {matter for draft in DRAFTS for matter in draft.tags.matters}
    assert {each for service in read_services().values() for each in _ids(service)} <= spoken


def _ids(service: Service) -> set[str]:
    """What an entry can name: the only scenario of a service has the service's own id."""
    return {service.id, *(scenario.id for scenario in service.scenarios)}


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
