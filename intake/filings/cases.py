"""What can be done with a filing, each in one transaction: open, add, remove, edit, confirm."""

from collections.abc import Mapping, Sequence

from intake.filings.judging import check_filing, decide_filing, fill_form, judge
from intake.filings.uploads import Upload, refuse_over_quota
from intake.office import Office
from intake.store import jobs, outbox
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.files import paper_folder
from intake.store.filings import open_filing, read_filing, save_filing
from intake.store.papers import add_paper, remove_paper, save_paper
from intake.store.queue import note_verdict
from models.errors import (
    BusyError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    StaleRecordError,
    UncorrectedError,
)
from models.records import Filing, FilingState, FormValue, Severity, Subject
from models.specs import FormField
from prefill.edit import APPLICANT, enter


def open_case(session: Session, office: Office, scenario: str, subject: Subject) -> Filing:
    """Open a filing, with its case number, before any work is done on it.

    Raises ``NotFoundError`` for an unknown scenario, ``ConflictError`` for what nobody applies for.
    """
    service = office.registry.service_of(scenario)
    if service.by_office:
        raise ConflictError(f"“{service.name}”由行政机关依职权制发，不能作为事项申请。")
    filing = open_filing(session, scenario, subject)
    log_action(session, "filing.opened", filing.id, {"case_no": filing.case_no})
    outbox.announce(session, "filing.opened", filing)
    return filing


def refuse_papers(office: Office, filing_id: str, uploads: Sequence[Upload]) -> None:
    """Raise what ``add_papers`` would, before anything is kept."""
    with office.store.read() as session:
        _open_one(read_filing(session, filing_id))
        refuse_over_quota(session, filing_id, uploads, office.settings.limits)


def add_papers(
    session: Session, office: Office, filing_id: str, uploads: Sequence[Upload]
) -> tuple[Filing, str]:
    """Add uploads that are kept already, and a job to read them; return filing and job id."""
    filing = _open_one(read_filing(session, filing_id))
    refuse_over_quota(session, filing_id, uploads, office.settings.limits)
    for upload in uploads:
        add_paper(session, filing_id, upload.paper)
    papers = [upload.paper.id for upload in uploads]
    facts = {upload.paper.id: upload.paper.sha256 for upload in uploads}
    log_action(session, "papers.added", filing_id, facts)
    return save_filing(session, filing), jobs.add_job(session, filing_id, papers)


def ask_again(session: Session, filing_id: str) -> tuple[Filing, str]:
    """Add a job that asks every source anew, also without a paper; return filing and job id."""
    filing = _open_one(read_filing(session, filing_id))
    log_action(session, "form.asked_again", filing_id)
    return filing, jobs.add_job(session, filing_id, ())


def read_again(session: Session, filing_id: str, paper_id: str) -> tuple[Filing, str]:
    """Add a job that reads a paper anew, after its problem has gone; return filing and job id."""
    filing = _open_one(read_filing(session, filing_id))
    paper = next((each for each in filing.papers if each.id == paper_id), None)
    if paper is None:
        raise NotFoundError("办件中没有这份材料。")
    fresh = {"problem": None, "pages": (), "documents": ()}
    save_paper(session, paper.model_copy(update=fresh))
    log_action(session, "paper.read_again", filing_id, {"paper": paper_id})
    return save_filing(session, filing), jobs.add_job(session, filing_id, [paper_id])


def take_paper_out(office: Office, filing_id: str, paper_id: str, seen: int | None) -> Filing:
    """Remove a paper and everything the form had from it; raises ``NotFoundError``."""
    with office.store.read() as session:
        filing = _open_one(read_filing(session, filing_id), seen)
    left = _without_paper(filing, paper_id)
    left = fill_form(office.registry, office.connectors, left)
    with office.store.write() as session:
        remove_paper(session, filing_id, paper_id)
        log_action(session, "paper.removed", filing_id, {"paper": paper_id})
        left = save_filing(session, judge(office.registry, left))
    office.files.remove(paper_folder(filing_id, paper_id))
    return left


def edit_form(
    session: Session, office: Office, filing_id: str, values: Mapping[str, str], seen: int
) -> Filing:
    """Enter what the applicant typed, and check the filing anew."""
    filing = _open_one(read_filing(session, filing_id), seen)
    service = office.registry.service_of(filing.scenario)
    fields = service.asked(filing.scenario)
    form = complete_form(filing, fields)
    _refuse_unknown(values, service.form(filing.scenario))
    boxes = tuple(
        enter(field, box, values[box.key], APPLICANT) if box.key in values else box
        for field, box in zip(fields, form, strict=True)
    )
    log_action(session, "form.edited", filing_id, {"keys": sorted(values)})
    return save_filing(session, judge(office.registry, filing.model_copy(update={"form": boxes})))


def confirm(session: Session, office: Office, filing_id: str, seen: int | None) -> Filing:
    """Take the applicant's word for the whole form.

    Raises:
        UncorrectedError: Findings stand that must be put right; ``errors`` lists them.
        BusyError: Papers are still being read.
    """
    filing = _open_one(read_filing(session, filing_id), seen)
    if jobs.unfinished(session, filing_id):
        raise BusyError("材料还在识别，暂时不能确认。")
    filing = decide_filing(office.registry, check_filing(office.registry, filing))
    _refuse_uncorrected(filing)
    boxes = tuple(_confirmed(box) for box in filing.form)
    confirmed = filing.model_copy(update={"form": boxes, "state": FilingState.CONFIRMED})
    confirmed = save_filing(session, confirmed)
    note_verdict(session, filing_id, None)
    log_action(session, "filing.confirmed", filing_id)
    outbox.announce(session, "filing.confirmed", confirmed)
    return confirmed


def complete_form(filing: Filing, form: Sequence[FormField]) -> tuple[FormValue, ...]:
    """Return a box for every field of the form, an empty one where nothing is filled yet."""
    return tuple(filing.value(field.key) or FormValue(key=field.key) for field in form)


def _open_one(filing: Filing, seen: int | None = None) -> Filing:
    """Return the filing if it can be changed, and is what the caller saw."""
    if seen is not None and seen != filing.version:
        raise StaleRecordError("办件已有更新的版本，本次修改没有保存。")
    if filing.state is not FilingState.OPEN:
        raise ConflictError("办件已经确认，不能再修改。")
    return filing


def _without_paper(filing: Filing, paper_id: str) -> Filing:
    """Return the filing without a paper, and without what nobody but that paper says."""
    boxes = tuple(
        FormValue(key=box.key) if box.evidence and box.evidence.paper == paper_id else box
        for box in filing.form
    )
    papers = tuple(paper for paper in filing.papers if paper.id != paper_id)
    return filing.model_copy(update={"form": boxes, "papers": papers})


def _refuse_unknown(values: Mapping[str, str], form: Sequence[FormField]) -> None:
    known = {box.key for box in form}
    faults = [
        {"pointer": f"/values/{key}", "code": "unknown_key", "message": "表单中没有这一栏。"}
        for key in sorted(set(values) - known)
    ]
    if faults:
        raise InvalidRequestError("有些栏目不在这张表单里。", faults)


def _refuse_uncorrected(filing: Filing) -> None:
    standing = [each for each in filing.findings if each.severity is Severity.CORRECT]
    faults = [
        {"pointer": f"/form/{each.keys[0]}" if each.keys else "", "code": each.rule}
        | {"message": each.message}
        for each in standing
    ]
    if faults:
        raise UncorrectedError(f"还有 {len(faults)} 项需要更正或补充。", faults)


def _confirmed(box: FormValue) -> FormValue:
    return box.model_copy(update={"confirmed_by": box.confirmed_by or APPLICANT})
