"""Routes that bring files into the knowledge base: looked at first, then kept as drafts."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, File, Query, Response, UploadFile
from pydantic import TypeAdapter

from intake.api.deps import OfficeDep
from intake.api.knowledge_caller import StaffDep
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.knowledge.importing import Means, Upload, understand_files
from intake.knowledge.keeping import Kept, keep_drafts
from intake.knowledge.lined import by_readers
from intake.office import Office
from intake.security.names import display_name
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_acts import Doer
from knowledge.importing.draft import Understood
from knowledge.sorting.report import sort_out
from models.errors import InvalidRequestError, TooLargeRequestError

router = APIRouter(prefix="/v1/knowledge/imports", tags=["knowledge"])

Department = Annotated[str, Query(max_length=64)]


@router.post("/preview")
def preview(
    files: Annotated[list[UploadFile], File()], office: OfficeDep, _staff: StaffDep
) -> Shape:
    """Return what would come of the files; nothing is kept."""
    return _report(_understood(office, _taken(office, files)), ())


@router.post("", status_code=201)
def keep(
    files: Annotated[list[UploadFile], File()],
    office: OfficeDep,
    staff: StaffDep,
    once: OnceDep,
    department: Department = "",
) -> Response:
    """Keep a draft of every entry the files hold; a file that came in before adds none.

    ``department`` answers for entries whose file names none.
    """
    uploads = _taken(office, files)

    def prepare() -> Work:
        found = _understood(office, uploads)

        def work(session: Session) -> Answer:
            kept = keep_drafts(session, found, Doer(officer=staff.officer), department)
            return Answer(status=201, body=_report(found, kept))

        return work

    told = "\n".join(f"{hashlib.sha256(each.data).hexdigest()} {each.name}" for each in uploads)
    return once.answer(f"{department}\n{told}", prepare)


def _taken(office: Office, files: list[UploadFile]) -> tuple[Upload, ...]:
    limit = office.settings.limits.files_per_request
    if not files:
        raise InvalidRequestError("没有收到文件。")
    if len(files) > limit:
        raise TooLargeRequestError(f"一次最多导入 {limit} 个文件。")
    return tuple(Upload(display_name(each.filename or ""), each.file.read()) for each in files)


def _understood(office: Office, uploads: tuple[Upload, ...]) -> tuple[Understood, ...]:
    return understand_files(uploads, Means(office.word.renew, by_readers(office.readers)))


def _report(found: tuple[Understood, ...], kept: tuple[Kept, ...]) -> Shape:
    return {
        "files": TypeAdapter(tuple[Understood, ...]).dump_python(found, mode="json"),
        "sorted": sort_out(found).model_dump(mode="json"),
        "kept": [each.told() for each in kept],
    }
