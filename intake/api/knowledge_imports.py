"""Routes that bring files into the knowledge base: imports, how far they are, their originals."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, File, Path, Query, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from intake.api.deps import OfficeDep
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.knowledge.import_work import begin_again, keep_originals
from intake.knowledge.importer import Importer
from intake.knowledge.importing import Means, Upload, understand_files
from intake.knowledge.lined import by_readers
from intake.office import Office
from intake.security.names import attachment, display_name
from intake.store import knowledge_imports as imports
from intake.store.database import Session
from intake.store.files import original_key
from intake.store.idempotency import Answer
from intake.store.knowledge_imports import IMPORTS, Import, ImportedFile
from knowledge.importing.draft import Understood
from knowledge.sorting.report import Sorted, sort_out
from models.errors import InvalidRequestError, NotFoundError, TooLargeRequestError

router = APIRouter(prefix="/v1/knowledge/imports", tags=["knowledge"])

ADDRESS = "/api/v1/knowledge/imports"
Department = Annotated[str, Query(max_length=64)]
ImportId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Place = Annotated[int, Path(ge=0, le=10_000)]


def get_importer(request: Request) -> Importer:
    """Return what does imports."""
    importer: Importer = request.app.state.importer
    return importer


ImporterDep = Annotated[Importer, Depends(get_importer)]


class Wanted(BaseModel):
    """What is to come of files."""

    model_config = ConfigDict(extra="forbid")

    department: Annotated[str, Field(max_length=64)] = ""
    """Answers for entries whose file names none."""
    keep: bool = True
    """Whether drafts are kept as soon as all files are read, or when somebody says so."""


@router.post("/preview")
def preview(
    files: Annotated[list[UploadFile], File()], office: OfficeDep, _staff: StaffDep
) -> Shape:
    """Return what would come of the files; nothing is kept, the bytes neither."""
    means = Means(office.word.renew, by_readers(office.readers))
    found = understand_files(_taken(office, files), means)
    return _report(found, sort_out(found), ())


@router.post("", status_code=202)
def open_new(
    files: Annotated[list[UploadFile], File()],
    staff: StaffDep,
    once: OnceDep,
    importer: ImporterDep,
    wanted: Annotated[Wanted, Query()],
) -> Response:
    """Keep the files as they came, and begin to read them; ``Location`` tells how far that is."""
    office = once.office
    uploads = _taken(office, files)
    opened: list[Import] = []

    def prepare() -> Work:
        handed = tuple(keep_originals(office.files, uploads))
        told = (staff.officer, wanted.department, len(handed), staff.departments)
        new = imports.new_import(*told, keep=wanted.keep)

        def work(session: Session) -> Answer:
            imports.open_import(session, new, handed)
            opened.append(new)
            address = {"Location": f"{ADDRESS}/{new.id}"}
            return Answer(status=202, body=_shape(session, new), headers=address)

        return work

    told = "\n".join(f"{hashlib.sha256(each.data).hexdigest()} {each.name}" for each in uploads)
    answer = once.answer(f"{wanted.department}\n{wanted.keep}\n{told}", prepare)
    for each in opened:
        importer.enqueue(each)
    return answer


@router.get("")
def list_all(office: OfficeDep, staff: StaffDep) -> Shape:
    """Return the newest imports the caller may see, without their files."""
    with office.store.read() as session:
        found = [each for each in imports.list_imports(session) if _may_see(staff, each)]
    return {"imports": [_line(each) for each in found]}


@router.get("/{import_id}")
def show(import_id: ImportId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return how far an import is, file by file."""
    with office.store.read() as session:
        return _shape(session, _seen(session, import_id, staff))


@router.get("/{import_id}/report")
def report(import_id: ImportId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return all that is known so far of the files that are read."""
    with office.store.read() as session:
        each = _seen(session, import_id, staff)
        files = imports.files_of(session, each.id)
    found = tuple(file.understood for file in files if file.understood)
    kept = tuple(one for file in files for one in file.kept or ())
    return _report(found, each.order or Sorted(), kept)


@router.post("/{import_id}/keep", status_code=202)
def keep_read(
    import_id: ImportId,
    office: OfficeDep,
    staff: StaffDep,
    importer: ImporterDep,
    department: Department = "",
) -> Shape:
    """Keep the drafts of an import that was only read, or go on with one that broke off."""
    with office.store.write() as session:
        _seen(session, import_id, staff)
        each = begin_again(session, import_id, keep=True, department=department)
        shape = _shape(session, each)
    importer.enqueue(each)
    return shape


@router.get("/{import_id}/files/{place}/original")
def download(import_id: ImportId, place: Place, office: OfficeDep, staff: StaffDep) -> Response:
    """Return a file as it was handed in."""
    with office.store.read() as session:
        files = imports.files_of(session, _seen(session, import_id, staff).id)
    file = next((each for each in files if each.place == place), None)
    if file is None:
        raise NotFoundError("这次导入没有这个文件。")
    return original(office, file)


def original(office: Office, file: ImportedFile) -> Response:
    """Return the bytes of a file to be saved, never to be opened in the page."""
    headers = {
        "Content-Disposition": attachment(file.name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    data = office.files.read(original_key(file.digest))
    return Response(data, media_type="application/octet-stream", headers=headers)


def _seen(session: Session, import_id: str, staff: Caller) -> Import:
    each = IMPORTS.read(session, import_id)
    if not _may_see(staff, each):
        raise NotFoundError(IMPORTS.missing)
    return each


def _may_see(staff: Caller, each: Import) -> bool:
    """Tell whether an import is the caller's own, or one of the caller's departments."""
    own = {*each.departments, each.department} & {*staff.departments}
    return staff.officer == each.officer or bool(own)


def _taken(office: Office, files: list[UploadFile]) -> tuple[Upload, ...]:
    limit = office.settings.limits.files_per_request
    if not files:
        raise InvalidRequestError("没有收到文件。")
    if len(files) > limit:
        raise TooLargeRequestError(f"一次最多导入 {limit} 个文件。")
    names = [display_name(each.filename or "") for each in files]
    return tuple(
        # The report tells files by their names.
        Upload(f"{number}-{name}" if name in names[: number - 1] else name, each.file.read())
        for number, (name, each) in enumerate(zip(names, files, strict=True), start=1)
    )


def _line(each: Import) -> Shape:
    told = {"id", "officer", "department", "keep", "state", "total", "opened_at", "ended_at"}
    return each.model_dump(mode="json", include={*told, "problem"})


def _shape(session: Session, each: Import) -> Shape:
    files = imports.files_of(session, each.id)
    return {
        **_line(each),
        "read": sum(file.understood is not None for file in files),
        "kept": sum(file.kept is not None for file in files),
        "files": [_file(file) for file in files],
    }


def _file(file: ImportedFile) -> Shape:
    understood = file.understood
    return {
        **file.model_dump(mode="json", include={"place", "name", "digest", "size"}),
        "read": understood is not None,
        "drafts": len(understood.drafts) if understood else 0,
        "problem": understood.problem if understood else "",
    }


def _report(found: tuple[Understood, ...], order: Sorted, kept: tuple[imports.Kept, ...]) -> Shape:
    return {
        "files": TypeAdapter(tuple[Understood, ...]).dump_python(found, mode="json"),
        "sorted": order.model_dump(mode="json"),
        "kept": [each.model_dump(mode="json") for each in kept],
    }
