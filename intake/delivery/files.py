"""The file of a handover: where it lies, and a picture of its pages to look at before fetching."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

from extractors.opening import open_upload
from intake.store.database import Session
from intake.store.documents import read_document
from intake.store.files import Files, document_key, notice_key
from intake.store.handovers import Handover
from intake.store.notices import NoticeState, read_notice
from models.errors import NotFoundError

PDF: Final = "application/pdf"
NOTICE: Final = "notice.pdf"
WIDTH: Final = 1000
"""Pixels: sharp on a telephone, readable on a desk."""
MOST_PAGES: Final = 10


@dataclass(frozen=True)
class HandedFile:
    """A file in the store."""

    key: str
    media_type: str
    ending: str


def of_document(filing_id: str, name: str) -> str:
    """Return what names a document of a filing among handovers."""
    return f"{filing_id}/{name}"


def file_of(session: Session, handover: Handover) -> HandedFile:
    """Return where the file of a handover lies; raises ``NotFoundError``."""
    return FILES[handover.kind](session, handover.ref)


def _document_file(session: Session, ref: str) -> HandedFile:
    filing_id, _, name = ref.partition("/")
    document = read_document(session, filing_id, name)
    ending = name.rpartition(".")[2]
    return HandedFile(document_key(filing_id, name), document.media_type, ending)


def _notice_file(session: Session, ref: str) -> HandedFile:
    if read_notice(session, ref).state is NoticeState.VOID:
        raise NotFoundError("这份文书已经作废，请以新出具的文书为准。")
    return HandedFile(notice_key(ref, NOTICE), PDF, "pdf")


FILES: Final[Mapping[str, Callable[[Session, str], HandedFile]]] = {
    "document": _document_file,
    "notice": _notice_file,
}
"""By what is handed over."""


def picture(files: Files, handed: HandedFile) -> bytes:
    """Return a PNG of the first pages of a file, one below the other.

    Raises ``UnreadablePaperError`` for a file without pages to show, such as one of Word.
    """
    pages = open_upload(files.read(handed.key), "")[:MOST_PAGES]
    shown = [_narrow(Image.fromarray(page.image)) for page in pages]
    sheet = Image.new("RGB", (WIDTH, sum(each.height for each in shown)), "white")
    top = 0
    for each in shown:
        sheet.paste(each, (0, top))
        top += each.height
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _narrow(page: Image.Image) -> Image.Image:
    return page.resize((WIDTH, round(page.height * WIDTH / page.width)))
