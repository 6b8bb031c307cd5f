"""Whoever asks gets the passages that answer, and why each was found."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retrieved, Retriever
from knowledge.words.sayings import Saying, Sayings

PUBLIC = Scope(day=date(2026, 11, 28))
BODIES = {
    "audit": "货车年度审验每年一次，到窗口或网上办理。",
    "rule": "样张规〔2024〕3号规定了补贴标准，自发布之日起施行。",
    "other": "样张规〔2024〕31号规定了另一项补贴标准和年度审验。",
    "sensor": "传感器-温度-TH01 的安装要求。",
    "sensors": "传感器-温度-TH012 与温度传感器的安装、温度、温度要求，传感器年度审验。",
}


def entry(name: str, body: str, **told: Any) -> Entry:
    return Entry.model_validate(
        {
            "id": name,
            "version": 1,
            "kind": Kind.FAQ,
            "title": "样张条目",
            "body": body,
            "department": "样张科",
            "source": Source(title="样张"),
            "state": State.PUBLISHED,
            "author": "周样",
            "changed_at": datetime(2026, 11, 28, tzinfo=UTC),
            **told,
        }
    )


@pytest.fixture
def retriever() -> Retriever:
    index = Index(default_encoder())
    index.put([entry(name, body) for name, body in BODIES.items()])
    return Retriever(index)


def names(retrieved: Retrieved) -> list[str]:
    return [found.passage.entry for found in retrieved.found]


def test_a_polite_question_finds_what_the_bare_one_finds(retriever: Retriever) -> None:
    bare = retriever.retrieve("货车怎么年度审验", PUBLIC)
    polite = retriever.retrieve("您好，请问货车怎么年度审验？谢谢！", PUBLIC)
    assert names(bare)[0] == "audit"
    assert names(polite) == names(bare)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("样张规（2024）3号的补贴标准", "rule"),
        ("样张规〔2024〕31号", "other"),
        ("传感器-温度-TH01", "sensor"),
    ],
)
def test_a_number_or_code_is_found_to_the_letter(
    retriever: Retriever, asked: str, first: str
) -> None:
    found = retriever.retrieve(asked, PUBLIC).found
    assert found[0].passage.entry == first
    assert found[0].codes == 1
    assert all(one.codes == 0 for one in found[1:])


def test_every_passage_says_which_words_found_it(retriever: Retriever) -> None:
    first = retriever.retrieve("货车年度审验在哪里办", PUBLIC).found[0]
    assert first.words == ("货车年度审验",)
    assert first.by_terms > 0


def test_no_more_than_the_limit_is_returned_and_nothing_for_nothing(retriever: Retriever) -> None:
    assert len(retriever.retrieve("年度审验", PUBLIC, limit=2).found) == 2
    assert names(retriever.retrieve("", PUBLIC)) == []


def test_what_a_row_of_the_table_names_is_never_left_out() -> None:
    index = Index(default_encoder())
    index.put([entry(f"more{n}", "小鱼本本坏了怎么办理补办手续。") for n in range(20)])
    index.put([entry("meant", "须本人到场。", title="蓝鲸凭据换领")])
    rows = Sayings(rows=(Saying(say=("小鱼本本",), official=("蓝鲸凭据",)),))
    asked = "小鱼本本坏了怎么办"
    assert "meant" in names(Retriever(index, rows).retrieve(asked, PUBLIC, limit=5))
    assert "meant" not in names(Retriever(index, Sayings()).retrieve(asked, PUBLIC, limit=5))
