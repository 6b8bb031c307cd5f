"""Sign a confirmed filing: its form as sealed PDF and OFD, and as Word, kept together."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from docgen.forms.compose import ComposedForm, compose
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.field import APPLICANT
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import Sealed
from intake.clock import now
from intake.office import Office
from intake.seals import witnessed
from intake.store import outbox
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.documents import MadeDocument, add_document, new_document, of_filing
from intake.store.files import document_key, picture_key
from intake.store.filings import read_filing, save_filing
from intake.templates import active_layout
from models.errors import ConflictError, NotFoundError
from models.records import Filing, FilingState
from models.specs import FormField

PDF, OFD = "application/pdf", "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STEM = "form"
"""Of the names of the documents made at one signing."""

REASON = "申请人确认申请表内容"


@dataclass(frozen=True)
class SignedForm:
    """A filing with the documents made for it, kept in the file store but not yet recorded."""

    filing: Filing
    documents: tuple[MadeDocument, ...]


def make_documents(
    office: Office, filing_id: str, signer_name: str, *, rsa: bool | None = None
) -> SignedForm:
    """Compose, sign and keep the documents of a confirmed filing; raises ``ConflictError``."""
    with office.store.read() as session:
        filing = read_filing(session, filing_id)
        earlier = of_filing(session, filing_id)
    if filing.state is not FilingState.CONFIRMED:
        raise ConflictError("只有已确认、尚未签章的办件可以签章。")
    service = office.registry.service_of(filing.scenario)
    own = active_layout(office, filing.scenario)
    pictures = _pictures(office, filing, service.form(filing.scenario))
    form = compose(filing, service, filing.scenario, office.printing, own, pictures)
    subject = filing.subject
    name = subject.name or signer_name
    sealed = office.seals.of_applicant(signer_name, name, subject.id_no)
    signed = sign_pdf(form.pdf, sealed, APPLICANT, REASON)
    pdf = witnessed(office.settings, signed, APPLICANT, asked=rsa)
    stem, made = _stem(earlier), []
    for ending, title, kind, data in _files(filing, form, sealed, pdf):
        document = new_document(f"{stem}.{ending}", title, kind, data, form.check_code)
        office.files.write(document_key(filing_id, document.name), data)
        made.append(document)
    return SignedForm(filing, tuple(made))


def _files(
    filing: Filing, form: ComposedForm, sealed: Sealed, pdf: bytes
) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield ending, title, media type and content of each document."""
    title = f"{form.title}（已签章）"
    yield "pdf", title, PDF, pdf
    if sealed.electronic:  # a seal server may keep keys for PDF alone
        facts = {"办件编号": filing.case_no, "校验码": form.check_code}
        bare = write_ofd(form.pdf, form.title, facts, filing.filed_on)
        yield "ofd", title, OFD, seal_ofd(bare, sealed, APPLICANT, now())
    yield "docx", form.title, DOCX, form.docx


def _stem(earlier: Sequence[MadeDocument]) -> str:
    """Return how the documents are called; those signed after a correction replace none before."""
    signed = sum(document.media_type == PDF for document in earlier)
    return f"{STEM}-{signed + 1}" if signed else STEM


def _pictures(office: Office, filing: Filing, form: Iterable[FormField]) -> dict[str, bytes]:
    """Return the upright first page of each upload that a picture box names, by the box's key.

    What is not there is left out: the form shows an empty frame, the check of the box says why.
    """
    uploads = {paper.id for paper in filing.papers}
    boxes = {field.key: filing.text(field.key) for field in form if field.type == "image"}
    found: dict[str, bytes] = {}
    for key, paper in boxes.items():
        if paper in uploads:
            with suppress(NotFoundError):
                found[key] = office.files.read(picture_key(filing.id, paper, 1))
    return found


def finish_signing(session: Session, signed: SignedForm) -> Filing:
    """Record the documents and the filing's new state, and announce it."""
    filing = signed.filing.model_copy(update={"state": FilingState.SIGNED})
    filing = save_filing(session, filing)
    for document in signed.documents:
        add_document(session, filing.id, document)
    codes = {document.name: document.check_code for document in signed.documents}
    log_action(session, "filing.signed", filing.id, codes)
    outbox.announce(session, "filing.signed", filing)
    return filing
