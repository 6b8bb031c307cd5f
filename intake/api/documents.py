"""Routes over what is made for a filing: signing, the documents, and verifying any of them."""

from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from intake.api.deps import FilingId, OfficeDep, etag
from intake.api.once import OnceDep, Work
from intake.api.records import count_caller, note_look, record_shape
from intake.api.shapes import Shape, document_shape
from intake.filings.signing import finish_signing, make_documents
from intake.office import Office
from intake.security.names import attachment
from intake.store import documents
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.files import document_key
from intake.store.filings import read_filing
from intake.store.idempotency import Answer
from intake.verification.originals import Archive, Comparison, codes_of, compare
from intake.verification.verify import verify_file

router = APIRouter(tags=["documents"])


def readable(name: str) -> str:
    """Return a name as it is signed with; refuse one that a reader of the form could not see."""
    name = name.strip()
    if not name or not name.isprintable():
        raise PydanticCustomError("unreadable_name", "nothing to be seen")
    return name


class Signature(BaseModel):
    """Who signs."""

    model_config = ConfigDict(extra="forbid")

    signer_name: Annotated[str, Field(max_length=64), AfterValidator(readable)]
    rsa: bool | None = None
    """Whether an RSA signature follows, for readers that know no SM2; None leaves it to the
    installation."""


@router.post("/filings/{filing_id}/sign")
def sign(filing_id: FilingId, signature: Signature, office: OfficeDep, once: OnceDep) -> Response:
    """Make the documents of a confirmed filing, signed, and say where they can be fetched."""

    def prepare() -> Work:
        signed = make_documents(office, filing_id, signature.signer_name, rsa=signature.rsa)

        def work(session: Session) -> Answer:
            filing = finish_signing(session, signed)
            body = {"documents": [document_shape(filing_id, each) for each in signed.documents]}
            return Answer(status=200, body=body, headers={"ETag": etag(filing.version)})

        return work

    return once.answer(signature.model_dump_json(), prepare)


@router.get("/filings/{filing_id}/documents")
def list_documents(filing_id: FilingId, office: OfficeDep) -> Shape:
    """Return the documents made for a filing."""
    with office.store.read() as session:
        read_filing(session, filing_id)
        made = documents.of_filing(session, filing_id)
    return {"documents": [document_shape(filing_id, document) for document in made]}


@router.get("/filings/{filing_id}/documents/{name}", response_class=Response)
def download(filing_id: FilingId, name: str, office: OfficeDep) -> Response:
    """Return one document."""
    with office.store.write() as session:
        document = documents.read_document(session, filing_id, name)
        case_no = read_filing(session, filing_id).case_no
        log_action(session, "document.fetched", filing_id, {"document": name})
    shown = f"{document.title}-{case_no}.{name.rpartition('.')[2]}"
    return Response(
        office.files.read(document_key(filing_id, name)),
        media_type=document.media_type,
        headers={"Content-Disposition": attachment(shown)},
    )


@router.post("/verify")
def verify(file: Annotated[UploadFile, File()], request: Request, office: OfficeDep) -> Shape:
    """Tell whether a signed PDF or OFD is whole, who signed it, and whether it is one of ours."""
    count_caller(request)
    data = file.file.read()
    ours = _compare(request, office, data)
    record = record_shape(ours.found) if ours.found else None
    told = {"likeness": ours.likeness, "sentence": ours.sentence, "record": record}
    return verify_file(office.settings, data) | {"ours": told}


def _compare(request: Request, office: Office, data: bytes) -> Comparison:
    with office.store.read() as session:
        codes = codes_of(session, data)
    with office.store.write() as session:
        archive = Archive(session, office.registry, office.files)
        ours = compare(archive, data, codes)
        note_look(session, request, ours.found)
    return ours
