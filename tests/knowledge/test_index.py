"""Only what holds, and what the asker may read, is ever found."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State, Tags
from knowledge.index.index import Hit, Index
from knowledge.index.scope import Scope

TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, tzinfo=UTC)
PUBLIC = Scope(day=TODAY)


def entry(name: str, body: str = "年度审验到窗口办理。", **told: Any) -> Entry:
    return Entry.model_validate(
        {
            "id": name,
            "version": 1,
            "kind": Kind.FAQ,
            "title": f"样张{name}",
            "body": body,
            "department": "样张科",
            "source": Source(title="样张"),
            "state": State.PUBLISHED,
            "author": "周样",
            "changed_at": NOW,
            **told,
        }
    )


@pytest.fixture
def index() -> Index:
    return Index(default_encoder())


def found(hits: tuple[Hit, ...] | Any) -> list[str]:
    return [hit.passage.entry for hit in hits]


def test_an_entry_is_found_as_soon_as_it_is_in_and_no_more_once_it_is_out(index: Index) -> None:
    index.put([entry("a")])
    assert found(index.search("年度审验", PUBLIC)) == ["a"]
    index.remove("a")
    assert found(index.search("年度审验", PUBLIC)) == []
    assert len(index) == 0


def test_a_new_version_takes_the_place_of_the_old_one(index: Index) -> None:
    index.put([entry("a")])
    index.put([entry("a", "年度审验网上办理。", version=2)])
    assert [hit.passage.version for hit in index.search("年度审验", PUBLIC)] == [2]


def test_a_document_number_finds_its_document(index: Index) -> None:
    numbers = [Source(title="样张", number=f"样府规〔2024〕{number}号") for number in range(30)]
    index.put([entry(str(at), source=source) for at, source in enumerate(numbers)])
    assert found(index.search("样府规〔2024〕17号", PUBLIC))[0] == "17"


def test_nothing_shared_is_not_found(index: Index) -> None:
    index.put([entry("a")])
    assert index.search("zzz", PUBLIC) == ()
    assert Index(default_encoder()).search("年审", PUBLIC) == ()


DAYS = st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
AUDIENCES = st.sampled_from([(), ("个人",), ("企业",)])
READERS = st.sampled_from([("everybody",), ("交通科",), ("民政科", "交通科")])


@st.composite
def entries(draw: Callable[..., Any]) -> Entry:
    begins, ends = draw(DAYS), draw(DAYS)
    if begins and ends and ends <= begins:
        ends = None
    return entry(
        draw(st.sampled_from("abcd")),
        readers=draw(READERS),
        effective_from=begins,
        expires=ends,
        tags=Tags(audience=draw(AUDIENCES)),
    )


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["put", "remove"]), entries()), max_size=12),
    st.sampled_from([(), ("交通科",)]),
    st.sampled_from(["", "个人", "企业"]),
)
def test_what_is_deleted_expired_or_forbidden_never_appears(
    history: list[tuple[str, Entry]], departments: tuple[str, ...], audience: str
) -> None:
    index, kept = Index(default_encoder()), dict[str, Entry]()
    for act, each in history:
        if act == "put":
            index.put([each])
            kept[each.id] = each
        else:
            index.remove(each.id)
            kept.pop(each.id, None)
    scope = Scope(day=TODAY, departments=departments, audience=audience)
    expected = {
        name
        for name, each in kept.items()
        if each.holds_on(TODAY)
        and {*each.readers} & {"everybody", *departments}
        and (not audience or not each.tags.audience or audience in each.tags.audience)
    }
    assert set(found(index.search("年度审验", scope, limit=50))) == expected
