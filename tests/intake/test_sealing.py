"""What is sealed opens only with its key and in its place."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.security.sealing import SealBrokenError, Sealer, read_key
from intake.store.files import Files

SEALER = Sealer(b"k" * 32)


@given(data=st.binary(max_size=300), place=st.text(max_size=40))
def test_what_is_sealed_opens_as_it_was(data: bytes, place: str) -> None:
    assert SEALER.open(SEALER.seal(data, place), place) == data


@given(data=st.binary(min_size=1, max_size=60), at=st.integers(0, 90), flip=st.integers(1, 255))
def test_one_changed_byte_is_noticed(data: bytes, at: int, flip: int) -> None:
    sealed = bytearray(SEALER.seal(data, "a"))
    sealed[at % len(sealed)] ^= flip
    with pytest.raises(SealBrokenError):
        SEALER.open(bytes(sealed), "a")


@given(junk=st.binary(max_size=60))
def test_anything_else_is_refused(junk: bytes) -> None:
    with pytest.raises(SealBrokenError):
        SEALER.open(junk, "a")


def test_another_place_or_key_does_not_open_it() -> None:
    sealed = SEALER.seal(b"secret", "filings/1/record")
    with pytest.raises(SealBrokenError):
        SEALER.open(sealed, "filings/2/record")
    with pytest.raises(SealBrokenError):
        Sealer(b"l" * 32).open(sealed, "filings/1/record")


def test_the_same_secret_never_looks_the_same() -> None:
    assert SEALER.seal(b"secret", "a") != SEALER.seal(b"secret", "a")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "zhiban.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_key(path), range(16)))
    assert len(keys) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["zhiban.key"]


@pytest.mark.parametrize("content", ["", "zz", "00ff"])
def test_a_wrong_key_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "zhiban.key"
    path.write_text(content)
    with pytest.raises(SealBrokenError, match=r"zhiban\.key"):
        read_key(path)


def test_a_file_is_sealed_for_its_name(tmp_path: Path) -> None:
    files = Files(str(tmp_path), SEALER)
    files.write("f/p/upload", b"310120199204263289")
    stored = tmp_path / "f" / "p" / "upload"
    assert b"310120199204263289" not in stored.read_bytes()
    assert files.read("f/p/upload") == b"310120199204263289"
    stored.rename(stored.with_name("other"))
    with pytest.raises(SealBrokenError):
        files.read("f/p/other")


def test_writing_again_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    files = Files(str(tmp_path), SEALER)
    files.write("f/a", b"1")
    files.write("f/a", b"2")
    assert files.read("f/a") == b"2"
    assert [each.name for each in (tmp_path / "f").iterdir()] == ["a"]
    files.remove("f")
    files.remove("f")
    assert not (tmp_path / "f").exists()
