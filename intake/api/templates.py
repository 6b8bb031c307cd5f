"""Routes over customers' templates: upload with a lint report, preview, activate, roll back."""

import hashlib
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from docgen.word.fields import Vocabulary
from docgen.word.office import TITLES
from docgen.word.package import MOST_BYTES
from intake import templates
from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.desk import meaningful
from intake.api.officer import Officer
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.filings.signing import DOCX, PDF
from intake.office import Office
from intake.security.names import attachment, display_name
from intake.store import templates as kept
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.templates import KeptTemplate, TemplateState, Why

router = APIRouter(prefix="/templates", tags=["templates"])

Target = Annotated[str, Path(pattern=r"^[a-z]+\.[A-Za-z0-9_]{1,60}$")]
Version = Annotated[int, Path(ge=0, le=99999)]
Reason = Annotated[str, Field(max_length=500), AfterValidator(meaningful)]


class Because(BaseModel):
    """Why something is done."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


@router.get("")
def list_targets(office: OfficeDep, officer: Officer) -> Shape:
    """Return every kind of document that can have a template, with the version in use."""
    del officer
    with office.store.read() as session:
        states = list(kept.list_states(session))
    items = [_target_shape(each, states) for each in templates.list_vocabularies(office)]
    state = office.word.state
    return {"items": items, "office": {"state": state.value, "title": TITLES[state]}}


@router.get("/{target}")
def show_target(target: Target, office: OfficeDep, officer: Officer, response: Response) -> Shape:
    """Return the versions of one kind of document, their history, and the fields to use."""
    del officer
    vocabulary = templates.find_vocabulary(office, target)
    with office.store.read() as session:
        versions = kept.list_versions(session, target)
        acts = kept.list_acts(session, target)
    response.headers["ETag"] = etag(len(acts))
    return {
        "target": target,
        "title": vocabulary.title,
        "revision": len(acts),
        "fields": _fields(vocabulary),
        "versions": [_version_shape(each) for each in versions],
        "history": [each.model_dump(mode="json") for each in acts],
    }


@router.post("/{target}/versions")
def upload(
    target: Target,
    file: Annotated[UploadFile, File()],
    reason: Annotated[Reason, Form()],
    officer: Officer,
    once: OnceDep,
) -> Response:
    """Lint a template and keep it as the newest version, a draft; the report is in the answer."""
    data = file.file.read(MOST_BYTES + 1)
    name = display_name(file.filename or "")

    def prepare() -> Work:
        taken = templates.take_upload(once.office, target, name, data)

        def work(session: Session) -> Answer:
            one = templates.keep_upload(session, taken, Why(officer=officer, reason=reason))
            return _answer(session, target, one, status=201)

        return work

    return once.answer(f"{hashlib.sha256(data).hexdigest()}{name}{reason}{officer}", prepare)


@router.post("/{target}/versions/{version}/activate")
def activate(
    target: Target,
    version: Version,
    because: Because,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Use a version from now on; an earlier one is rolled back to. It is linted once more."""

    def prepare() -> Work:
        templates.prove_version(once.office, target, version)

        def work(session: Session) -> Answer:
            why = Why(officer=officer, reason=because.reason)
            templates.activate(session, target, version, seen, why)
            return _answer(session, target, kept.read_version(session, target, version))

        return work

    return once.answer(f"{because.reason}{officer}{seen}", prepare)


@router.post("/{target}/versions/{version}/retire")
def retire(
    target: Target,
    version: Version,
    because: Because,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Stop using a version and go back to the standard layout."""

    def work(session: Session) -> Answer:
        why = Why(officer=officer, reason=because.reason)
        templates.retire(session, target, version, seen, why)
        return _answer(session, target, kept.read_version(session, target, version))

    return once.answer(f"{because.reason}{officer}{seen}", lambda: work)


@router.get("/{target}/versions/{version}/file", response_class=Response)
def download(target: Target, version: Version, office: OfficeDep, officer: Officer) -> Response:
    """Return the Word file of a version as it was uploaded; 0 is the standard layout."""
    title = templates.find_vocabulary(office, target).title
    data = templates.read_file(office, target, version)
    _log(office, "template.fetched", officer, target, version)
    return _file(data, DOCX, f"{title}-模板第{version}版.docx")


@router.get("/{target}/versions/{version}/preview", response_class=Response)
def show_preview(
    target: Target,
    version: Version,
    office: OfficeDep,
    officer: Officer,
    kind: Annotated[Literal["docx", "pdf"], Query()] = "docx",
) -> Response:
    """Return a version filled with sample content."""
    title = templates.find_vocabulary(office, target).title
    data = templates.preview(office, target, version, as_pdf=kind == "pdf")
    _log(office, "template.previewed", officer, target, version)
    return _file(data, PDF if kind == "pdf" else DOCX, f"{title}-样例第{version}版.{kind}")


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": attachment(name)}
    return Response(data, media_type=media_type, headers=headers)


def _log(office: Office, action: str, officer: str, target: str, version: int) -> None:
    with office.store.write() as session:
        facts = {"officer": officer, "target": target, "version": version}
        log_action(session, action, "", facts)


def _answer(session: Session, target: str, one: KeptTemplate, status: int = 200) -> Answer:
    revision = kept.count_acts(session, target)
    body = _version_shape(one) | {"revision": revision}
    return Answer(status=status, body=body, headers={"ETag": etag(revision)})


def _version_shape(one: KeptTemplate) -> Shape:
    return one.model_dump(mode="json") | {"fit": one.report.fit}


def _target_shape(vocabulary: Vocabulary, states: list[tuple[str, int, TemplateState]]) -> Shape:
    own = [(version, state) for target, version, state in states if target == vocabulary.target]
    active = [version for version, state in own if state is TemplateState.ACTIVE]
    return {
        "target": vocabulary.target,
        "title": vocabulary.title,
        "active": active[0] if active else None,
        "versions": len(own),
    }


def _fields(vocabulary: Vocabulary) -> list[Shape]:
    boxes = [{"title": label, "names": list(names)} for label, names in vocabulary.boxes.items()]
    named = {name for names in vocabulary.boxes.values() for name in names}
    others = [
        {"title": shape.title, "names": [name], "kind": shape.kind.value}
        for name, shape in vocabulary.names.items()
        if name not in named
    ]
    return [*boxes, *others]
