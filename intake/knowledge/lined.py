"""Scans and pictures as lines with their places, by whatever here recognises writing."""

from collections.abc import Callable, Iterator

from pydantic import TypeAdapter

from extractors.opening import open_upload
from extractors.seeing.look import look
from extractors.tables.ruled_page import with_rulings
from intake.reading.messages import Message
from intake.reading.readers import Readers
from knowledge.importing.lines import LinedPage, PlacedLine
from models.engines import Engine
from models.records import Page

Recognise = Callable[[bytes, str], tuple[Page, ...]]
"""The upright pages of a PDF or a picture with their lines, also ruled ones; raises
``ServiceError``."""
PAGES = TypeAdapter(list[Page])


def by_engine(engine: Engine) -> Recognise:
    """Return what reads pages in this process, as the command line does."""

    def recognise(data: bytes, name: str) -> tuple[Page, ...]:
        return tuple(with_rulings(*look(raw, engine)) for raw in open_upload(data, name))

    return recognise


def by_readers(readers: Readers) -> Recognise:
    """Return what reads pages in the reading processes of the service."""

    def recognise(data: bytes, name: str) -> tuple[Page, ...]:
        opened = readers.ask(Message("open", {"name": name}, (data,)))
        kind = str(opened.body["media_type"])
        return tuple(
            _looked(readers, page, kind, picture)
            for page, picture in zip(
                PAGES.validate_python(opened.body["pages"]), opened.pictures, strict=True
            )
        )

    return recognise


def lined(page: Page) -> LinedPage:
    """Return a page as importing reads it."""
    return LinedPage(number=page.number, lines=tuple(_placed(page)), recognised=not page.text_layer)


def _looked(readers: Readers, page: Page, kind: str, picture: bytes) -> Page:
    body = {"page": page.model_dump(mode="json"), "media_type": kind, "ruled": True}
    return Page.model_validate(readers.ask(Message("look", body, (picture,))).body["page"])


def _placed(page: Page) -> Iterator[PlacedLine]:
    for line in page.lines:
        if not line.curved:
            left, top, right, bottom = line.box
            yield PlacedLine(
                text=line.text,
                left=left / page.width,
                top=top / page.height,
                right=right / page.width,
                bottom=bottom / page.height,
                confidence=line.confidence,
            )
