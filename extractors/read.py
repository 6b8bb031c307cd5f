"""Read one upload from bytes to checked fields."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from extractors.extract import extract
from extractors.handwriting import doubt_handwriting
from extractors.judging.verify import verify
from extractors.llm.picture import to_jpeg
from extractors.llm.second_reader import SecondReader
from extractors.opening import open_upload
from extractors.photos import Shot, recognise_photo
from extractors.placing.classify import classify
from extractors.quality import doubt_hidden, judge
from extractors.seeing.look import look
from extractors.signals import notice
from extractors.signatures.check import signatures_of, warned
from models.crypto.trust import NO_TRUST, Trust
from models.engines import Engine, Image
from models.errors import UnreadablePaperError
from models.records import Document, Page, Paper, Problem
from models.specs import DocumentType


@dataclass(frozen=True)
class ReadUpload:
    """An upload with everything found on it, and its upright pictures page by page."""

    paper: Paper
    pictures: tuple[Image, ...] = ()


ReadPage = Callable[[Page, Image], Sequence[Document]]
"""Finds the papers on an upright page, read and verified."""


def read_upload(
    data: bytes,
    name: str,
    engine: Engine,
    types: Mapping[str, DocumentType],
    today: date,
    second: SecondReader | None = None,
) -> ReadUpload:
    """Open, look, classify, extract and verify; a file that cannot be opened keeps its problem.

    With a second reader a language model is asked for what was missed.
    """

    def reading(page: Page, picture: Image) -> list[Document]:
        return read_page(page, picture, engine, types, today, second)

    return read_with(data, name, engine, reading)


def read_with(
    data: bytes, name: str, engine: Engine, reading: ReadPage, trust: Trust = NO_TRUST
) -> ReadUpload:
    """Open an upload, check its signatures, stand its pages upright and have each of them read.

    Without ``trust`` a signature can show that nothing was changed, but not who signed.
    """
    paper = Paper(id="", name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    try:
        raws = open_upload(data, name)
    except UnreadablePaperError as error:
        return ReadUpload(paper.model_copy(update={"problem": problem_of(error)}))
    looks = [look(raw, engine) for raw in raws]
    found = {
        "media_type": raws[0].media_type,
        "pages": tuple(page for page, _ in looks),
        "documents": tuple(document for seen in looks for document in reading(*seen)),
        "signatures": signatures_of(data, raws[0].media_type, trust),
    }
    read = warned(paper.model_copy(update=found))
    return ReadUpload(read, tuple(picture for _, picture in looks))


def read_page(
    page: Page,
    picture: Image,
    engine: Engine,
    types: Mapping[str, DocumentType],
    today: date,
    second: SecondReader | None = None,
) -> list[Document]:
    """Return every paper on a page with its fields read and weighed."""
    found = find_papers(page, picture, engine, types)
    read = [read_fields(paper, page, picture, engine, types) for paper in found]
    if second:
        shown = partial(to_jpeg, picture)
        read = [second.complete(paper, page, types.get(paper.type), shown) for paper in read]
    return [weigh(paper, page, picture, types, today) for paper in read]


def find_papers(
    page: Page, picture: Image, engine: Engine, types: Mapping[str, DocumentType]
) -> tuple[Document, ...]:
    """Return what a page shows: its papers, or else what a photograph shows, with its fields."""
    return recognise_photo(classify(page, types), Shot(page, picture, engine), types)


def read_fields(
    document: Document,
    page: Page,
    picture: Image,
    engine: Engine,
    types: Mapping[str, DocumentType],
) -> Document:
    """Return a paper with its picture judged and its fields read, if it has none yet."""
    judged = judge(document, page, picture)
    return judged if judged.fields else extract(judged, page, picture, engine, types)


def weigh(
    document: Document,
    page: Page,
    picture: Image,
    types: Mapping[str, DocumentType],
    today: date,
) -> Document:
    """Return a paper with how sure each value is, and with what a person should know of it."""
    kind = types.get(document.type)
    verified = verify(document, page, types, today)
    doubted = doubt_handwriting(doubt_hidden(verified, page, picture), page, picture, kind)
    return notice(doubted, page, picture, kind)


def problem_of(error: UnreadablePaperError) -> Problem:
    """Return an error as the problem kept with the upload."""
    return Problem(code=error.code, message=str(error), remedy=error.remedy)
