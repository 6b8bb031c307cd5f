"""The samples (样例库): brought, looked at, learnt from, begun with, renamed, let go."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Response, UploadFile
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from docgen.gongwen.proofread.lexicon.entry import Scope
from docgen.gongwen.samples.builtin import builtin_official, read_builtin
from docgen.gongwen.samples.proving import proven
from docgen.word.package import MOST_BYTES
from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.downloads import made_file
from intake.api.gongwen_drafts import LONGEST
from intake.api.gongwen_holder import holder_of
from intake.api.knowledge_caller import StaffDep
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.gongwen.laying import pictures
from intake.gongwen.lexicons import holders_of
from intake.gongwen.samples import BUILTIN, Reader, drafted, keep_file, remove_files, study
from intake.security.names import display_name
from intake.store import gongwen_samples as kept
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.gongwen_samples import KeptSample, SampleTold
from intake.store.idempotency import Answer
from models.clean import shorten
from models.errors import TooLargeRequestError

router = APIRouter(prefix="/v1/gongwen/samples", tags=["gongwen"])

PATTERN = rf"^([0-9a-f]{{32}}|{BUILTIN}[a-z_]{{1,40}})$"
SampleId = Annotated[str, Path(pattern=PATTERN)]
BroughtId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


def _tidy(name: str) -> str:
    if not (tidied := shorten(name, 80)):
        raise ValueError("请填写样例名称。")
    return tidied


class Named(BaseModel):
    """What a sample is called."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=200), AfterValidator(_tidy)]


def get_reader(office: OfficeDep, staff: StaffDep) -> Reader:
    """Return who asks for samples."""
    return Reader(office, staff.officer, staff.departments)


ReaderDep = Annotated[Reader, Depends(get_reader)]


@router.get("")
def show_all(reader: ReaderDep) -> Shape:
    """Return every sample the caller may see: those that were brought first."""
    standard = [
        {"id": f"{BUILTIN}{kind}", "name": name, "form": builtin_official(kind).form}
        for kind, name in read_builtin().items()
    ]
    brought = [_shape(each) | {"own": each.owner == reader.mark} for each in reader.all()]
    return {
        "items": [*brought, *({**each, "builtin": True} for each in standard)],
        "scopes": [each.value for each in Scope],
    }


@router.post("")
def bring(
    file: Annotated[UploadFile, File()],
    staff: StaffDep,
    once: OnceDep,
    scope: Annotated[Scope, Form()] = Scope.ME,
    holder: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Learn from a Word file and keep it for whoever it is meant."""
    whose = holder_of(staff, scope, holder, "样例库")
    data = file.file.read(MOST_BYTES + 1)
    name = shorten(display_name(file.filename or "").rpartition(".")[0] or "样例", 80)

    def prepare() -> Work:
        safe = proven(data)
        told = SampleTold(name=name, whose=whose, lesson=study(once.office, safe, name))

        def work(session: Session) -> Answer:
            sample = kept.add_sample(session, staff.officer, kept.new_id(), told)
            keep_file(once.office, sample.id, safe)
            log_action(session, "gongwen.sample.brought", "", {"sample": sample.id})
            return _answer(sample, status=201)

        return work

    return once.answer(f"{hashlib.sha256(data).hexdigest()}{name}{whose}{staff.officer}", prepare)


@router.get("/{sample_id}")
def show(sample_id: BroughtId, reader: ReaderDep, response: Response) -> Shape:
    """Return what was learnt from a sample and what could not be, in sentences."""
    sample = reader.one(sample_id)
    response.headers["ETag"] = etag(sample.version)
    return _whole(sample) | {"own": sample.owner == reader.mark}


@router.get("/{sample_id}/pages")
def show_pages(sample_id: SampleId, reader: ReaderDep) -> Shape:
    """Return the pages of a sample as pictures; needs LibreOffice."""
    return {"pages": pictures(reader.pdf(sample_id))}


@router.get("/{sample_id}/file", response_class=Response)
def take_out(sample_id: SampleId, reader: ReaderDep) -> Response:
    """Return the Word file of a sample."""
    return made_file(reader.docx(sample_id), f"{reader.setting(sample_id)[0]}.docx")


@router.get("/{sample_id}/template")
def show_template(sample_id: BroughtId, reader: ReaderDep) -> Shape:
    """Return the template that was learnt, as ``zhiban layout --template`` takes it."""
    return {"toml": reader.one(sample_id).lesson.toml}


@router.get("/{sample_id}/draft")
def begin(sample_id: SampleId, reader: ReaderDep) -> Shape:
    """Return title, text and head of a new draft that begins as a sample; nothing is kept here."""
    title, text, head = drafted(reader.official(sample_id))
    if len(text) > LONGEST:
        raise TooLargeRequestError(f"样例超过 {LONGEST} 字，不能据此起草。")
    return {"title": title, "text": text, "head": head.model_dump(mode="json")}


@router.put("/{sample_id}")
def rename(
    sample_id: BroughtId, named: Named, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Give a sample another name; only who brought it may."""

    def work(session: Session) -> Answer:
        sample = kept.read_sample(session, holders_of(staff.officer, staff.departments), sample_id)
        return _answer(kept.rename_sample(session, sample, staff.officer, seen, named.name))

    return once.answer(f"{named.name}{staff.officer}{seen}", lambda: work)


@router.delete("/{sample_id}", status_code=204)
def drop(sample_id: BroughtId, office: OfficeDep, staff: StaffDep) -> None:
    """Let a sample go for good; only who brought it may."""
    with office.store.write() as session:
        sample = kept.read_sample(session, holders_of(staff.officer, staff.departments), sample_id)
        kept.drop_sample(session, sample, staff.officer)
        log_action(session, "gongwen.sample.dropped", "", {"sample": sample_id})
    remove_files(office, sample_id)


def _answer(sample: KeptSample, status: int = 200) -> Answer:
    body = _whole(sample) | {"own": True}
    return Answer(status=status, body=body, headers={"ETag": etag(sample.version)})


def _whole(sample: KeptSample) -> Shape:
    told = ("contradicting", "unexpressed", "unmeasured")
    return _shape(sample) | {
        "learnt": [each.told for each in sample.lesson.learnt],
        **{name: list(getattr(sample.lesson, name)) for name in told},
    }


def _shape(sample: KeptSample) -> Shape:
    return sample.model_dump(mode="json", include={"id", "name", "version", "changed_at"}) | {
        "form": sample.lesson.form,
        "scope": sample.whose.scope,
        "holder": sample.whose.name,
        "counts": {
            "learnt": len(sample.lesson.learnt),
            "contradicting": len(sample.lesson.contradicting),
            "unexpressed": len(sample.lesson.unexpressed),
        },
        "builtin": False,
    }
