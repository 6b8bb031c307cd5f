"""Whether a file is one of ours, by its digest and by the check code printed in it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from extractors.decoding.media import OFD, PDF, media_type
from intake.lookup.found import Found, Kept
from intake.lookup.lookers import look_up
from intake.registry import Registry
from intake.store import documents
from intake.store.database import Session
from intake.store.files import Files
from intake.verification.codes import printed_codes
from models.errors import WrongTypeError
from models.records import Record


class Likeness(StrEnum):
    """How a file compares with what we keep."""

    SAME = "same"
    DIFFERENT = "different"
    """It carries the check code of ours, and is not our file."""
    EARLIER = "earlier"
    """It is how ours began, before something was added to ours."""
    EXTENDED = "extended"
    """It is ours with something added."""
    PICTURE = "picture"
    """It shows the check code of ours, but a picture cannot be compared."""
    UNKNOWN = "unknown"


SENTENCES: Final[Mapping[Likeness, str]] = {
    Likeness.SAME: "与本系统留存的原件一致，逐字节相同。",
    Likeness.DIFFERENT: (
        "与本系统留存的原件不一致：文件上印有本系统的校验码，但内容不是我们出具的那一份。"
        "请以原件为准，不要使用这份文件。"
    ),
    Likeness.EARLIER: "是本系统留存的原件在追加签章以前的一版；请使用追加签章后的原件。",
    Likeness.EXTENDED: (
        "与本系统留存的原件不一致：原件之后又追加了内容（如他人的签章或批注），"
        "显示的内容可能已经不同，请以原件为准。"
    ),
    Likeness.PICTURE: (
        "图片不能证明文书没有改动；请把纸面内容与下面的记录逐项比对，或索取电子原件查验。"
    ),
    Likeness.UNKNOWN: "没有找到本系统的校验码或记录，不能判断是否由本系统出具。",
}


class Comparison(Record):
    """How a file compares with what we keep, and with what record."""

    likeness: Likeness
    sentence: str
    found: Found | None = None


@dataclass(frozen=True)
class Archive:
    """Where records and originals are kept."""

    session: Session
    registry: Registry
    files: Files


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def codes_of(session: Session, data: bytes) -> tuple[str, ...]:
    """Return the check code of our file with the same digest, else those printed on the file."""
    own = documents.code_of_digest(session, digest_of(data))
    return (own,) if own else printed_codes(data)


def compare(archive: Archive, data: bytes, codes: tuple[str, ...]) -> Comparison:
    """Compare a file with the originals behind check codes; the first that is ours decides."""
    records = (look_up(archive.session, archive.registry, code) for code in codes)
    found = next((each for each in records if each), None)
    likeness = _likeness(archive.files, data, found) if found else Likeness.UNKNOWN
    return Comparison(likeness=likeness, sentence=SENTENCES[likeness], found=found)


def _likeness(files: Files, data: bytes, found: Found) -> Likeness:
    digest = digest_of(data)
    if any(kept.sha256 == digest for kept in found.kept):
        return Likeness.SAME
    kind = _kind(data)
    if kind not in {PDF, OFD}:
        return Likeness.PICTURE
    for original in _originals(files, found.kept, kind):
        if original == data:  # kept before digests were
            return Likeness.SAME
        if original.startswith(data):
            return Likeness.EARLIER
        if data.startswith(original):
            return Likeness.EXTENDED
    return Likeness.DIFFERENT


def _kind(data: bytes) -> str:
    try:
        return media_type(data, "")
    except WrongTypeError:
        return ""


def _originals(files: Files, kept: tuple[Kept, ...], kind: str) -> Iterator[bytes]:
    for each in kept:
        if each.media_type == kind:
            yield files.read(each.key)
