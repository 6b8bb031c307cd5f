"""A demonstration's library is not empty, and what somebody removed from it stays away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.gongwen.library.finding import find
from intake.clock import today
from intake.gongwen.library import LibraryShelf
from intake.gongwen.specimens import load_specimens
from intake.security.sealing import Sealer
from intake.store import gongwen_library as kept
from intake.store.database import Store
from intake.store.gongwen_library_turn import drop_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", Sealer(b"k" * 32))
    yield store
    store.close()


def test_specimens_are_put_in_once_and_found(store: Store) -> None:
    count = load_specimens(store)
    assert count >= 10
    assert load_specimens(store) == 0
    found = find(LibraryShelf(store), "样镇发〔2026〕15号", day=today())
    assert found[0].title == "样张镇人民政府关于样张路积水点改造的请示"
    with store.write() as session:
        drop_document(session, found[0].document, "周样张")
    assert load_specimens(store) == 0
    with store.read() as session:
        assert kept.count_documents(session) == count - 1
