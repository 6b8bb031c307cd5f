"""An update says what takes the place of what and what holds no more, and can be taken back."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from docgen.gongwen.library.coming import Coming
from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import Filters, find
from docgen.gongwen.library.lines import read_lines
from intake.clock import today
from intake.gongwen import bringing, undoing
from intake.gongwen.bringing import Brought, bring
from intake.gongwen.library import LibraryShelf
from intake.gongwen.undoing import undo
from intake.security.sealing import Sealer
from intake.store import gongwen_library as kept
from intake.store import gongwen_library_updates as updates
from intake.store import tables
from intake.store.database import Store
from knowledge.entries.entry import EVERYBODY
from models.errors import InvalidRequestError

BODY = "各单位要在五月底前完成样张堤防的巡查、清淤和加固，落实责任人，按月报送进展情况。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", Sealer(b"k" * 32))
    yield store
    store.close()


def lines(*told: dict[str, Any]) -> list[Coming]:
    data = "\n".join(json.dumps(each, ensure_ascii=False) for each in told)
    return [*read_lines(BytesIO(data.encode()), "批次.jsonl", (EVERYBODY,))]


def line(serial: int, **more: Any) -> dict[str, Any]:
    told = {"title": f"关于第{serial}号样张的通知", "body": f"第{serial}号样张。"}
    return told | {"number": f"样发〔2026〕{serial}号", "issuer": "样张局"} | more


def standing(store: Store) -> dict[str, Filed]:
    with store.read() as session:
        told = kept.changed_since(session, 0, 10_000)
        return {each.filed.title: each.filed for _, _, each in told if each}


def test_a_changed_title_is_told_by_number_issuer_and_words(store: Store) -> None:
    bring(store, lines(line(1, body=BODY, facet="重要文章"), line(2, body=BODY)), "周样张")
    later = line(1, title="关于做好样张堤防工作的通知（修订）", body=f"{BODY}特此通知。")
    first = bring(store, lines(later), "周样张")
    assert (first.new, first.replaced, first.problems) == (1, 1, ())
    assert {*standing(store)} == {"关于做好样张堤防工作的通知（修订）", "关于第2号样张的通知"}
    again = bring(store, lines(later), "周样张")
    assert (again.same, again.replaced) == (1, 0)


def test_an_attachment_under_the_same_number_stays_beside(store: Store) -> None:
    bring(store, lines(line(1, body=BODY)), "周样张")
    brought = bring(
        store, lines(line(1, title="样张堤防办法", body="第一条　另有规定。")), "周样张"
    )
    assert (brought.new, brought.replaced) == (1, 0)
    assert len(standing(store)) == 2


def test_of_two_titles_in_one_update_the_first_counts_however_often_it_runs(store: Store) -> None:
    both = lines(line(1, body=BODY), line(1, title="另一个标题的样张", body=BODY))
    for _ in range(3):
        brought = bring(store, both, "周样张")
        assert len(brought.problems) == 1
        assert {*standing(store)} == {"关于第1号样张的通知"}


def test_a_line_replaces_and_ends_others_by_number_or_title(store: Store) -> None:
    bring(store, lines(*(line(serial) for serial in range(5))), "周样张")
    told = lines(
        line(9, replaces=["样发〔2026〕1号"], ends=["关于第2号样张的通知"], ends_on="2026-05-01"),
        line(8, replaces=["样发〔2026〕77号"]),
        line(7, ends=["样发〔2026〕3号"]),
    )
    assert isinstance(told[2], str)
    assert "ends_on" in told[2]
    brought = bring(store, told, "周样张")
    assert (brought.new, brought.replaced, brought.ended) == (2, 1, 1)
    assert "样发〔2026〕77号" in brought.problems[0]
    there = standing(store)
    assert "关于第1号样张的通知" not in there
    ending = there["关于第2号样张的通知"].ending
    assert ending
    assert (str(ending.on), ending.by) == (
        "2026-05-01",
        "《关于第9号样张的通知》（样发〔2026〕9号）",
    )
    again = bring(store, told, "周样张")
    assert (again.same, again.replaced, again.ended) == (2, 0, 0)


def test_what_holds_no_more_is_found_marked_and_left_out_where_asked(store: Store) -> None:
    bring(store, lines(line(1), line(2), line(3, ended_on="2999-01-01")), "周样张")
    ended = {key: line(1)[key] for key in ("title", "number", "issuer")}
    brought = bring(store, lines(ended | {"ended_on": "2026-01-01"}), "周样张")
    assert brought.ended == 1
    bring(store, lines(line(1, body="第1号样张，换了说法。")), "周样张")  # stays ended
    shelf = LibraryShelf(store)

    def titles(**more: Any) -> set[str]:
        found = find(shelf, "样张", day=today(), filters=Filters(**more))
        return {each.title[2:5] for each in found}

    assert titles() == {"第1号", "第2号", "第3号"}
    assert titles(in_force=True) == {"第2号", "第3号"}
    bring(store, lines(ended | {"ended_on": None}), "周样张")
    assert titles(in_force=True) == {"第1号", "第2号", "第3号"}


UPDATES = st.lists(
    st.builds(
        line,
        st.integers(0, 6),
        body=st.sampled_from(["甲。", "乙。", BODY]),
        replaces=st.lists(st.sampled_from(["样发〔2026〕1号", "样发〔2026〕5号"]), max_size=1),
    )
    | st.builds(lambda at: line(at) | {"removed": True}, st.integers(0, 6))
    | st.builds(lambda at: {**line(at), "ended_on": "2026-01-01"}, st.integers(0, 6)),
    max_size=12,
)


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/zhiban.db", Sealer(b"k" * 32))
    yield store
    store.close()


@settings(deadline=None, max_examples=60)
@given(first=UPDATES, second=UPDATES, broken=st.booleans())
def test_taken_back_the_library_is_as_it_was_and_taken_back_again_as_after(
    one_store: Store, first: list[dict[str, Any]], second: list[dict[str, Any]], broken: bool
) -> None:
    with one_store.write() as session:
        for table in (tables.gongwen_library, tables.gongwen_library_turns):
            session.connection.execute(delete(table))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bringing, "BATCH", 3)
        patch.setattr(undoing, "BATCH", 2)
        bring(one_store, lines(*first), "周样张")
        before = standing(one_store)
        brought = bring(one_store, lines(*second), "周样张")
        after = standing(one_store)
        if before == after:
            return
        if broken:
            with pytest.raises(KeyboardInterrupt):
                undo(one_store, brought.number, "周样张", interrupt)
        if not broken or standing(one_store) != before:
            undone = undo(one_store, brought.number, "周样张")
            assert undone.left == 0
            if not broken:
                undo(one_store, undone.number, "周样张")
                assert standing(one_store) == after
                return
        assert standing(one_store) == before


def interrupt(_: int) -> None:
    raise KeyboardInterrupt


def test_what_changed_since_is_left_and_twice_is_refused(store: Store) -> None:
    bring(store, lines(line(1)), "周样张")
    second = bring(store, lines(line(1, body="改。"), line(2)), "周样张")
    bring(store, lines(line(2, body="后来又改。")), "周样张")
    undone = undo(store, second.number, "吴样张")
    assert (undone.restored, undone.left) == (1, 1)
    bodies = {title: filed.body for title, filed in standing(store).items()}
    assert bodies == {"关于第1号样张的通知": "第1号样张。", "关于第2号样张的通知": "后来又改。"}
    with pytest.raises(InvalidRequestError, match="已经撤销"):
        undo(store, second.number, "吴样张")


def test_the_reports_tell_which_update_the_library_stands_at(store: Store) -> None:
    first = bring(store, lines(line(1)), "周样张")
    second = bring(store, [*lines(line(2)), "批次 第 9 行：不是一份公文的记录"], "周样张")

    def broken_off() -> Iterator[Coming]:
        yield from lines(line(3))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(store, broken_off(), "周样张")
    assert live(store) == second.number
    undo(store, second.number, "吴样张")
    assert live(store) == first.number
    with store.read() as session:
        told = updates.last(session, 10)
    assert [(each.number, bool(each.ended_at), each.undoes) for each in told] == [
        (4, True, 2),
        (3, False, None),
        (2, True, None),
        (1, True, None),
    ]
    assert told[2].report.counts == {"new": 1}
    assert told[2].report.problems == ("批次 第 9 行：不是一份公文的记录",)
    assert told[0].report.officer == "吴样张"


def live(store: Store) -> int:
    with store.read() as session:
        found = updates.live(session)
    return found.number if found else 0


def test_two_updates_at_once_both_count_and_each_is_taken_back_alone(store: Store) -> None:
    told: dict[int, Brought] = {}

    def run(serials: Sequence[int]) -> None:
        told[serials[0]] = bring(store, lines(*map(line, serials)), "周样张")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bringing, "BATCH", 5)
        threads = [Thread(target=run, args=(range(at, at + 60),)) for at in (0, 30)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sum(each.new for each in told.values()) == 90
    assert sum(each.same for each in told.values()) == 30
    assert {each.number for each in told.values()} == {1, 2}
    undone = undo(store, told[0].number, "周样张")
    assert (undone.restored, undone.left) == (told[0].new, 0)
    assert len(standing(store)) == told[30].new
