"""Uploads: what a request brought, made safe to keep."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from uuid import uuid4

from intake.security.names import display_name
from intake.settings import MEGABYTE, Limits
from intake.store.database import Session
from intake.store.files import Files, upload_key
from intake.store.papers import weigh
from models.errors import InvalidRequestError, TooLargePaperError, TooLargeRequestError
from models.records import Paper, Problem


@dataclass(frozen=True)
class Upload:
    """One file with the record it becomes; a file over the limit is recorded, but not kept."""

    paper: Paper
    data: bytes


def take_uploads(files: Iterable[tuple[str, BinaryIO]], limits: Limits) -> tuple[Upload, ...]:
    """Return the files of a request; raises ``InvalidRequestError`` for none or too many."""
    uploads = tuple(_take(name, file, limits.file_bytes) for name, file in files)
    if not uploads:
        raise InvalidRequestError("没有收到文件。")
    if len(uploads) > limits.files_per_request:
        raise TooLargeRequestError(f"一次最多上传 {limits.files_per_request} 个文件。")
    return uploads


def take_files(files: Sequence[tuple[str, bytes]], limits: Limits) -> tuple[Upload, ...]:
    """Return files whose content is at hand, none or some; raises ``TooLargeRequestError``."""
    if not files:
        return ()
    return take_uploads([(name, BytesIO(data)) for name, data in files], limits)


def fingerprint(uploads: Sequence[Upload]) -> str:
    """Return what tells one set of files from another, however they were sent."""
    return "\n".join(f"{upload.paper.sha256} {upload.paper.name}" for upload in uploads)


def keep_uploads(files: Files, filing_id: str, uploads: Sequence[Upload]) -> None:
    """Write the files of a filing into the file store."""
    for upload in uploads:
        if not upload.paper.problem:
            files.write(upload_key(filing_id, upload.paper.id), upload.data)


def refuse_over_quota(
    session: Session, filing_id: str, uploads: Sequence[Upload], limits: Limits
) -> None:
    """Raise ``TooLargeRequestError`` when the filing would hold too much."""
    count, size = weigh(session, filing_id)
    if count + len(uploads) > limits.papers_per_filing:
        raise TooLargeRequestError(f"一个办件最多 {limits.papers_per_filing} 份材料。")
    if size + sum(upload.paper.size for upload in uploads) > limits.bytes_per_filing:
        raise TooLargeRequestError(
            f"一个办件的材料合计不能超过 {limits.bytes_per_filing // MEGABYTE} MB。"
        )


def _take(name: str, file: BinaryIO, limit: int) -> Upload:
    data = file.read(limit + 1)
    paper = Paper(
        id=uuid4().hex,
        name=display_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        problem=_too_large(limit) if len(data) > limit else None,
    )
    return Upload(paper, data)


def _too_large(limit: int) -> Problem:
    return Problem(
        code=TooLargePaperError.code,
        message=f"文件超过 {limit // MEGABYTE} MB。",
        remedy=TooLargePaperError.remedy,
    )
