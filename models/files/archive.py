"""The files inside an OFD, or another ZIP archive that nobody may trust."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from models.errors import (
    DamagedPaperError,
    EncryptedPaperError,
    TooLargePaperError,
    UnsafePaperError,
)
from models.files.bounds import Bounds

ENTRY = "OFD.xml"
_LOCKED = 0x1
"""Bit of an entry's flags that says it is encrypted."""
_PIECE = 1 << 16


class Package:
    """The files of an archive by their path from its root, without a leading slash.

    Everything an archive can do to its reader is refused when it is opened: too many files, too
    much to unpack, paths that lead outside, two files of one name, passwords.
    """

    def __init__(self, data: bytes, bounds: Bounds, kind: str = "OFD", entry: str = ENTRY) -> None:
        self._bounds = bounds
        self._kind = kind
        self._left = bounds.max_unpacked
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedPaperError(f"{kind} 文件已损坏或没有传完整，无法打开。") from error
        self._entries = self._checked()
        if entry not in self._entries:
            raise DamagedPaperError(f"{kind} 文件缺少主入口 {entry}，无法打开。")

    @property
    def names(self) -> frozenset[str]:
        """Every file."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Return a file's content; raises ``DamagedPaperError`` when it is not there or broken."""
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedPaperError(f"{self._kind} 文件不完整，缺少 {name[:80]}。")
        try:
            return self._unpacked(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise DamagedPaperError(f"{self._kind} 文件中的 {name[:80]} 已损坏。") from error

    def repacked(self, changed: Mapping[str, bytes], first: str) -> bytes:
        """Return the archive with other content for some of its files, one file before all."""
        held = BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
            for name in sorted(self.names, key=lambda name: (name != first, name)):
                file.writestr(name, changed[name] if name in changed else self.read(name))
        return held.getvalue()

    def find(self, location: str, beside: str = "") -> str:
        """Return the path a location means, seen from the file ``beside`` (GB/T 33190, 7.3).

        A location that begins with a slash starts at the root. Some makers leave that slash out, so
        a relative one that leads nowhere is tried from the root as well.
        """
        plain = location.strip().replace("\\", "/")
        if plain.startswith("/"):
            return _normal(plain)
        near = _normal(posixpath.join(posixpath.dirname(beside), plain))
        return near if near in self._entries or _normal(plain) not in self._entries else plain

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries = [each for each in self._archive.infolist() if not each.is_dir()]
        if len(entries) > self._bounds.max_files:
            raise TooLargePaperError(
                f"{self._kind} 内的文件超过 {self._bounds.max_files} 个，无法处理。"
            )
        if any(each.flag_bits & _LOCKED for each in entries):
            raise EncryptedPaperError(f"{self._kind} 文件已加密，无法读取。")
        if sum(each.file_size for each in entries) > self._bounds.max_unpacked:
            raise self._too_much()
        named = {_normal(each.filename.replace("\\", "/")): each for each in entries}
        if len(named) < len(entries):
            raise UnsafePaperError(f"{self._kind} 内有同名的文件，内容真假难辨，已停止解析。")
        return named

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """Unpack piece by piece: the size an archive states may be a lie."""
        content = bytearray()
        with self._archive.open(entry) as file:
            while piece := file.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise self._too_much()
                content += piece
        return bytes(content)

    def _too_much(self) -> TooLargePaperError:
        return TooLargePaperError(
            f"{self._kind} 解压后超过 {self._bounds.max_unpacked // 1_000_000} MB，已停止解析。"
        )


def _normal(path: str) -> str:
    """Return a path from the root; raises ``UnsafePaperError`` when it leads out of the archive."""
    normal = posixpath.normpath(path.lstrip("/"))
    if normal.startswith("..") or "\0" in normal or ":" in normal.partition("/")[0]:
        raise UnsafePaperError("文件内含有指向外部的路径，已停止解析。")
    return normal
