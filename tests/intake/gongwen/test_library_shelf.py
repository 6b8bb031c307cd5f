"""The library's index keeps up with its store, makes nobody wait, and tells nothing to the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from structlog.testing import capture_logs

from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import find
from intake.clock import today
from intake.gongwen.library import PATIENCE, LibraryShelf, open_library
from intake.indexing.keeper import IndexKeeper
from intake.security.sealing import Sealer
from intake.store.database import Store
from intake.store.gongwen_library_turn import put_documents

KEY = Sealer(b"k" * 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", KEY)
    yield store
    store.close()


@pytest.fixture
def shelf(store: Store, tmp_path: Path) -> LibraryShelf:
    return opened(store, tmp_path)


def opened(store: Store, tmp_path: Path) -> LibraryShelf:
    return open_library(store, tmp_path / "library")


def filed(serial: int, body: str = "请报送样张。") -> Filed:
    return Filed(title=f"关于第{serial}次样张的通知", body=body, number=f"样发〔2026〕{serial}号")


def put(store: Store, *documents: Filed) -> None:
    with store.write() as session:
        put_documents(session, documents, "周样张")


def numbers(shelf: LibraryShelf, words: str) -> list[str]:
    return [each.passage.asked[0] for each in find(shelf, words, day=today(), limit=500)]


def keep(shelf: LibraryShelf) -> None:
    shelf.catch_up()
    shelf.save()


def test_single_documents_are_found_by_the_next_question(store: Store, shelf: LibraryShelf) -> None:
    for serial in range(3):
        put(store, filed(serial))
        assert shelf.late() == 0
        assert numbers(shelf, f"样发〔2026〕{serial}号")[0] == f"样发〔2026〕{serial}号"
    assert shelf.behind() == 0


def test_no_question_waits_for_a_bulk_update(store: Store, shelf: LibraryShelf) -> None:
    put(store, filed(1))
    assert numbers(shelf, "样张") == ["样发〔2026〕1号"]
    put(store, *(filed(serial) for serial in range(2, PATIENCE + 4)))
    assert numbers(shelf, "样张") == ["样发〔2026〕1号"]
    assert shelf.late() == shelf.behind() == PATIENCE + 2
    shelf.catch_up()
    assert len(numbers(shelf, "样张")) == PATIENCE + 3


def test_what_a_bulk_update_replaced_or_removed_is_not_found_before_it_is_taken_in(
    store: Store, shelf: LibraryShelf
) -> None:
    put(store, filed(1), filed(2))
    shelf.catch_up()
    put(store, filed(1, "改过的样张。"), *(filed(serial) for serial in range(3, PATIENCE + 9)))
    assert numbers(shelf, "请报送样张") == ["样发〔2026〕2号"]


def test_the_keeper_takes_in_what_comes_and_saves_it(store: Store, tmp_path: Path) -> None:
    put(store, *(filed(serial) for serial in range(PATIENCE + 5)))
    keeper = IndexKeeper(opened(store, tmp_path), every=0)
    keeper.start()
    until = monotonic() + 30
    while not (tmp_path / "library" / "index.json").exists() and monotonic() < until:
        keeper._thread.join(0.05)
    keeper.stop()
    assert len(numbers(opened(store, tmp_path), "样张")) == PATIENCE + 5


def test_an_index_whose_last_document_changed_again_is_still_that_of_its_store(
    store: Store, tmp_path: Path
) -> None:
    put(store, filed(1), filed(2))
    keep(opened(store, tmp_path))
    put(store, filed(2, "改过的样张。"))
    with capture_logs() as logs:
        shelf = opened(store, tmp_path)
        assert numbers(shelf, "改过") == ["样发〔2026〕2号"]
    assert not [each for each in logs if "saved index" in each["event"]]


def test_the_index_of_a_store_that_was_put_back_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "zhiban.db"
    first = Store(f"sqlite:///{path}", KEY)
    put(first, filed(1))
    first.close()
    shutil.copy(path, tmp_path / "copy.db")
    lost = Store(f"sqlite:///{path}", KEY)
    put(lost, filed(2, "后来写着香蕉。"))
    keep(opened(lost, tmp_path))
    lost.close()
    for left in tmp_path.glob("zhiban.db*"):
        left.unlink()
    shutil.copy(tmp_path / "copy.db", path)
    store = Store(f"sqlite:///{path}", KEY)
    put(store, filed(3, "现在写着樱桃。"))  # its change has the number of the lost one
    with capture_logs() as logs:
        shelf = opened(store, tmp_path)
        assert numbers(shelf, "樱桃") == ["样发〔2026〕3号"]
    assert any("saved index" in each["event"] for each in logs)
    store.close()


def test_nothing_of_a_document_is_read_from_the_folder_of_the_index(
    store: Store, shelf: LibraryShelf, tmp_path: Path
) -> None:
    put(store, filed(1, "周样张住在样张路。"))
    keep(shelf)
    content = b"".join(path.read_bytes() for path in (tmp_path / "library").iterdir())
    assert not [told for told in ("周样张", "样张路", "样发", "第1次") if told.encode() in content]
    assert numbers(opened(store, tmp_path), "周样张") == ["样发〔2026〕1号"]
