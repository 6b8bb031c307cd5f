"""What a file is, told from its bytes; its name decides between kinds of text only."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from knowledge.importing.draft import Form
from models.clean import shorten
from models.errors import (
    EmptyPaperError,
    TooLargePaperError,
    UnreadableTableError,
    WrongDocumentTypeError,
)
from models.files.texts import decode

MOST_BYTES: Final = 50_000_000
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS: Final = ((b"word/", Form.DOCX), (b"xl/", Form.XLSX))
"""By a folder of the archive; the directory of an archive stands at its end."""
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_LOCKED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_MARKUP: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|article|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"MZ": "可执行程序",
        b"\x7fELF": "可执行程序",
        b"Rar!": "RAR 压缩包，请解压后再导入",
        b"7z\xbc\xaf": "7z 压缩包，请解压后再导入",
        b"\x1f\x8b": "压缩包，请解压后再导入",
        b"{\\rtf": "RTF 文档，请用 Word 或 WPS 另存为 DOCX",
        b"%!PS": "PostScript 文件，请另存为 PDF",
    }
)
_ENDINGS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        ".md": Form.MARKDOWN,
        ".markdown": Form.MARKDOWN,
        ".csv": Form.CSV,
        ".tsv": Form.CSV,
        ".json": Form.JSON,
        ".jsonl": Form.JSON,
        ".html": Form.HTML,
        ".htm": Form.HTML,
    }
)


def form_of(data: bytes, name: str) -> Form:
    """Return what a file is.

    Raises ``EmptyPaperError``, ``TooLargePaperError`` or ``WrongDocumentTypeError``, each
    with a Chinese sentence that says what to do.
    """
    if not data.strip():
        raise EmptyPaperError("文件是空的，没有可以导入的内容，请重新选择文件。")
    if len(data) > MOST_BYTES:
        raise TooLargePaperError(
            f"文件有 {len(data) / 1e6:.0f} MB，超过 {MOST_BYTES // 1_000_000} MB 的上限，"
            "请压缩其中的图片，或拆分后导入。"
        )
    return _packed(data) or _text(data, name)


def _packed(data: bytes) -> Form | None:
    """Return the form of a file that is no text, None for one that may be."""
    if b"%PDF-" in data[:1024]:
        return Form.PDF
    if data.startswith(ZIP):
        return _zipped(data)
    if data.startswith(OLE):
        return _old_office(data)
    if data.startswith(_PICTURES):
        return Form.PICTURE
    for mark, what in _REFUSED.items():
        if data.startswith(mark):
            raise WrongDocumentTypeError(f"文件内容是{what}。")
    return None


def _zipped(data: bytes) -> Form:
    for part, form in _PARTS:
        if part in data[-200_000:]:
            return form
    raise WrongDocumentTypeError("这是压缩包或不认识的 Office 文件，请解压，或另存为 DOCX、XLSX。")


def _old_office(data: bytes) -> Form:
    if _LOCKED_STREAM in data:
        raise WrongDocumentTypeError("文件设有密码，请去除密码后另存再导入。")
    if _WORD_STREAM in data:
        return Form.DOC
    raise WrongDocumentTypeError(
        "这是旧版 Excel 或 PPT 文件，请另存为 XLSX（演示文稿另存为 PDF）再导入。"
    )


def _text(data: bytes, name: str) -> Form:
    try:
        text = decode(data, shorten(name, 60))
    except UnreadableTableError as error:
        raise WrongDocumentTypeError(
            "内容不是文字，也不是能导入的文件。可以导入 DOCX、DOC、PDF、网页、Markdown、TXT、"
            "XLSX、CSV、JSON；文字文件请用 UTF-8 或 GBK 编码保存。"
        ) from error
    if _MARKUP.match(text):
        return Form.HTML
    start = text.lstrip()[:1]
    told = _ENDINGS.get(PurePath(name).suffix.lower(), Form.TEXT)
    if told is Form.JSON and start not in {"{", "["}:
        return Form.TEXT
    if told is Form.TEXT and text.startswith("+++\n"):
        return Form.MARKDOWN
    return told
