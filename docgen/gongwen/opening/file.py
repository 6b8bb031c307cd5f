"""Opens a file of any kind: its type by content, its reader by type, where it can do no harm.

Word files and PDFs are parsed in a limited child process. An old Word file goes through LibreOffice
first; scans and pictures are recognised by whatever the caller has for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.document.opened import Opened, Source
from docgen.gongwen.opening.child import DOCX, PDF
from docgen.gongwen.opening.lines import SetPage
from docgen.gongwen.opening.pages import doubts_of, paragraphs_of
from docgen.gongwen.opening.recognised import set_page
from docgen.gongwen.opening.text import read_text
from extractors.decoding.limits import Limits
from extractors.decoding.media import OFD, media_type
from extractors.decoding.sandbox import Sandbox
from extractors.opening import SANDBOX as PAPERS
from knowledge.importing.content import MOST_BYTES, form_of
from knowledge.importing.draft import Form
from models.clean import shorten
from models.errors import (
    EngineUnavailableError,
    OfficeUnavailableError,
    UnreadablePaperError,
    WrongDocumentTypeError,
)
from models.records import Page

MODULE: Final = "docgen.gongwen.opening.child"
LIMITS: Final = Limits(max_bytes=MOST_BYTES, max_pages=500, seconds=60)
SANDBOX: Final = Sandbox(LIMITS, spare=1, module=MODULE)
"""Shared by the whole process; it starts no child before it is used."""


@dataclass(frozen=True)
class Means:
    """What opening can make use of; a file that needs what is not there is refused."""

    renew: Callable[[bytes], bytes] | None = None
    """An old Word file to DOCX, as ``WordOffice.renew`` does."""
    recognise: Callable[[bytes, str], tuple[Page, ...]] | None = None
    """The upright pages of a PDF, an OFD or a picture with their lines."""
    sandbox: Sandbox = SANDBOX


NONE: Final = Means()


def open_file(data: bytes, name: str, means: Means = NONE) -> Opened:
    """Return the paragraphs of a file: DOCX, DOC, WPS, PDF, OFD, a picture or plain text.

    Raises ``ServiceError``, in Chinese: one of the ``UnreadablePaperError`` family for a bad file,
    ``OfficeUnavailableError`` or ``EngineUnavailableError`` when what it needs is not there.
    """
    told = shorten(name, 120)
    return _READ.get(_form(data, name), _refuse)(data, told, means)


def _form(data: bytes, name: str) -> Form | str:
    try:
        kind = media_type(data, "")
    except UnreadablePaperError:
        return form_of(data, name)
    if kind == OFD:
        return OFD
    return Form.PDF if kind == "application/pdf" else Form.PICTURE


def _docx(data: bytes, name: str, means: Means) -> Opened:
    answers = means.sandbox.ask({"task": DOCX, "name": name}, data)
    return Opened.model_validate_json(answers[0])


def _old_word(data: bytes, name: str, means: Means) -> Opened:
    if means.renew is None:
        raise OfficeUnavailableError(
            "这是旧版 Word 或 WPS 文件，要由 LibreOffice 转换，而现在没有启用；"
            "可用 Word、WPS 另存为 DOCX 再打开。"
        )
    opened = _docx(means.renew(data), name, means)
    doubt = "文件由旧版格式转换而来，格式可能与原件略有出入。"
    plain = [each.model_copy(update={"at": ""}) for each in opened.paragraphs]
    return opened.model_copy(update={"paragraphs": tuple(plain), "doubts": (doubt, *opened.doubts)})


def _pdf(data: bytes, name: str, means: Means) -> Opened:
    answers = means.sandbox.ask({"task": PDF}, data)
    pages = [SetPage.model_validate_json(each) for each in answers]
    scans = {page.number for page in pages if page.picture}
    if scans and means.recognise is None and len(scans) == len(pages):
        raise EngineUnavailableError("文件是扫描件，要由文字识别来读，而现在没有启用识别。")
    if scans and means.recognise is not None and len(pages) <= PAPERS.limits.max_pages:
        read = {page.number: set_page(page) for page in means.recognise(data, name)}
        pages = [read.get(page.number, page) if page.picture else page for page in pages]
    return _paged(pages, name, Source.SCAN if len(scans) == len(pages) else Source.PDF)


def _picture(data: bytes, name: str, means: Means) -> Opened:
    if means.recognise is None:
        raise EngineUnavailableError("要由文字识别来读这个文件，而现在没有启用识别。")
    return _paged([set_page(page) for page in means.recognise(data, name)], name, Source.SCAN)


def _ofd(data: bytes, name: str, means: Means) -> Opened:
    """The words an OFD carries are taken as they stand; only its scans are recognised."""
    opened = _picture(data, name, means)
    sure = all(paragraph.confidence == 1 for paragraph in opened.paragraphs)
    return opened.model_copy(update={"source": Source.PDF}) if sure else opened


def _paged(pages: list[SetPage], name: str, source: Source) -> Opened:
    return Opened(
        name=name,
        source=source,
        paragraphs=paragraphs_of(pages),
        doubts=tuple(doubts_of(pages)),
    )


def _refuse(_: bytes, __: str, ___: Means) -> Opened:
    raise WrongDocumentTypeError(
        "可以打开 DOCX、DOC、WPS、PDF、OFD、图片和纯文字文件，请另存后再试。"
    )


_READ: Final[Mapping[Form | str, Callable[[bytes, str, Means], Opened]]] = {
    Form.DOCX: _docx,
    Form.DOC: _old_word,
    Form.PDF: _pdf,
    Form.PICTURE: _picture,
    OFD: _ofd,
    Form.TEXT: lambda data, name, _: read_text(data, name),
    Form.MARKDOWN: lambda data, name, _: read_text(data, name),
}
