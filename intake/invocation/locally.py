"""A model called without a service: in this process, for whoever sits at the machine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from uuid import uuid4

from intake.filings.bureau import Bureau
from intake.filings.uploads import Upload, take_files
from intake.inputs import read_bytes
from intake.invocation.answers import done, failed
from intake.invocation.envelope import Answer, Applicant
from intake.invocation.kinds import WORK
from intake.invocation.work import Asked, Workplace
from intake.settings import Limits
from models.errors import UnreadablePaperError
from models.records import Paper


def invoke_locally(
    code: str, files: Sequence[Path], applicant: Applicant, form: Mapping[str, str]
) -> Answer:
    """Return what a model answers to some files; raises ``NotFoundError`` when there is none."""
    bureau = Bureau.open()
    place = workplace_of(bureau)
    asked = Asked(
        images=take_files([(file.name, read_bytes(file)) for file in files], Limits()),
        doc_types=("",) * len(files),
        form=form,
        applicant=applicant,
    )
    return answer_locally(place, code, asked)


def workplace_of(bureau: Bureau) -> Workplace:
    """Return what models work with where there is no service."""

    def read(upload: Upload) -> Paper:
        paper = bureau.read_data(upload.paper.name, upload.data).paper
        if paper.problem:
            kinds = {kind.code: kind for kind in UnreadablePaperError.__subclasses__()}
            raise kinds.get(paper.problem.code, UnreadablePaperError)(paper.problem.message)
        return paper

    return Workplace(bureau.registry, bureau.connectors, read)


def answer_locally(place: Workplace, code: str, asked: Asked) -> Answer:
    """Return what a model answers; raises ``NotFoundError`` when there is no such model."""
    model = place.registry.model(code)
    began, request_id = monotonic(), uuid4().hex
    try:
        return done(request_id, WORK[model.kind](place, model, asked), began)
    except Exception as error:  # noqa: BLE001 - the envelope tells all
        return failed(request_id, error, began)
