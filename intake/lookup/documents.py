"""The records of documents made for a filing: application forms, signed and editable."""

from intake.lookup.compare import facts_of
from intake.lookup.found import Found, Kept, Standing
from intake.registry import Registry
from intake.store import documents
from intake.store.database import Session
from intake.store.documents import MadeDocument
from intake.store.files import document_key
from intake.store.filings import read_filing
from models.records import FilingState


def find_document(session: Session, registry: Registry, code: str) -> Found | None:
    """Return the form behind a check code, None when no form has it."""
    filing_id = documents.filing_of_code(session, code)
    if not filing_id:
        return None
    made = documents.of_filing(session, filing_id)
    filing = read_filing(session, filing_id)
    own = [each for each in made if each.check_code == code]
    return Found(
        kind="document",
        title=own[0].title,
        check_code=code,
        number_title="办件编号",
        number=filing.case_no,
        office=registry.service_of(filing.scenario).dept,
        made_at=own[0].made_at,
        standing=_standing(made, code, filing.state),
        facts=tuple(facts_of(filing)),
        filing_id=filing_id,
        kept=tuple(_kept(filing_id, each) for each in own),
    )


def _standing(made: tuple[MadeDocument, ...], code: str, state: FilingState) -> Standing:
    """A form holds until a newer one is made; one sent back to be corrected holds no more."""
    if made[-1].check_code != code:
        return Standing.REPLACED
    return Standing.VALID if state is FilingState.SIGNED else Standing.VOID


def _kept(filing_id: str, document: MadeDocument) -> Kept:
    key = document_key(filing_id, document.name)
    return Kept(key=key, media_type=document.media_type, sha256=document.sha256)
