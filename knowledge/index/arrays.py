"""Arrays in one file, which is mapped into memory when it is opened: only what is used is read.

Sealed arrays are opened whole instead, piece by piece, so that nothing beside it waits for long.
"""

import mmap
import os
import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from knowledge.index.errors import UnusableIndexError
from knowledge.index.sealing import Seal
from models.errors import ServiceError
from models.records import Record

MAGIC: Final = b"zhiban-arrays-2\n"
LENGTHS: Final = struct.Struct("<QI")
"""Bytes up to the first array, and the CRC-32 of the head."""
BEFORE_HEAD: Final = len(MAGIC) + LENGTHS.size
ALIGNED: Final = 64
PIECE: Final = 1 << 18
"""Bytes that are sealed at a time."""
BROKEN: Final = "知识库索引文件 {name} 已损坏，需要重新建立索引。"

WRONG: Final = "not what was written"

Arrays = Mapping[str, NDArray[Any]]
Opening = Callable[[bytes, str], bytes]
"""A sealed piece and its place in the file → what was sealed."""


class _Column(Record):
    name: str
    kind: str
    shape: tuple[int, ...]
    start: int
    check: int
    """CRC-32 of the content; 0 where it is sealed, for a seal proves what it opens to."""
    pieces: tuple[int, ...]
    """Bytes of each sealed piece; none where it is not sealed."""

    @property
    def bytes(self) -> int:
        """What the array takes in memory."""
        return int(np.prod(self.shape, dtype=np.int64)) * np.dtype(self.kind).itemsize

    @property
    def held(self) -> int:
        """What it takes in the file."""
        return sum(self.pieces) or self.bytes


class _Head(Record):
    size: int
    """Bytes of the whole file."""
    columns: tuple[_Column, ...]


def write_arrays(
    path: Path, arrays: Arrays, seal: Seal | None = None, plain: Collection[str] = ()
) -> None:
    """Write arrays to a new file, and see them onto the disk.

    Args:
        path: of the file; its name is bound to what is sealed in it.
        arrays: by name.
        seal: what seals them; without one nothing is sealed.
        plain: names of arrays that it need not seal.
    """
    columns: list[_Column] = []
    contents: list[list[memoryview]] = []
    end = 0
    for name, array in arrays.items():
        own = None if name in plain else seal
        contents.append(list(_pieces(array, f"{path.name}/{name}", own)))
        columns.append(
            _Column(
                name=name,
                kind=array.dtype.str,
                shape=array.shape,
                start=-(-end // ALIGNED) * ALIGNED,
                check=0 if own else zlib.crc32(contents[-1][0]),
                pieces=tuple(map(len, contents[-1])) if own else (),
            )
        )
        end = columns[-1].start + columns[-1].held
    head = _Head(size=end, columns=tuple(columns)).model_dump_json().encode()
    _write(path, head, columns, contents)


def open_arrays(
    path: Path, seal: Seal | None = None, names: Collection[str] | None = None
) -> Arrays:
    """Map a file that `write_arrays` wrote, and return its arrays, which cannot be written to.

    Where ``names`` are given, only those are opened. Raises ``UnusableIndexError`` when it is
    missing, cut short, altered, sealed with another key, or another kind of file.
    """

    def opening(piece: bytes, place: str) -> bytes:
        if seal is None:
            raise ValueError(WRONG)
        return seal.open(piece, f"{path.name}/{place}")

    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            head, room = _head(content)
            wanted = [each for each in head.columns if names is None or each.name in names]
            arrays = {
                each.name: _opened(file, room + each.start, each, opening)
                if each.pieces
                else _mapped(content, room + each.start, each)
                for each in wanted
            }
    except (OSError, ValueError, struct.error, ServiceError) as error:
        raise UnusableIndexError(BROKEN.format(name=path.name)) from error
    return arrays


def _pieces(array: NDArray[Any], place: str, seal: Seal | None) -> Iterator[memoryview]:
    """Yield what is written of an array: all of it as it is, or sealed piece by piece."""
    whole = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
    if seal is None:
        yield whole
        return
    for number, at in enumerate(range(0, len(whole), PIECE)):
        yield memoryview(seal.seal(bytes(whole[at : at + PIECE]), f"{place}/{number}"))


def _write(
    path: Path, head: bytes, columns: list[_Column], contents: list[list[memoryview]]
) -> None:
    room = -(-(BEFORE_HEAD + len(head)) // ALIGNED) * ALIGNED
    head = head.ljust(room - BEFORE_HEAD)
    with path.open("xb") as file:
        file.write(MAGIC + LENGTHS.pack(room, zlib.crc32(head)) + head)
        for column, content in zip(columns, contents, strict=True):
            file.seek(room + column.start)
            file.writelines(content)
        file.truncate(room + columns[-1].start + columns[-1].held)
        file.flush()
        os.fsync(file.fileno())


def _head(content: mmap.mmap) -> tuple[_Head, int]:
    room, check = LENGTHS.unpack(content[len(MAGIC) : BEFORE_HEAD])
    told = content[BEFORE_HEAD:room]
    if content[: len(MAGIC)] != MAGIC or zlib.crc32(told) != check:
        raise ValueError(WRONG)
    head = _Head.model_validate_json(told)
    if room + head.size != len(content):
        raise ValueError(WRONG)
    return head, room


def _mapped(content: mmap.mmap, start: int, column: _Column) -> NDArray[Any]:
    held = memoryview(content)[start : start + column.bytes]
    if zlib.crc32(held) != column.check:
        raise ValueError(WRONG)
    return np.frombuffer(held, column.kind).reshape(column.shape)


def _opened(file: BinaryIO, start: int, column: _Column, opening: Opening) -> NDArray[Any]:
    """Return what was sealed; it is read past the map, of which no page stays in memory then."""
    flat = np.empty(column.bytes, np.uint8)
    file.seek(start)
    for number, length in enumerate(column.pieces):
        piece = opening(file.read(length), f"{column.name}/{number}")
        flat[number * PIECE : number * PIECE + len(piece)] = np.frombuffer(piece, np.uint8)
    flat.flags.writeable = False
    return flat.view(column.kind).reshape(column.shape)
