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
    """Return every paper on a page with its fields read and verified."""
    found = recognise_photo(classify(page, types), Shot(page, picture, engine), types)
    papers = [judge(document, page, picture) for document in found]
    read = [p if p.fields else extract(p, page, picture, engine, types) for p in papers]
    if second:
        shown = partial(to_jpeg, picture)
        read = [second.complete(paper, page, types.get(paper.type), shown) for paper in read]
    weighed = [verify(paper, page, types, today) for paper in read]
    whole = [doubt_hidden(paper, page, picture) for paper in weighed]
    whole = [doubt_handwriting(p, page, picture, types.get(p.type)) for p in whole]
    return [notice(paper, page, picture, types.get(paper.type)) for paper in whole]


def problem_of(error: UnreadablePaperError) -> Problem:
    """Return an error as the problem kept with the upload."""
    return Problem(code=error.code, message=str(error), remedy=error.remedy)
