"""What is saved with a key tells nothing to whoever has the disk, and opens with that key alone."""

from pathlib import Path

import pytest

from intake.security.sealing import Sealer
from knowledge.embedding.encoder import default_encoder
from knowledge.index.errors import UnusableIndexError
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from knowledge.index.sealing import Seal
from knowledge.words.keys import counted
from tests.knowledge.test_index import PUBLIC, entry, found

WORDS = "周样张的船舶营业运输证"
KEY = Sealer(b"k" * 32)


def sealed(seal: Seal | None = KEY) -> Index:
    return Index(default_encoder(), seal=seal)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    index = sealed()
    index.put([entry("a"), entry("b", WORDS, readers=("吴样张", "everybody"))])
    index.save(Folder(tmp_path / "index"), change=7)
    return tmp_path / "index"


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_neither_words_nor_names_nor_numbers_of_terms_are_read_from_the_disk(folder: Path) -> None:
    content = on_disk(folder)
    for told in ("船舶", "周样张", "吴样张", "everybody", "样张科"):
        assert told.encode() not in content
    assert not any(key.tobytes() in content for key in counted(WORDS)[0])
    plain = folder.parent / "plain"
    index = sealed(None)
    index.put([entry("b", WORDS)])
    index.save(Folder(plain), change=1)
    assert "船舶".encode() in on_disk(plain)
    assert all(key.tobytes() in on_disk(plain) for key in counted(WORDS)[0])


def test_it_is_opened_changed_joined_and_saved_again(folder: Path) -> None:
    index = sealed()
    assert index.load(Folder(folder)).change == 7
    index.remove("a")
    for number in range(9):
        index.put([entry(f"c{number}", f"第{number}号样张船舶。")])
    index.tidy()
    index.save(Folder(folder), change=9)
    again = sealed()
    again.load(Folder(folder))
    assert set(found(again.search("船舶", PUBLIC, 20))) == {"b", *(f"c{at}" for at in range(9))}
    assert [hit.passage.text for hit in again.search(WORDS, PUBLIC, 1)] == [WORDS]


@pytest.mark.parametrize("seal", [None, Sealer(b"other key, other installation 01")])
def test_without_the_key_it_is_refused(folder: Path, seal: Seal | None) -> None:
    with pytest.raises(UnusableIndexError):
        sealed(seal).load(Folder(folder))


def test_one_that_was_saved_in_plain_is_made_anew_and_leaves_the_disk(tmp_path: Path) -> None:
    plain, folder = sealed(None), Folder(tmp_path / "index")
    plain.put([entry("b", WORDS)])
    plain.save(folder, change=1)
    index = sealed()
    with pytest.raises(UnusableIndexError):
        index.load(folder)
    index.put([entry("b", WORDS)])
    index.save(folder, change=1)
    assert "船舶".encode() not in on_disk(folder.path)


def test_a_sealed_file_moved_in_place_of_another_is_refused(folder: Path) -> None:
    (first,) = folder.glob("*.arrays")
    whole = first.read_bytes()
    index = sealed()
    index.put([entry("z", "别的样张。")])
    index.save(Folder(folder), change=8)
    (second,) = folder.glob("*.arrays")
    second.write_bytes(whole)
    with pytest.raises(UnusableIndexError, match="损坏"):
        sealed().load(Folder(folder))


def test_a_sealed_file_altered_or_cut_anywhere_is_refused(folder: Path) -> None:
    (path,) = folder.glob("*.arrays")
    whole = path.read_bytes()
    for place in range(0, len(whole), max(len(whole) // 150, 1)):
        altered = bytearray(whole)
        altered[place] ^= 0x20
        path.write_bytes(altered)
        index = sealed()
        try:
            index.load(Folder(folder))
        except UnusableIndexError:
            continue
        # Only the gaps between arrays mean nothing.
        assert whole[place] == 0
        assert found(index.search("船舶", PUBLIC)) == ["b"]
    for end in (0, 1, 16, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(UnusableIndexError):
            sealed().load(Folder(folder))
