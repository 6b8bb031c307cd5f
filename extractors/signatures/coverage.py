"""Whether the files of an OFD are those a signature lists, each as it was."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import HashAlgorithm

from extractors.decoding.ofd.book import Book
from extractors.decoding.ofd.stamps import Signing
from extractors.signatures.proof import DIGESTS, WEAK, digest
from models.errors import UnreadablePaperError
from models.files.archive import ENTRY

TOLD = 5
"""No more files than this are named."""
KINDS = (
    ("/Tpls/", "页面底版"),
    ("/Res/", "图片或字体"),
    ("/Attachs/", "附件"),
    ("/Tags/", "结构化数据"),
    ("/Annots/", "批注"),
    ("/Signs/", "签章"),
    ("Document.xml", "文档结构"),
    (ENTRY, "文档信息"),
)
"""How files are called by where they usually lie."""


@dataclass(frozen=True)
class Coverage:
    """What became of the files since they were signed."""

    intact: bool
    """Every file listed is there and as it was."""
    whole: bool
    """No file stands beside those listed that could show anything."""
    weak: bool
    """The digests are of a kind that can be forged."""
    findings: tuple[str, ...]
    """In Chinese, what is not as it was."""


def check_coverage(book: Book, signing: Signing, all_signings: Sequence[Signing]) -> Coverage:
    """Compare the files of a document with the list of a signature.

    The main entry and the files of signatures need not be listed: signing itself changes them.
    """
    references = signing.root.find("SignedInfo/References")
    named = "" if references is None else references.get("CheckMethod", "").strip()
    algorithm = DIGESTS.get((named or "md5").lower())
    listed = {
        book.package.find(each.get("FileRef", ""), signing.path): each.findtext("CheckValue") or ""
        for each in signing.root.iter("Reference")
    }
    changed = tuple(_changed(book, listed, algorithm)) if algorithm else ("摘要算法不明",)
    added = sorted(book.package.names - listed.keys() - _own(book, all_signings))
    findings = [*changed, *_added(book, added)]
    if not listed:
        findings.append("签名没有列出任何文件")
    return Coverage(
        intact=not changed and bool(listed),
        whole=not added,
        weak=isinstance(algorithm, WEAK),
        findings=_short(findings),
    )


def _changed(book: Book, listed: dict[str, str], algorithm: HashAlgorithm) -> Iterator[str]:
    for path, value in listed.items():
        if path not in book.package.names:
            yield f"{_called(book, path)}在签署后被删除"
        elif not _holds(book, path, value, algorithm):
            yield f"{_called(book, path)}的内容在签署后被改动"


def _holds(book: Book, path: str, value: str, algorithm: HashAlgorithm) -> bool:
    try:
        told = base64.b64decode("".join(value.split()), validate=True)
        return digest(book.package.read(path), algorithm) == told
    except (binascii.Error, UnreadablePaperError):
        return False


def _added(book: Book, added: list[str]) -> Iterator[str]:
    for path in added:
        yield f"{_called(book, path)}不在签名的保护范围内，可能是签署后加入的"


def _own(book: Book, all_signings: Sequence[Signing]) -> set[str]:
    """Return the files that signing writes."""
    own = {ENTRY, book.signatures}
    for each in all_signings:
        seal = each.root.findtext("SignedInfo/Seal/BaseLoc")
        own |= {each.path, each.value, *([book.find(seal, each.path)] if seal else [])}
    return own


def _called(book: Book, path: str) -> str:
    pages = [book.find(each.get("BaseLoc")) for each in book.listed()]
    if path in pages:
        return f"第 {pages.index(path) + 1} 页"
    kind = next((kind for part, kind in KINDS if part in f"/{path}"), "文件")
    return f"{kind} {path[:80]} "


def _short(findings: list[str]) -> tuple[str, ...]:
    rest = len(findings) - TOLD
    more = [f"另有 {rest} 处不符"] if rest > 0 else []
    return (*findings[:TOLD], *more)
