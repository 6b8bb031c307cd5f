"""The same work without a service: papers read, a form filled and checked, in this process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.quality import advise
from extractors.read import ReadUpload, read_upload
from intake.clock import now, today
from intake.judging import fill_form, judge
from intake.office import register_access
from intake.registry import Registry, read_registry
from intake.settings import Settings
from models.engines import Engine
from models.engines.registry import make_engine
from models.errors import InvalidRequestError
from models.records import Document, FieldValue, Filing, Paper, Problem, Subject, Warning
from prefill.sources import Connector, make_connectors

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".pdf", ".ofd"}

NO_PAPER = "画面上没有找到证件或文字，请拍摄材料的正面，让它占满画面后重新上传。"


@dataclass(frozen=True)
class Bureau:
    """The declarations, one engine and the sources."""

    registry: Registry
    engine: Engine
    connectors: Mapping[str, Connector]

    @classmethod
    def open(cls) -> "Bureau":
        """Return a bureau as the environment sets it; raises ``SpecError``."""
        settings, registry = Settings(), read_registry()
        connectors = make_connectors(registry.sources, register_access(settings))
        return cls(registry, make_engine(settings.engine), connectors)

    def read(self, file: Path) -> ReadUpload:
        """Return what stands on a file; one that cannot be read has a problem, and is no error."""
        data = read_bytes(file)
        return read_upload(data, file.name, self.engine, self.registry.types, today())

    def entries(self, file: Path) -> list[dict[str, Any]]:
        """Return an entry for each paper found on a file, or one that says why there is none."""
        try:
            paper = self.read(file).paper
        except InvalidRequestError as error:
            problem = Problem(code=error.code, message=str(error), remedy=error.remedy)
            return [{"file": str(file), "error": problem.model_dump()}]
        return _entries(str(file), paper)

    def fill(self, scenario: str, papers: Sequence[Paper], subject: Subject) -> Filing:
        """Return a filing of the papers, filled, checked and decided."""
        self.registry.scenario(scenario)
        moment = now()
        filing = Filing(
            id="",
            case_no="",
            scenario=scenario,
            subject=subject,
            opened_at=moment,
            filed_on=moment.date(),
            papers=tuple(papers),
        )
        return judge(self.registry, fill_form(self.registry, self.connectors, filing))


def read_bytes(file: Path) -> bytes:
    """Return the content of a file; raises ``InvalidRequestError`` when it cannot be had."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidRequestError(f"读不到文件 {file}，它不存在或无权读取。") from error


def papers_in(folder: Path) -> list[Path]:
    """Return the pictures and PDF files of a folder by name; raises ``InvalidRequestError``."""
    if not folder.is_dir():
        raise InvalidRequestError(f"没有 {folder} 这个文件夹。")
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
    if not found:
        raise InvalidRequestError(f"{folder} 里没有图片或 PDF 文件。")
    return found


def _entries(file: str, paper: Paper) -> list[dict[str, Any]]:
    if paper.problem:
        return [{"file": file, "error": paper.problem.model_dump()}]
    return [_entry(file, document) for document in paper.documents or (_nothing_on(paper),)]


def _nothing_on(paper: Paper) -> Document:
    """Stand for a file on which there is no paper to be seen."""
    told = Warning(code="no_paper", message=NO_PAPER)
    blank = Document(type="unknown", reason=NO_PAPER, warnings=(told,))
    if not paper.pages or paper.pages[0].quality is None:
        return blank
    quality = paper.pages[0].quality
    return blank.model_copy(update={"quality": quality, "warnings": (told, *advise(quality))})


def _entry(file: str, document: Document) -> dict[str, Any]:
    quality = document.quality and document.quality.model_dump()
    return {
        "file": file,
        "page": document.page,
        "type": document.type,
        "quality": quality,
        "warnings": [warning.model_dump() for warning in document.warnings],
        "fields": {field.key: _field(field) for field in document.fields},
    }


def _field(field: FieldValue) -> dict[str, Any]:
    said = field.model_dump(mode="json", include={"value", "raw", "confidence", "state", "check"})
    return said | {"page": field.evidence.page, "box": field.evidence.box}
