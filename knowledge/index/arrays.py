"""Arrays in one file, which is mapped into memory when it is opened: only what is used is read."""

import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from knowledge.index.errors import UnusableIndexError
from models.records import Record

MAGIC: Final = b"zhiban-arrays-1\n"
LENGTHS: Final = struct.Struct("<QI")
"""Bytes up to the first array, and the CRC-32 of the head."""
BEFORE_HEAD: Final = len(MAGIC) + LENGTHS.size
ALIGNED: Final = 64
BROKEN: Final = "知识库索引文件 {name} 已损坏，需要重新建立索引。"

WRONG: Final = "not what was written"

Arrays = Mapping[str, NDArray[Any]]


class _Column(Record):
    name: str
    kind: str
    shape: tuple[int, ...]
    start: int
    check: int
    """CRC-32 of the content."""


class _Head(Record):
    size: int
    """Bytes of the whole file."""
    columns: tuple[_Column, ...]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write arrays to a new file, and see them onto the disk."""
    columns, end = [], 0
    for name, array in arrays.items():
        start = -(-end // ALIGNED) * ALIGNED
        check = zlib.crc32(np.ascontiguousarray(array).data)
        columns.append(
            _Column(name=name, kind=array.dtype.str, shape=array.shape, start=start, check=check)
        )
        end = start + array.nbytes
    head = _Head(size=end, columns=tuple(columns)).model_dump_json().encode()
    room = -(-(BEFORE_HEAD + len(head)) // ALIGNED) * ALIGNED
    head = head.ljust(room - BEFORE_HEAD)
    with path.open("xb") as file:
        file.write(MAGIC + LENGTHS.pack(room, zlib.crc32(head)) + head)
        for column, array in zip(columns, arrays.values(), strict=True):
            file.seek(room + column.start)
            file.write(np.ascontiguousarray(array).data)
        file.truncate(room + end)
        file.flush()
        os.fsync(file.fileno())


def open_arrays(path: Path) -> Arrays:
    """Map a file that `write_arrays` wrote, and return its arrays, which cannot be written to.

    Raises ``UnusableIndexError`` when it is missing, cut short, altered, or another kind of file.
    """
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head, room = _head(content)
        arrays = {column.name: _array(content, room, column) for column in head.columns}
    except (OSError, ValueError, struct.error) as error:
        raise UnusableIndexError(BROKEN.format(name=path.name)) from error
    return arrays


def _head(content: mmap.mmap) -> tuple[_Head, int]:
    room, check = LENGTHS.unpack(content[len(MAGIC) : BEFORE_HEAD])
    told = content[BEFORE_HEAD:room]
    if content[: len(MAGIC)] != MAGIC or zlib.crc32(told) != check:
        raise ValueError(WRONG)
    head = _Head.model_validate_json(told)
    if room + head.size != len(content):
        raise ValueError(WRONG)
    return head, room


def _array(content: mmap.mmap, room: int, column: _Column) -> NDArray[Any]:
    count = int(np.prod(column.shape, dtype=np.int64))
    flat = np.frombuffer(content, np.dtype(column.kind), count, room + column.start)
    if zlib.crc32(flat.data) != column.check:
        raise ValueError(WRONG)
    return flat.reshape(column.shape)
