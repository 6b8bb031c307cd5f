"""A saved index is opened as it was, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding.encoder import StaticEncoder, default_encoder
from knowledge.index.arrays import open_arrays, write_arrays
from knowledge.index.errors import UnusableIndexError
from knowledge.index.index import Index
from knowledge.index.saving import CONTENTS, Folder
from tests.knowledge.test_index import PUBLIC, entry, found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    index = Index(default_encoder())
    index.put([entry("a"), entry("b", "船舶营业运输证。")])
    index.save(Folder(tmp_path / "index"), change=7)
    return tmp_path / "index"


def reopened(folder: Path) -> tuple[Index, int]:
    index = Index(default_encoder())
    return index, index.load(Folder(folder)).change


def test_what_was_saved_is_found_and_the_change_is_told(folder: Path) -> None:
    index, change = reopened(folder)
    assert (found(index.search("年度审验", PUBLIC)), change, len(index)) == (["a"], 7, 2)


def test_what_was_opened_can_be_changed_and_saved_again(folder: Path) -> None:
    index, _ = reopened(folder)
    index.remove("a")
    index.put([entry("c"), entry("b", "船舶登记证。", version=2)])
    index.save(Folder(folder), change=9)
    again, change = reopened(folder)
    assert change == 9
    assert found(again.search("年度审验", PUBLIC)) == ["c"]
    assert [hit.passage.version for hit in again.search("船舶", PUBLIC)] == [2]


def test_nothing_of_a_removed_entry_is_left_on_disk(folder: Path) -> None:
    index, _ = reopened(folder)
    index.remove("b")
    index.save(Folder(folder), change=8)
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert "船舶".encode() not in content
    assert "年度".encode() in content


def test_only_what_is_new_is_written(folder: Path) -> None:
    before = {path.name for path in folder.glob("*.arrays")}
    index, _ = reopened(folder)
    index.put([entry("c")])
    index.save(Folder(folder), change=8)
    index.save(Folder(folder), change=8)
    assert len({path.name for path in folder.glob("*.arrays")} - before) >= 1
    shared = Folder(folder)
    index = Index(default_encoder())
    index.load(shared)
    names = {path.name for path in folder.glob("*.arrays")}
    index.put([entry("d")])
    index.save(shared, change=9)
    assert names < {path.name for path in folder.glob("*.arrays")}


def test_whoever_has_it_open_reads_on_while_it_is_replaced(folder: Path) -> None:
    reader, _ = reopened(folder)
    writer, _ = reopened(folder)
    writer.remove("a")
    writer.save(Folder(folder), change=8)
    assert found(reader.search("年度审验", PUBLIC)) == ["a"]


def test_nothing_saved_is_told() -> None:
    with pytest.raises(UnusableIndexError, match="还没有"):
        Index(default_encoder()).load(Folder(Path("/nonexistent/index")))


@pytest.mark.parametrize("boosts", [{"text": 1.0}, {"title": 9.0, "text": 1.0}])
def test_one_made_with_other_boosts_is_refused(folder: Path, boosts: dict[str, float]) -> None:
    with pytest.raises(UnusableIndexError, match="别的设置"):
        Index(default_encoder(), boosts).load(Folder(folder))


def test_one_made_with_another_encoder_is_refused(folder: Path) -> None:
    other = StaticEncoder(["车"], np.ones((1, default_encoder().size), np.float32))
    with pytest.raises(UnusableIndexError, match="别的设置"):
        Index(other).load(Folder(folder))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format":2}', b'{"format":1}', b"\xff"])
def test_a_broken_list_of_contents_is_refused(folder: Path, content: bytes) -> None:
    (folder / CONTENTS).write_bytes(content)
    with pytest.raises(UnusableIndexError):
        reopened(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    next(folder.glob("*.arrays")).unlink()
    with pytest.raises(UnusableIndexError, match="损坏"):
        reopened(folder)


def test_a_file_altered_or_cut_anywhere_is_refused(folder: Path) -> None:
    (path,) = folder.glob("*.arrays")
    whole = path.read_bytes()
    length = len(whole)
    for place in range(0, length, max(length // 200, 1)):
        altered = bytearray(whole)
        altered[place] ^= 0x20
        path.write_bytes(altered)
        try:
            index, _ = reopened(folder)
        except UnusableIndexError:
            continue
        # Only the gaps between arrays mean nothing.
        assert whole[place] == 0
        assert found(index.search("年度审验", PUBLIC)) == ["a"]
    for end in (0, 1, 16, 30, length // 2, length - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(UnusableIndexError):
            reopened(folder)


def test_arrays_come_back_and_cannot_be_written_to(tmp_path: Path) -> None:
    told = {
        "a": np.arange(5, dtype=np.uint16),
        "b": np.zeros((0, 3), np.float32),
        "c": np.eye(3, dtype=np.int8)[:, ::-1],
    }
    write_arrays(tmp_path / "x", told)
    found = open_arrays(tmp_path / "x")
    assert found.keys() == told.keys()
    for name, array in told.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
        assert not found[name].flags.writeable
