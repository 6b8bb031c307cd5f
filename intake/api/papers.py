"""Routes over the papers of a filing."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Path, Response, UploadFile

from intake.api.deps import FilingId, OfficeDep, PaperId, SeenVersion, etag
from intake.api.once import OnceDep, Work
from intake.filings import cases
from intake.filings.uploads import fingerprint, keep_uploads, take_uploads
from intake.office import Office
from intake.security.names import attachment
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.files import picture_key
from intake.store.filings import read_filing
from intake.store.idempotency import Answer
from models.errors import NotFoundError
from models.records import Filing, Paper

router = APIRouter(prefix="/filings/{filing_id}/papers", tags=["papers"])


@router.post("", status_code=202)
def add_papers(
    filing_id: FilingId,
    files: Annotated[list[UploadFile], File()],
    office: OfficeDep,
    once: OnceDep,
) -> Response:
    """Keep the uploads and answer at once with the job that reads them."""
    limits = office.settings.limits
    uploads = take_uploads(((file.filename or "", file.file) for file in files), limits)

    def work(session: Session) -> Answer:
        filing, job = cases.add_papers(session, office, filing_id, uploads)
        return _accepted(filing, job, [upload.paper for upload in uploads])

    def prepare() -> Work:
        cases.refuse_papers(office, filing_id, uploads)
        keep_uploads(office.files, filing_id, uploads)
        return work

    return once.answer(fingerprint(uploads), prepare)


@router.post("/{paper_id}/read", status_code=202)
def read_again(filing_id: FilingId, paper_id: PaperId, once: OnceDep) -> Response:
    """Read a paper anew, e.g. after the reading processes were down."""

    def work(session: Session) -> Answer:
        filing, job = cases.read_again(session, filing_id, paper_id)
        return _accepted(filing, job, [paper for paper in filing.papers if paper.id == paper_id])

    return once.answer("", lambda: work)


@router.delete("/{paper_id}", status_code=204)
def remove_paper(
    filing_id: FilingId, paper_id: PaperId, office: OfficeDep, seen: SeenVersion
) -> Response:
    """Take a paper out, with everything the form had from it."""
    filing = cases.take_paper_out(office, filing_id, paper_id, seen)
    return Response(status_code=204, headers={"ETag": etag(filing.version)})


@router.get("/{paper_id}/pages/{number}.png", response_class=Response)
def show_page(
    filing_id: FilingId,
    paper_id: PaperId,
    number: Annotated[int, Path(ge=1, le=9999)],
    office: OfficeDep,
) -> Response:
    """Return the upright picture of a page."""
    return page_picture(office, filing_id, (paper_id, number), {})


def page_picture(
    office: Office, filing_id: str, place: tuple[str, int], facts: dict[str, str]
) -> Response:
    """Return the picture of a page, by paper and number; ``facts`` go on record with the look."""
    paper_id, number = place
    with office.store.write() as session:
        papers = {paper.id: paper for paper in read_filing(session, filing_id).papers}
        paper = papers.get(paper_id)
        if paper is None or all(page.number != number for page in paper.pages):
            raise NotFoundError("没有这一页。")
        shown = {"paper": paper_id, "page": number, **facts}
        log_action(session, "page.shown", filing_id, shown)
    picture = office.files.read(picture_key(filing_id, paper_id, number))
    headers = {"Content-Disposition": attachment("page.png").replace("attachment", "inline", 1)}
    return Response(picture, media_type="image/png", headers=headers)


def _accepted(filing: Filing, job: str, papers: Sequence[Paper]) -> Answer:
    listed = [{"id": paper.id, "name": paper.name} for paper in papers]
    return Answer(
        status=202,
        body={"papers": listed, "job": {"id": job}},
        headers={"Location": f"/api/jobs/{job}", "ETag": etag(filing.version)},
        job=job,
        filing=filing.id,
    )
