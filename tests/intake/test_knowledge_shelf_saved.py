"""A start opens the index that was saved, catches up, and trusts it no further than the store."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from intake.indexing.keeper import IndexKeeper
from intake.knowledge import desk
from intake.knowledge.shelf import Shelf
from intake.security.sealing import Sealer
from intake.store.database import Store
from knowledge.entries.entry import Entry
from knowledge.index.index import Index
from knowledge.index.saving import CONTENTS, Folder
from tests.intake.conftest import KEY
from tests.intake.knowledge_desk import AUTHOR, DAY, REVIEWER, content, publish, published, seen
from tests.intake.test_knowledge_shelf import encoder, found


class Counting(Index):
    """An index that remembers how many entries were read into it."""

    def __init__(self) -> None:
        super().__init__(encoder())
        self.read = 0

    def put(self, entries: Iterable[Entry]) -> None:
        told = [*entries]
        self.read += len(told)
        super().put(told)


class Start:
    """One start after the other over a store and a folder."""

    def __init__(self, store: Store, path: Path) -> None:
        self.store, self.path = store, path

    def __call__(self) -> tuple[Shelf, list[Counting]]:
        made: list[Counting] = []

        def make() -> Index:
            made.append(Counting())
            return made[-1]

        return Shelf(self.store, make, Folder(self.path)), made


@pytest.fixture
def start(store: Store, tmp_path: Path) -> Start:
    return Start(store, tmp_path / "index")


def add(store: Store, **told: object) -> str:
    with store.write() as session:
        return published(session, **told)


def keep(start: Start) -> None:
    shelf, _ = start()
    shelf.warm()
    shelf.save()


def test_a_start_reads_only_what_changed_since_the_index_was_saved(start: Start) -> None:
    stays, edited, deleted = (add(start.store) for _ in range(3))
    keep(start)
    with start.store.write() as session:
        desk.delete(session, seen(deleted), REVIEWER)
        desk.edit(session, seen(edited), content(body="改成船舶。"), AUTHOR)
        publish(session, edited)
    new = add(start.store)
    shelf, made = start()
    answered = found(shelf)
    assert {stays, new} <= answered
    assert deleted not in answered
    assert edited in found(shelf, DAY, "船舶")
    assert [index.read for index in made] == [2]


def test_nothing_is_written_where_nothing_changed(start: Start) -> None:
    add(start.store)
    keep(start)
    before = (start.path / CONTENTS).stat().st_mtime_ns
    keep(start)
    assert (start.path / CONTENTS).stat().st_mtime_ns == before


def test_what_was_deleted_is_not_on_disk_after_the_next_save(start: Start) -> None:
    entry_id = add(start.store, title="丙", body="独一无二的葡萄换证。")
    keep(start)
    with start.store.write() as session:
        desk.delete(session, seen(entry_id), REVIEWER)
    keep(start)
    kept = b"".join(path.read_bytes() for path in start.path.iterdir())
    assert "葡萄".encode() not in kept


@pytest.mark.parametrize("damage", ["cut", "altered", "gone", "contents", "old"])
def test_a_damaged_index_is_named_in_the_log_and_made_anew(start: Start, damage: str) -> None:
    entry_id = add(start.store)
    keep(start)
    damage_file(start.path, damage)
    shelf, made = start()
    with capture_logs() as logs:
        assert entry_id in found(shelf)
    (told,) = (each for each in logs if "saved index" in each["event"])
    assert told["folder"] == str(start.path)
    assert (".arrays" in told["reason"]) is (damage in {"cut", "altered", "gone"})
    assert made[-1].read >= 1
    shelf.save()
    again, made = start()
    assert entry_id in found(again)
    assert made[-1].read == 0


def damage_file(path: Path, damage: str) -> None:
    (arrays,) = path.glob("*.arrays")
    whole = arrays.read_bytes()
    if damage == "cut":
        arrays.write_bytes(whole[: len(whole) // 2])
    elif damage == "altered":
        arrays.write_bytes(whole[:-5] + bytes(5 * [0xAA]))
    elif damage == "gone":
        arrays.unlink()
    else:
        told = {"contents": b"\x00\xff", "old": b'{"format": 1}'}[damage]
        (path / CONTENTS).write_bytes(told)


def test_the_index_of_another_store_is_not_used(start: Start, tmp_path: Path) -> None:
    theirs = add(start.store)
    keep(start)
    other = Store(f"sqlite:///{tmp_path}/other.db", Sealer(KEY))
    ours = [add(other) for _ in range(3)]
    shelf, _ = Start(other, start.path)()
    with capture_logs() as logs:
        answered = found(shelf)
    assert set(ours) <= answered
    assert theirs not in answered
    assert any("saved index" in each["event"] for each in logs)
    other.close()


def test_a_store_put_back_to_an_earlier_state_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "zhiban.db"
    first = Store(f"sqlite:///{path}", Sealer(KEY))
    entry_id = add(first, title="丁", body="起初写着苹果。")
    first.close()
    shutil.copy(path, tmp_path / "copy.db")
    start = Start(Store(f"sqlite:///{path}", Sealer(KEY)), tmp_path / "index")
    edit(start.store, entry_id, "后来写着香蕉。")
    keep(start)
    start.store.close()
    for left in tmp_path.glob("zhiban.db*"):
        left.unlink()
    shutil.copy(tmp_path / "copy.db", path)
    start.store = Store(f"sqlite:///{path}", Sealer(KEY))
    edit(start.store, entry_id, "现在写着樱桃。")  # the same entry and version, other words
    shelf, _ = start()
    assert entry_id in found(shelf, DAY, "樱桃")
    assert entry_id not in found(shelf, DAY, "香蕉")
    start.store.close()


def edit(store: Store, entry_id: str, body: str) -> None:
    with store.write() as session:
        desk.edit(session, seen(entry_id), content(title="丁", body=body), AUTHOR)
        publish(session, entry_id)


def test_the_keeper_saves_at_once_when_the_service_stops(start: Start) -> None:
    add(start.store)
    shelf, _ = start()
    shelf.warm()
    keeper = IndexKeeper(shelf, every=3600)
    keeper.start()
    keeper.stop()
    assert (start.path / CONTENTS).exists()


def test_a_disk_that_cannot_be_written_to_ends_nothing(start: Start) -> None:
    entry_id = add(start.store)
    start.path.write_text("a file where the folder should be")
    shelf, _ = start()
    with capture_logs() as logs:
        assert entry_id in found(shelf)
        keeper = IndexKeeper(shelf, every=3600)
        keeper.start()
        keeper.stop()
    assert any(each["event"] == "index not saved" for each in logs)
    assert entry_id in found(shelf)
