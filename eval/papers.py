"""Read a folder of pictures and score every field against its ground truth."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from time import perf_counter

import structlog

from eval.metrics.fields import Rates, by, rates
from eval.metrics.reliability import Bin, calibration_error, reliability
from eval.metrics.second_reader import Gain, gain
from eval.scores import Score, score_picture
from eval.truth import Truth
from extractors.llm.second_reader import SecondReader
from extractors.read import read_upload
from extractors.types import document_types
from models.engines import Engine
from models.records import Document, Record

log = structlog.get_logger()


class Report(Record):
    """The outcome of one evaluation."""

    pictures: int
    seconds: float
    all: Rates
    """Over the types the product reads."""
    types: dict[str, Rates]
    grades: dict[str, Rates]
    """By the quality class of the picture."""
    reliability: tuple[Bin, ...]
    """Confidence against the share of values that are right."""
    calibration_error: float | None
    unsupported: tuple[str, ...]
    """Types in the ground truth that the product does not read yet."""
    crashed: tuple[str, ...]
    """Pictures on which reading raised an error nobody foresaw."""
    wrong: tuple[Score, ...]
    model: Gain | None = None
    """What a language model added; None without one."""


def evaluate(
    samples: Iterable[tuple[Path, Truth]],
    engine: Engine,
    today: date,
    progress: Callable[[str], None] = lambda _: None,
    second: SecondReader | None = None,
) -> Report:
    """Read every picture and return the figures; a crash counts its fields as wrong."""
    scores: list[Score] = []
    crashed: list[str] = []
    papers: list[Document] = []
    started = perf_counter()
    pictures = 0
    for path, truth in samples:
        pictures += 1
        progress(path.name)
        try:
            data, types = path.read_bytes(), document_types()
            found = read_upload(data, path.name, engine, types, today, second).paper.documents
        except Exception:
            log.exception("reading crashed", picture=path.name)
            crashed.append(path.name)
            found = ()
        papers += found
        scores += score_picture(path.name, truth, found)
    known = [score for score in scores if score.type in document_types()]
    bins = reliability([(s.confidence, s.right) for s in known if s.got is not None])
    return Report(
        pictures=pictures,
        seconds=round(perf_counter() - started, 2),
        all=rates(known),
        types=by(lambda score: score.type, known),
        grades=by(lambda score: score.grade, known),
        reliability=bins,
        calibration_error=calibration_error(bins),
        unsupported=tuple(sorted({s.type for s in scores} - set(document_types()))),
        crashed=tuple(crashed),
        wrong=tuple(score for score in known if not score.right),
        model=gain(scores, papers) if second else None,
    )
