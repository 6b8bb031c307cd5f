"""Routes over notices themselves: those without a case, their files, taking up and voiding one."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from docgen.notices.declared import read_declared
from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.notice_shapes import kinds_shape, notice_shape, whole_shape
from intake.api.notice_words import FileKind, FreeNotice, NoticeId, Reason, notice_id
from intake.api.officer import Officer
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.notices.draft import read_record
from intake.notices.files import notice_file
from intake.notices.issue import Order, issue, number_draft
from intake.notices.offers import read_offers
from intake.notices.preview import Preview, preview
from intake.notices.voiding import void_notice
from intake.office import Office
from intake.security.names import attachment
from intake.store import notices as kept
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.notices import KeptNotice

router = APIRouter(prefix="/notices", tags=["notices"])

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ofd": "application/ofd",
}
PAGE = 20


@router.get("/kinds")
def list_kinds(office: OfficeDep) -> Shape:
    """Return the kinds of notice that belong to no case, each with the form it asks for."""
    kinds = read_declared().kinds.values()
    free = [kind for kind in kinds if kind.id not in read_offers()]
    return kinds_shape(free, office.issuers)


@router.get("")
def list_notices(
    office: OfficeDep,
    officer: Officer,
    page: Annotated[int, Query(ge=1, le=100000)] = 1,
    q: Annotated[str, Query(max_length=64)] = "",
) -> Shape:
    """Return one page of the notices, the newest first; ``q`` is part of a number."""
    with office.store.write() as session:
        total, found = kept.list_notices(session, q.strip(), PAGE, (page - 1) * PAGE)
        log_action(session, "notices.listed", "", {"officer": officer})
    pages = max(1, -(-total // PAGE))
    items = [notice_shape(each) for each in found]
    return {"items": items, "total": total, "page": page, "pages": pages}


@router.post("/preview", response_class=Response)
def preview_notice(notice: FreeNotice, office: OfficeDep, officer: Officer) -> Response:
    """Return a notice as a PDF without number and seal."""
    made = preview(office, notice.draft)
    with office.store.write() as session:
        log_action(session, "notice.previewed", "", {"officer": officer, "kind": notice.kind})
    return preview_of(made)


@router.post("", status_code=201)
def issue_notice(notice: FreeNotice, officer: Officer, once: OnceDep) -> Response:
    """Issue a notice that belongs to no case: number it, make and seal it; it then holds."""
    order = Order(id=notice_id(once), officer=officer)

    def prepare() -> Work:
        with once.office.store.write() as session:
            number_draft(session, once.office, notice.draft, order)
        return _issued(once.office, order.id, 201)

    return once.answer(notice.model_dump_json() + officer, prepare)


@router.get("/{notice_id}")
def show_notice(
    notice_id: NoticeId, office: OfficeDep, officer: Officer, response: Response
) -> Shape:
    """Return one notice: its number and state, to whom it is written, why it is void."""
    with office.store.write() as session:
        notice = kept.read_notice(session, notice_id)
        record, void = read_record(session, notice_id), kept.read_void(session, notice_id)
        facts = {"officer": officer, "notice": notice_id}
        log_action(session, "notice.shown", notice.filing_id or "", facts)
    response.headers["ETag"] = etag(notice.version)
    return whole_shape(notice, record, void)


@router.post("/{notice_id}/issue")
def take_up(notice_id: NoticeId, officer: Officer, once: OnceDep) -> Response:
    """Go on with a notice that has its number, as after its seal could not be had."""
    return once.answer(officer, lambda: _issued(once.office, notice_id, 200))


@router.post("/{notice_id}/void")
def void(
    notice_id: NoticeId, why: Reason, officer: Officer, seen: NeededVersion, once: OnceDep
) -> Response:
    """Say that a notice does not hold (any more), and why; its number is never given again."""

    def work(session: Session) -> Answer:
        return _answer(void_notice(session, notice_id, seen, officer, why.reason), 200)

    return once.answer(f"{why.reason}{seen}{officer}", lambda: work)


@router.get("/{notice_id}/{file}", response_class=Response)
def download(notice_id: NoticeId, file: FileKind, office: OfficeDep, officer: Officer) -> Response:
    """Return a file of a notice as it was made, also after it was voided."""
    with office.store.write() as session:
        notice = kept.read_notice(session, notice_id)
        facts = {"officer": officer, "notice": notice_id, "file": file}
        log_action(session, "notice.fetched", notice.filing_id or "", facts)
    return file_of(office, notice, file)


def file_of(office: Office, notice: KeptNotice, file: FileKind) -> Response:
    """Return a file of a notice as a download; raises what ``notice_file`` does."""
    data = notice_file(office, notice, file)
    shown = f"{read_declared().kind(notice.kind).name}-{notice.number}.{file}"
    headers = {"Content-Disposition": attachment(shown)}
    return Response(data, media_type=MEDIA[file], headers=headers)


def preview_of(made: Preview) -> Response:
    """Return a preview; what an officer should look at stands in ``X-Doubts``, percent-encoded."""
    return Response(
        made.pdf, media_type=MEDIA["pdf"], headers={"X-Doubts": quote("".join(made.doubts))}
    )


def _issued(office: Office, notice_id: str, status: int) -> Work:
    issued = issue(office, notice_id)
    return lambda _: _answer(issued, status)


def _answer(notice: KeptNotice, status: int) -> Answer:
    headers = {"ETag": etag(notice.version), "Location": f"/api/notices/{notice.id}"}
    return Answer(status=status, body=notice_shape(notice), headers=headers)
