"""What an upload really is, told from its first bytes; the file name is never believed."""

import re
from pathlib import PurePath

from models.errors import WrongTypeError

PDF = "application/pdf"
OFD = "application/ofd"
READABLE_NAMES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".pdf", ".ofd"}
)

_READABLE = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档（doc、xls、ppt）"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"%!PS", "PostScript 文件"),
)
_ZIPPED = (
    (b"word/", "Word 文档（docx）"),
    (b"xl/", "Excel 表格（xlsx）"),
    (b"ppt/", "演示文稿（pptx）"),
)
_MARKUP = (
    (b"<svg", "SVG 矢量图"),
    (b"<!doctype html", "网页（HTML）"),
    (b"<html", "网页（HTML）"),
    (b"<?xml", "XML 文件"),
)
_APPLE_PHOTO = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_BITMAP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_PDF_WITHIN = 1024
"""Readers accept a PDF whose header stands within its first kilobyte."""
_MARKUP_WITHIN = 1024
_LOCAL_ZIP = b"PK\x03\x04"
_OFD_ENTRY = re.compile(
    rb"PK\x03\x04.{22}\x07\0.{2}OFD\.xml|PK\x01\x02.{24}\x07\0.{16}OFD\.xml", re.DOTALL
)
"""The head of the file every OFD must hold (GB/T 33190, 7.1), before its bytes or in the index."""


def media_type(data: bytes, name: str) -> str:
    """Return the media type of ``data``; raises ``WrongTypeError`` for what cannot be read.

    ``name`` is used for one thing: to say so when it promises another kind of file.
    """
    found = _readable(data)
    if found:
        return found
    what = _kind(data)
    suffix = PurePath(name).suffix.lower()
    if suffix in READABLE_NAMES:
        raise WrongTypeError(f"文件名以 {suffix} 结尾，内容却是“{what}”，无法读取。")
    raise WrongTypeError(f"暂不能读取“{what}”。")


def _readable(data: bytes) -> str:
    for magic, media in _READABLE:
        if data.startswith(magic):
            return media
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BITMAP_HEADERS:
        return "image/bmp"
    if data.startswith(_LOCAL_ZIP) and _OFD_ENTRY.search(data):
        return OFD
    return PDF if b"%PDF-" in data[:_PDF_WITHIN] else ""


def _kind(data: bytes) -> str:
    if data.startswith(_LOCAL_ZIP):
        return _first(_ZIPPED, data, "压缩包")
    if data[4:8] == b"ftyp":
        return "HEIC/AVIF 照片（请转换为 JPG）" if data[8:12] in _APPLE_PHOTO else "视频"
    for magic, kind in _REFUSED:
        if data.startswith(magic):
            return kind
    return _first(_MARKUP, data[:_MARKUP_WITHIN].lower(), "不认识的文件格式")


def _first(marks: tuple[tuple[bytes, str], ...], data: bytes, otherwise: str) -> str:
    return next((kind for mark, kind in marks if mark in data), otherwise)
