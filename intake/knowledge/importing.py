"""Files to be imported, opened where they can do no harm, and what came of them.

Everything is parsed in a limited child process. An old Word file goes through LibreOffice first; of
a PDF the text layer is taken, and pages without one, like pictures, are recognised as papers are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import structlog

from extractors.decoding.limits import Limits
from extractors.decoding.sandbox import Sandbox
from extractors.opening import SANDBOX as PAPERS
from intake.knowledge.import_child import LINES, UNDERSTAND
from intake.knowledge.lined import Recognise, lined
from knowledge.importing.content import MOST_BYTES, form_of
from knowledge.importing.draft import Form, Understood
from knowledge.importing.given import Given
from knowledge.importing.lines import LinedPage
from knowledge.importing.read import read_file
from models.clean import shorten
from models.errors import EngineUnavailableError, OfficeUnavailableError, ServiceError

Convert = Callable[[bytes], bytes]
"""An old Word file to DOCX; raises ``OfficeUnavailableError``."""

MODULE: Final = "intake.knowledge.import_child"
LIMITS: Final = Limits(
    max_bytes=MOST_BYTES, max_pages=300, min_side=400, max_side=1_200, dpi=72, seconds=60
)
"""Of the child. A PDF is drawn small there: only its text is wanted."""
SANDBOX: Final = Sandbox(LIMITS, spare=1, module=MODULE)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Means:
    """What importing can make use of; what is not there is said in the report of a file."""

    convert: Convert | None = None
    recognise: Recognise | None = None
    sandbox: Sandbox = SANDBOX


@dataclass(frozen=True)
class Upload:
    """One file to be imported."""

    name: str
    data: bytes
    url: str = ""


def understand_files(uploads: Iterable[Upload], means: Means) -> tuple[Understood, ...]:
    """Return what each file holds, or why nothing came of it; one bad file stops no other."""
    return tuple(understand(upload, means) for upload in uploads)


def understand(upload: Upload, means: Means) -> Understood:
    """Return what one file holds, or why nothing came of it; never raises a ``ServiceError``."""
    try:
        form = form_of(upload.data, upload.name)
        return READ.get(form, _in_child)(upload, means)
    except ServiceError as error:
        log.info("import_refused", code=error.code)
        digest = sha256(upload.data).hexdigest()
        return Understood(file=shorten(upload.name, 120), digest=digest, problem=str(error))


def _in_child(upload: Upload, means: Means) -> Understood:
    request = {"task": UNDERSTAND, "name": upload.name[:300], "url": upload.url[:500]}
    return Understood.model_validate_json(means.sandbox.ask(request, upload.data)[0])


def _old_word(upload: Upload, means: Means) -> Understood:
    """Return an old Word file as the DOCX it becomes, under its own name and digest."""
    if means.convert is None:
        raise OfficeUnavailableError(
            "这是旧版 Word 文件（.doc），要由 LibreOffice 转换，而现在没有启用；"
            "可用 Word、WPS 另存为 DOCX 再导入。"
        )
    made = _in_child(Upload(f"{upload.name}x", means.convert(upload.data), upload.url), means)
    digest = sha256(upload.data).hexdigest()
    drafts = tuple(
        draft.model_copy(update={"source": draft.source.model_copy(update={"digest": digest})})
        for draft in made.drafts
    )
    own = {"file": shorten(upload.name, 120), "digest": digest, "form": Form.DOC, "drafts": drafts}
    return made.model_copy(update=own)


def _pdf(upload: Upload, means: Means) -> Understood:
    answers = means.sandbox.ask({"task": LINES}, upload.data)
    pages = [LinedPage.model_validate_json(each) for each in answers]
    scans = {page.number for page in pages if not page.lines}
    if scans and (len(pages) <= PAPERS.limits.max_pages or len(scans) == len(pages)):
        pages = _recognised(upload, means, pages, scans)
    return read_file(Given(upload.name, upload.data, upload.url, tuple(pages)))


def _recognised(
    upload: Upload, means: Means, pages: list[LinedPage], scans: set[int]
) -> list[LinedPage]:
    """Return pages with the scans among them recognised, where that is possible."""
    if means.recognise is None:
        if len(scans) < len(pages):
            return pages
        raise EngineUnavailableError("文件是扫描件，要由文字识别来读，而现在没有启用识别。")
    read = {page.number: lined(page) for page in means.recognise(upload.data, upload.name)}
    return [read[page.number] if page.number in scans else page for page in pages]


def _picture(upload: Upload, means: Means) -> Understood:
    if means.recognise is None:
        raise EngineUnavailableError("这是图片，要由文字识别来读，而现在没有启用识别。")
    pages = tuple(map(lined, means.recognise(upload.data, upload.name)))
    return read_file(Given(upload.name, upload.data, upload.url, pages))


READ: Final[dict[Form, Callable[[Upload, Means], Understood]]] = {
    Form.DOC: _old_word,
    Form.PDF: _pdf,
    Form.PICTURE: _picture,
}
"""Forms that need more than the child."""
