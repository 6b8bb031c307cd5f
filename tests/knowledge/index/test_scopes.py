"""One question in several scopes is answered as in each alone, and entries are counted by scope."""

from datetime import UTC, date, datetime

import pytest

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import EVERYBODY, Entry, Kind, Source, State
from knowledge.index.index import Index
from knowledge.index.scope import Scope

DAY = date(2026, 11, 28)
COLOURS, READERS = ("红", "黄", "蓝"), ((EVERYBODY,), ("道路科",))
SCOPES = [
    Scope(day=DAY, departments=readers, labels=labels)
    for readers in ((), ("道路科",))
    for labels in ((), *((f"颜色={each}",) for each in (*COLOURS, "绿")))
]


def entry(serial: int) -> Entry:
    return Entry(
        id=f"{serial:032x}",
        version=1,
        kind=Kind.POLICY,
        title=f"第{serial}号样张",
        body="\n\n".join([f"样张堤防由第{serial}组巡查。" * 20] * (1 + serial % 4)),
        department="样张",
        source=Source(title="样张"),
        labels=(f"颜色={COLOURS[serial % 3]}",),
        readers=READERS[serial % 2],
        state=State.PUBLISHED,
        author="样张",
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def index() -> Index:
    index = Index(default_encoder())
    for begin in range(0, 40, 10):
        index.put(entry(serial) for serial in range(begin, begin + 10))
    index.remove(f"{7:032x}")
    return index


def test_several_scopes_are_answered_as_each_alone(index: Index) -> None:
    together = index.search_in("样张堤防巡查", SCOPES, 15)
    assert [*together] == [index.search("样张堤防巡查", scope, 15) for scope in SCOPES]
    assert {bool(hits) for hits in together} == {True, False}


def test_entries_are_counted_once_each_by_who_asks(index: Index) -> None:
    for scope in SCOPES[:1] + SCOPES[5:6]:
        there = [entry(serial) for serial in range(40) if serial != 7]
        seen = [each for each in there if {*each.readers} & {EVERYBODY, *scope.departments}]
        counts = index.counted(scope)
        assert counts[""] == len(seen)
        for colour in COLOURS:
            assert counts[f"颜色={colour}"] == sum(f"颜色={colour}" in each.labels for each in seen)
