"""Sign a confirmed filing: the form as Word and as signed PDF, kept and announced together."""

from dataclasses import dataclass

from docgen.forms.compose import compose
from docgen.printing.field import APPLICANT
from docgen.signing.pdf import sign_pdf
from intake.office import Office
from intake.seals import witnessed
from intake.store import outbox
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.documents import MadeDocument, add_document, new_document, of_filing
from intake.store.files import document_key
from intake.store.filings import read_filing, save_filing
from intake.templates import active_layout
from models.errors import ConflictError
from models.records import Filing, FilingState

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

REASON = "申请人确认申请表内容"

NAMES = ("form.pdf", "form.docx")
"""Of the documents made at one signing."""


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
        edition = len(of_filing(session, filing_id)) // len(NAMES)
    if filing.state is not FilingState.CONFIRMED:
        raise ConflictError("只有已确认、尚未签章的办件可以签章。")
    service = office.registry.service_of(filing.scenario)
    own = active_layout(office, filing.scenario)
    form = compose(filing, service, filing.scenario, office.printing, template=own)
    subject = filing.subject
    name = subject.name or signer_name
    sealed = office.seals.of_applicant(signer_name, name, subject.id_no)
    signed = sign_pdf(form.pdf, sealed, APPLICANT, REASON)
    pdf = witnessed(office.settings, signed, APPLICANT, asked=rsa)
    signed_name, plain_name = (_name(name, edition) for name in NAMES)
    documents = (
        new_document(signed_name, f"{form.title}（已签章）", PDF, pdf, form.check_code),
        new_document(plain_name, form.title, DOCX, form.docx, form.check_code),
    )
    for document, data in zip(documents, (pdf, form.docx), strict=True):
        office.files.write(document_key(filing_id, document.name), data)
    return SignedForm(filing, documents)


def _name(name: str, edition: int) -> str:
    """Return a document's name; one signed anew after a correction does not replace the first."""
    stem, _, ending = name.partition(".")
    return f"{stem}-{edition + 1}.{ending}" if edition else name


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
