"""The same work without a service: papers read, a form filled and checked, in this process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from extractors.asked import Asking, read_asked
from extractors.llm.second_reader import SecondReader
from extractors.read import ReadUpload, read_page, read_with
from intake.clock import now, today
from intake.connecting import connect
from intake.filings.entries import entries_of
from intake.filings.judging import fill_form, judge
from intake.inputs import read_bytes
from intake.registry import Registry, read_registry
from intake.second_reader import make_second_reader
from intake.settings import Settings
from models.crypto.trust import NO_TRUST, Trust, read_trust
from models.engines import Engine
from models.engines.registry import make_engine
from models.errors import InvalidRequestError, ReadingFailedError, ServiceError
from models.records import Filing, Paper, Problem, Subject
from models.specs import FieldSpec
from prefill.sources import Connector

log = structlog.get_logger(__name__)

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".pdf", ".ofd"}


@dataclass(frozen=True)
class Bureau:
    """The declarations, one engine, the sources, and whose signatures are trusted."""

    registry: Registry
    engine: Engine
    connectors: Mapping[str, Connector]
    trust: Trust = NO_TRUST
    second: SecondReader | None = None
    """The language model, where one is set up."""

    @classmethod
    def open(cls, settings: Settings | None = None) -> "Bureau":
        """Return a bureau as the settings or the environment say; raises ``SpecError``."""
        settings, registry = settings or Settings(), read_registry()
        trust = read_trust(settings.trust_folders)
        second = make_second_reader(settings.llm)
        engine = make_engine(settings.engine)
        return cls(registry, engine, connect(registry, settings), trust, second)

    def read(self, file: Path, fields: Sequence[FieldSpec] = ()) -> ReadUpload:
        """Return what stands on a file; one that cannot be read has a problem, and is no error.

        With fields, these are read, whatever paper it is.
        """
        return self.read_data(file.name, read_bytes(file), fields)

    def read_data(self, name: str, data: bytes, fields: Sequence[FieldSpec] = ()) -> ReadUpload:
        """Return what stands on a file whose content is at hand, as ``read`` does."""
        if fields:
            asking = Asking(fields, self.engine, today(), self.second)
            return read_asked(data, name, asking, self.trust)
        reading = partial(
            read_page,
            engine=self.engine,
            types=self.registry.types,
            today=today(),
            second=self.second,
        )
        return read_with(data, name, self.engine, reading, self.trust)

    def entries(self, file: Path, fields: Sequence[FieldSpec] = ()) -> list[dict[str, Any]]:
        """Return an entry for each paper found on a file, or one that says why there is none."""
        try:
            paper = self.read(file, fields).paper
        except InvalidRequestError as error:
            return [_problem(file, error)]
        except Exception:  # process boundary: one file must not end the rest
            log.exception("reading failed")
            return [_problem(file, ReadingFailedError("识别这份材料时出错。"))]
        return entries_of(str(file), paper)

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


def _problem(file: Path, error: ServiceError) -> dict[str, Any]:
    problem = Problem(code=error.code, message=str(error), remedy=error.remedy)
    return {"file": str(file), "error": problem.model_dump()}


def papers_in(folder: Path) -> list[Path]:
    """Return the pictures, PDF and OFD files of a folder; raises ``InvalidRequestError``."""
    if not folder.is_dir():
        raise InvalidRequestError(f"没有 {folder} 这个文件夹。")
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
    if not found:
        raise InvalidRequestError(f"{folder} 里没有图片、PDF 或 OFD 文件。")
    return found
