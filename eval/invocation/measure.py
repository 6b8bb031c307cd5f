"""Measure models, and keep what came of it for the catalogue."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from eval.invocation.prefilling import measure_prefill
from eval.invocation.recognition import measure_recognition
from intake.filings.bureau import Bureau
from intake.invocation.locally import workplace_of
from models.catalog import ModelSpec
from models.catalog.measured import Figures, Measurement


def measure(
    models: Sequence[ModelSpec], seeds: range, progress: Callable[[str], None]
) -> Iterator[Measurement]:
    """Yield the measurement of each model, on specimens and populations made from the seeds."""
    span = f"{seeds[0]}-{seeds[-1]}"
    readers = [model for model in models if model.kind == "recognition"]
    if readers:
        place = workplace_of(Bureau.open())
        for model in readers:
            progress(model.id)
            yield _measurement(
                model,
                f"为本次测量绘制的样张，种子 {span}，清晰的与拍坏的各一份",
                span,
                measure_recognition(place, model, seeds),
            )
    fillers = [model for model in models if model.kind == "prefill"]
    if fillers:
        progress("、".join(model.id for model in fillers))
        figures = measure_prefill(fillers, seeds)
        for model in fillers:
            told = f"虚构人口 {span} 中材料齐备的申请人，查询模拟登记库；上传的材料按读对计"
            yield _measurement(model, told, span, {"clean": figures[model.id]})


def _measurement(
    model: ModelSpec, samples: str, span: str, groups: dict[str, Figures]
) -> Measurement:
    return Measurement(
        model=model.id,
        version=model.version,
        measured_on=date.today(),  # noqa: DTZ011 - the day of whoever measures
        command=f"zhiban eval models --seeds {span} --only {model.id} --keep",
        samples=samples,
        groups=groups,
    )
